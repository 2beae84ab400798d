/**
 * What stands where on a poster. PURE: the width of a text is asked of whoever draws, in pixels of the poster, so that
 * WeChat's canvas, a browser's and a test lay out alike.
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
  /** A number that the poster is about, and what it counts. */
  readonly figure?: { readonly number: string; readonly unit: string }
  /** Without a photo: a square for each of so many, seven in a row as weeks are as long as there is room. */
  readonly squares?: number
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
  tint: '#f7e7de',
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
/** As high as a photo that is wider than it is tall. */
const PATTERN_HEIGHT = POSTER_WIDTH * PHOTO_RATIO_MIN
const COLUMNS = [7, 10, 15, 20, 25, 30] as const
/** How much of a square's place is the square. */
const SQUARE_PART = 0.86

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
const FIGURE: PosterFont = { size: 168, isBold: true }
const UNIT: PosterFont = { size: 40, isBold: false }
const UNIT_GAP = 20

/** Lays a poster out from its top to its foot. */
export function layOutPoster(content: PosterContent, measure: Measure): PosterLayout {
  const items: PosterItem[] = []
  let y = 0
  if (content.photo) {
    const { width, height } = content.photo
    const ratio = Math.min(PHOTO_RATIO_MAX, Math.max(PHOTO_RATIO_MIN, height / width))
    y = Math.round(POSTER_WIDTH * ratio)
    items.push({ kind: 'picture', of: 'photo', x: 0, y: 0, width: POSTER_WIDTH, height: y })
  } else if (content.squares) {
    y = PATTERN_HEIGHT
    items.push(...layOutSquares(content.squares))
  } else {
    y = MARGIN * 2
    items.push(box(PAPER.primary, { x: MARGIN, y, width: MARK_WIDTH, height: MARK_HEIGHT }))
    y += MARK_HEIGHT
  }
  if (content.figure) y = putFigure(items, content.figure, y + MARGIN, measure)
  y = putWords(items, content, y + MARGIN, measure)
  const foot = layOutFoot(content, y + MARGIN, measure)
  items.push(...foot.items)
  const height = foot.bottom + MARGIN
  const paper = box(PAPER.surface, { x: 0, y: 0, width: POSTER_WIDTH, height })
  return { width: POSTER_WIDTH, height, items: [paper, ...items] }
}

/** A square for each, in rows from the left, in the middle of their ground; the last one in full colour. */
function layOutSquares(count: number): PosterItem[] {
  const inner = POSTER_WIDTH - 2 * MARGIN
  const heightOf = (columns: number) => (Math.ceil(count / columns) * inner) / columns
  const columns = COLUMNS.find((each) => heightOf(each) <= PATTERN_HEIGHT - 2 * MARGIN) ?? COLUMNS[5]
  const place = inner / columns
  const top = (PATTERN_HEIGHT - heightOf(columns)) / 2
  const side = place * SQUARE_PART
  const squares = Array.from({ length: count }, (_, at): PosterItem => {
    const x = MARGIN + (at % columns) * place
    const y = top + Math.floor(at / columns) * place
    return box(at === count - 1 ? PAPER.primary : PAPER.card, { x, y, width: side, height: side })
  })
  return [box(PAPER.tint, { x: 0, y: 0, width: POSTER_WIDTH, height: PATTERN_HEIGHT }), ...squares]
}

/** The number, and what it counts beside its foot; answers where they end. */
function putFigure(
  items: PosterItem[],
  { number, unit }: NonNullable<PosterContent['figure']>,
  top: number,
  measure: Measure,
): number {
  const bottom = top + FIGURE.size
  const unitX = MARGIN + measure(number, FIGURE) + UNIT_GAP
  const line = { kind: 'text', x: MARGIN, y: top + FIGURE.size / 2, font: FIGURE } as const
  items.push({ ...line, text: number, colour: PAPER.primary })
  items.push({ ...line, text: unit, x: unitX, y: bottom - UNIT.size, font: UNIT, colour: PAPER.text })
  return bottom
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
