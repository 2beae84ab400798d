/**
 * What stands where on the poster of a post. PURE: the width of a text is asked of whoever draws, in pixels of the
 * poster, so that WeChat's canvas, a browser's and a test lay out alike.
 */

export interface PosterFont {
  readonly size: number
  readonly isBold: boolean
}

export type Measure = (text: string, font: PosterFont) => number

/** Which of the pictures is meant; the drawer holds them. */
export type PosterPicture = 'photo' | 'code'

export interface PosterText {
  readonly kind: 'text'
  readonly text: string
  readonly x: number
  /** The middle of the line. */
  readonly y: number
  readonly font: PosterFont
  readonly colour: string
}

interface Frame {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export type PosterItem =
  | PosterText
  | ({ readonly kind: 'box'; readonly colour: string } & Frame)
  /** The middle of the picture fills the frame. */
  | ({ readonly kind: 'picture'; readonly of: PosterPicture } & Frame)

export interface PosterLayout {
  readonly width: number
  readonly height: number
  readonly items: readonly PosterItem[]
}

export interface PosterContent {
  readonly text: string
  readonly community: string
  /** Who made it, as a line. */
  readonly by: string
  /** What to do with the code. */
  readonly hint: string
  /** The size of the photo; without one the words are the poster. */
  readonly photo?: { readonly width: number; readonly height: number }
}

export const POSTER_WIDTH = 750

/** Paper is light whatever the theme of the phone is: these are the tokens of the light theme. */
const PAPER = {
  surface: '#faf6f0',
  card: '#ffffff',
  text: '#2a231d',
  soft: '#665a4f',
  primary: '#97401f',
  line: '#e9e0d4',
}

const MARGIN = 48
const PHOTO_RATIO_MIN = 0.75
const PHOTO_RATIO_MAX = 1.25
const CODE_SIZE = 176
/** White around the code, so that it is found: four of its dots at least. */
const QUIET_ZONE = 20
const HAIRLINE = 2
const MARK_WIDTH = 56
const MARK_HEIGHT = 6

interface Paragraph {
  readonly font: PosterFont
  readonly lineHeight: number
  readonly linesMax: number
}

const BELOW_PHOTO: Paragraph = { font: { size: 36, isBold: false }, lineHeight: 56, linesMax: 4 }
const ALONE: Paragraph = { font: { size: 44, isBold: false }, lineHeight: 72, linesMax: 9 }
const BY: PosterFont = { size: 28, isBold: false }
const COMMUNITY: PosterFont = { size: 40, isBold: true }
const HINT: PosterFont = { size: 26, isBold: false }

/** Lays a poster out from its top to its foot. */
export function layOutPoster(content: PosterContent, measure: Measure): PosterLayout {
  const items: PosterItem[] = []
  let y = 0
  if (content.photo) {
    const { width, height } = content.photo
    const ratio = Math.min(PHOTO_RATIO_MAX, Math.max(PHOTO_RATIO_MIN, height / width))
    y = Math.round(POSTER_WIDTH * ratio)
    items.push({ kind: 'picture', of: 'photo', x: 0, y: 0, width: POSTER_WIDTH, height: y })
  } else {
    y = MARGIN * 2
    items.push(box(PAPER.primary, { x: MARGIN, y, width: MARK_WIDTH, height: MARK_HEIGHT }))
    y += MARK_HEIGHT
  }
  y = putWords(items, content, y + MARGIN, measure)
  const foot = layOutFoot(content, y + MARGIN, measure)
  items.push(...foot.items)
  const height = foot.bottom + MARGIN
  const paper = box(PAPER.surface, { x: 0, y: 0, width: POSTER_WIDTH, height })
  return { width: POSTER_WIDTH, height, items: [paper, ...items] }
}

/** The words and who said them; answers where they end. */
function putWords(
  items: PosterItem[],
  { text, by, photo }: PosterContent,
  top: number,
  measure: Measure,
): number {
  const paragraph = photo ? BELOW_PHOTO : ALONE
  const { font, lineHeight, linesMax } = paragraph
  const lines = wrapText(text, POSTER_WIDTH - 2 * MARGIN, linesMax, (part) => measure(part, font))
  lines.forEach((line, at) => {
    items.push({
      kind: 'text',
      text: line,
      x: MARGIN,
      y: top + lineHeight * (at + 0.5),
      font,
      colour: PAPER.text,
    })
  })
  const byY = top + lineHeight * lines.length + MARGIN / 2 + BY.size / 2
  items.push({ kind: 'text', text: by, x: MARGIN, y: byY, font: BY, colour: PAPER.soft })
  return byY + BY.size / 2
}

/** The name of the community on the left, the code on its white square on the right. */
function layOutFoot({ community, hint }: PosterContent, top: number, measure: Measure) {
  const side = CODE_SIZE + 2 * QUIET_ZONE
  const codeX = POSTER_WIDTH - MARGIN - side
  const codeY = top + MARGIN
  const hintLines = wrapText(hint, codeX - 2 * MARGIN, 2, (part) => measure(part, HINT))
  const middle = codeY + side / 2
  const items: PosterItem[] = [
    box(PAPER.line, { x: MARGIN, y: top, width: POSTER_WIDTH - 2 * MARGIN, height: HAIRLINE }),
    {
      kind: 'text',
      text: community,
      x: MARGIN,
      y: middle - COMMUNITY.size,
      font: COMMUNITY,
      colour: PAPER.primary,
    },
    ...hintLines.map((line, at): PosterItem => {
      const y = middle + HINT.size / 2 + at * HINT.size * 1.5
      return { kind: 'text', text: line, x: MARGIN, y, font: HINT, colour: PAPER.soft }
    }),
    box(PAPER.card, { x: codeX, y: codeY, width: side, height: side }),
    {
      ...{ kind: 'picture', of: 'code', x: codeX + QUIET_ZONE, y: codeY + QUIET_ZONE },
      ...{ width: CODE_SIZE, height: CODE_SIZE },
    },
  ]
  return { items, bottom: codeY + side }
}

function box(colour: string, frame: Frame): PosterItem {
  return { kind: 'box', colour, ...frame }
}

/** What may not begin a line: it hangs at the end of the one before. */
const CLOSING = /^[，。、；：！？…）》」』”’,.;:!?)\]}%]/
/** What is broken as a whole: a Latin word or a number, a surrogate pair, any other character by itself; line breaks. */
const PIECES = /\n|[\p{Script=Latin}\p{N}'’.-]+|\s|./gsu

/**
 * Breaks a text into lines no wider than `widthMax` (a closing sign may hang over). What does not fit into `linesMax`
 * ends with an ellipsis; empty lines are left out.
 */
export function wrapText(
  text: string,
  widthMax: number,
  linesMax: number,
  measure: (part: string) => number,
): string[] {
  const lines: string[] = []
  let line = ''
  const end = () => {
    if (line.trim() !== '') lines.push(line.trim())
    line = ''
  }
  for (const piece of text.trim().match(PIECES) ?? []) {
    if (piece === '\n') end()
    else if (measure(line + piece) <= widthMax || CLOSING.test(piece)) line += piece
    else {
      end()
      line = piece.trim() === '' ? '' : fitting(piece, widthMax, measure, (part) => lines.push(part))
    }
  }
  end()
  if (lines.length <= linesMax) return lines
  const kept = lines.slice(0, linesMax)
  return [...kept.slice(0, -1), shortened(kept.at(-1) ?? '', widthMax, measure)]
}

/** A single word that is wider than a line is broken where the line ends; answers what is left for the next one. */
function fitting(
  word: string,
  widthMax: number,
  measure: (part: string) => number,
  put: (part: string) => void,
): string {
  let rest = ''
  for (const character of word) {
    if (rest !== '' && measure(rest + character) > widthMax) {
      put(rest)
      rest = ''
    }
    rest += character
  }
  return rest
}

function shortened(line: string, widthMax: number, measure: (part: string) => number): string {
  const characters = [...line]
  while (characters.length > 0 && measure(`${characters.join('')}…`) > widthMax) characters.pop()
  return `${characters.join('').trimEnd()}…`
}
