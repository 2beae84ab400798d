/**
 * The canvas that a poster is drawn on, and what becomes of it, in WeChat: a `<canvas type="2d">` of the page, a
 * temporary file, the phone's album. `poster-canvas.h5.ts` does it in a browser.
 */
import Taro from '@tarojs/taro'

/** What a poster needs of a canvas: the same in WeChat and in browsers. */
export interface Brush {
  fillStyle: unknown
  font: string
  textBaseline: string
  fillRect(x: number, y: number, width: number, height: number): void
  fillText(text: string, x: number, y: number): void
  measureText(text: string): { readonly width: number }
}

export interface Picture {
  readonly width: number
  readonly height: number
}

export interface PosterCanvas {
  readonly brush: Brush
  /** Sets the size, in pixels of the poster; what stood on it is gone. */
  resize(width: number, height: number): void
  /** @throws Error when the picture does not come. */
  load(url: string): Promise<Picture>
  /** Draws a part of a picture (`from`, in its own pixels) into a frame. */
  drawPicture(picture: Picture, from: readonly number[], to: readonly number[]): void
  /** Answers an address that an Image shows. */
  finish(): Promise<string>
}

/** What `savePoster` has done: `denied` when the member does not allow the album. */
export type SaveOutcome = 'saved' | 'denied' | 'failed' | 'cancelled'

/** In WeChat the picture goes into the phone's album. */
export const SAVES_TO_ALBUM = true

/** The context of a canvas of the kind 2d; Taro's types leave it empty. */
type Context = Brush & { drawImage(image: unknown, ...box: number[]): void }

/** The canvas with this id on the open page. */
export function openPosterCanvas(id: string): Promise<PosterCanvas> {
  return new Promise((resolve, reject) => {
    Taro.createSelectorQuery()
      .select(`#${id}`)
      .fields({ node: true, size: true }, () => {})
      .exec((found: readonly ({ node?: Taro.Canvas } | null)[]) => {
        const node = found[0]?.node
        const context: unknown = node?.getContext('2d')
        if (node && isContext(context)) resolve(wrapped(node, context))
        else reject(new Error('the canvas is not on the page'))
      })
  })
}

function isContext(value: unknown): value is Context {
  return typeof value === 'object' && value !== null && 'fillText' in value && 'drawImage' in value
}

function wrapped(canvas: Taro.Canvas, brush: Context): PosterCanvas {
  return {
    brush,
    resize(width, height) {
      canvas.width = width
      canvas.height = height
    },
    load: (url) =>
      new Promise((resolve, reject) => {
        const image = canvas.createImage()
        image.onload = () => resolve(image)
        image.onerror = () => reject(new Error('a picture of the poster did not come'))
        image.src = url
      }),
    drawPicture: (picture, from, to) => brush.drawImage(picture, ...from, ...to),
    async finish() {
      const { width, height } = canvas
      const size = { width, height, destWidth: width, destHeight: height }
      return (await Taro.canvasToTempFilePath({ canvas, canvasId: '', ...size, fileType: 'png' }))
        .tempFilePath
    },
  }
}

/** Puts the poster into the phone's album. */
export async function savePoster(url: string): Promise<SaveOutcome> {
  try {
    await Taro.saveImageToPhotosAlbum({ filePath: url })
    return 'saved'
  } catch (error) {
    const said = typeof error === 'object' && error !== null && 'errMsg' in error ? String(error.errMsg) : ''
    if (/auth|privacy|denied/i.test(said)) return 'denied'
    return /cancel/i.test(said) ? 'cancelled' : 'failed'
  }
}

/** Opens WeChat's own page where the album can be allowed. */
export function openAlbumSettings(): void {
  Taro.openSetting({}).catch(() => undefined)
}
