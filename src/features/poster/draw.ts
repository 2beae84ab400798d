/** Drawing a poster: a photo or a quiet pattern, words, whose it is, and the code that leads to the community. */
import { wordsNow } from '../../i18n/words'
import { type Brush, openPosterCanvas, type Picture, type PosterCanvas } from '../../platform/poster-canvas'
import {
  layOutPoster,
  type PosterContent,
  type PosterFont,
  type PosterItem,
  type PosterPicture,
} from './layout'

const FAMILY = 'system-ui, -apple-system, "PingFang SC", "Noto Sans SC", "Noto Sans CJK SC", sans-serif'

/** What a poster shows; pictures by their addresses. */
export interface PosterWish extends Omit<PosterContent, 'photo' | 'community'> {
  readonly codeUrl: string
  readonly photoUrl?: string
}

/**
 * Draws the poster on the canvas with this id.
 * @returns an address that an Image shows
 * @throws CallError when what it shows did not come; Error when a picture did not, or there is no canvas
 */
export async function drawPoster(wish: Promise<PosterWish>, canvasId: string): Promise<string> {
  const [canvas, { codeUrl, photoUrl, ...content }] = await Promise.all([openPosterCanvas(canvasId), wish])
  const [code, photo] = await Promise.all([
    canvas.load(codeUrl),
    photoUrl ? canvas.load(photoUrl) : undefined,
  ])
  const layout = layOutPoster(
    { ...content, community: wordsNow().name, ...(photo ? { photo } : {}) },
    (text, font) => measure(canvas.brush, text, font),
  )
  canvas.resize(layout.width, layout.height)
  for (const item of layout.items) drawItem(canvas, item, { code, photo })
  return canvas.finish()
}

function measure(brush: Brush, text: string, font: PosterFont): number {
  brush.font = cssFont(font)
  return brush.measureText(text).width
}

function drawItem(
  canvas: PosterCanvas,
  item: PosterItem,
  pictures: Readonly<Record<PosterPicture, Picture | undefined>>,
): void {
  const { brush } = canvas
  if (item.kind === 'text') {
    brush.font = cssFont(item.font)
    brush.textBaseline = 'middle'
    brush.fillStyle = item.colour
    brush.fillText(item.text, item.x, item.y)
    return
  }
  const frame = [item.x, item.y, item.width, item.height] as const
  if (item.kind === 'box') {
    brush.fillStyle = item.colour
    brush.fillRect(...frame)
    return
  }
  const picture = pictures[item.of]
  if (picture) canvas.drawPicture(picture, middleOf(picture, item.width / item.height), frame)
}

/** The largest middle part of a picture that has this ratio of width to height: x, y, width, height. */
function middleOf({ width, height }: Picture, ratio: number): readonly number[] {
  const partWidth = Math.min(width, height * ratio)
  const partHeight = Math.min(height, width / ratio)
  return [(width - partWidth) / 2, (height - partHeight) / 2, partWidth, partHeight]
}

function cssFont({ size, isBold }: PosterFont): string {
  return `${isBold ? 'bold ' : ''}${size}px ${FAMILY}`
}
