/** A poster in a browser: drawn on a canvas that is not shown, kept as a file of its own. */
import type { Picture, PosterCanvas, SaveOutcome } from './poster-canvas'

/** A browser puts what it saves among its downloads. */
export const SAVES_TO_ALBUM = false

const FILE_NAME = 'tonghao-poster.png'

/** A canvas of its own; the one on the page is WeChat's. */
export async function openPosterCanvas(_id: string): Promise<PosterCanvas> {
  const canvas = document.createElement('canvas')
  const brush = canvas.getContext('2d')
  if (!brush) throw new Error('this browser has no canvas')
  const pictures = new Map<Picture, HTMLImageElement>()
  return {
    brush: {
      set fillStyle(value: unknown) {
        brush.fillStyle = String(value)
      },
      set font(value: string) {
        brush.font = value
      },
      set textBaseline(value: string) {
        brush.textBaseline = value === 'middle' ? 'middle' : 'alphabetic'
      },
      fillRect: (x, y, width, height) => brush.fillRect(x, y, width, height),
      fillText: (text, x, y) => brush.fillText(text, x, y),
      measureText: (text) => brush.measureText(text),
    },
    resize(width, height) {
      canvas.width = width
      canvas.height = height
    },
    async load(url) {
      const image = new Image()
      image.src = url
      await image.decode()
      const picture = { width: image.naturalWidth, height: image.naturalHeight }
      pictures.set(picture, image)
      return picture
    },
    drawPicture(picture, from, to) {
      const image = pictures.get(picture)
      const [sx = 0, sy = 0, sw = 0, sh = 0] = from
      const [x = 0, y = 0, width = 0, height = 0] = to
      if (image) brush.drawImage(image, sx, sy, sw, sh, x, y, width, height)
    },
    finish: () =>
      new Promise((resolve, reject) => {
        canvas.toBlob((blob) => {
          if (blob) resolve(URL.createObjectURL(blob))
          else reject(new Error('the canvas gave no picture'))
        }, 'image/png')
      }),
  }
}

/** Lets the browser save the poster. */
export async function savePoster(url: string): Promise<SaveOutcome> {
  const link = document.createElement('a')
  link.href = url
  link.download = FILE_NAME
  link.click()
  return 'saved'
}

/** A browser asks for nothing. */
export function openAlbumSettings(): void {}
