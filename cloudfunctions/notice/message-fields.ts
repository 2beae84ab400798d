/**
 * The one place that makes a text fit a field of a subscribe message (PLATFORM 1, Messages): the platform refuses the
 * whole message for one field that is too long. Whole characters only: never half of an emoji. Pure.
 */
import { HOUR_MS } from '../../contract/limits'

/** The kinds of fields that our templates have, as the platform names them. */
export type FieldKind =
  | 'thing'
  | 'name'
  | 'phrase'
  | 'number'
  | 'character_string'
  | 'time'
  | 'date'
  | 'amount'

/** Instants are epoch milliseconds, amounts fen; everything else is text or a whole number. */
export type FieldValue = string | number

const THING_LENGTH_MAX = 20
const NAME_LENGTH_MAX = 20
const HAN_NAME_LENGTH_MAX = 10
const PHRASE_LENGTH_MAX = 5
const STRING_LENGTH_MAX = 32
const AMOUNT_YUAN_MAX = 9_999_999_999
const FEN_PER_YUAN = 100
/** A year of five digits is no date. */
const INSTANTS_END = Date.UTC(9999, 0)
/** Asia/Shanghai. */
const OFFSET_MS = 8 * HOUR_MS

/** No field may be empty: what stands where nothing can be said. */
const NOTHING: Readonly<Record<FieldKind, string>> = {
  thing: '点开看看',
  name: '同好',
  phrase: '提醒',
  number: '0',
  character_string: '-',
  time: '00:00',
  date: '1970-01-01',
  amount: '0',
}

const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' })

/**
 * The beginning of a text, `…` at its end when there is more.
 * @param lengthMax in UTF-16 units: no way of counting characters counts more
 */
export function cutTo(text: string, lengthMax: number): string {
  if (text.length <= lengthMax) return text
  let kept = ''
  for (const { segment } of graphemes.segment(text)) {
    if (kept.length + segment.length > lengthMax - 1) break
    kept += segment
  }
  return `${kept}…`
}

/** The text that stands in a field of this kind for this value: always one that the platform takes. */
export function fieldText(kind: FieldKind, value: FieldValue): string {
  const text = MAKERS[kind](value)
  return text === '' ? NOTHING[kind] : text
}

const MAKERS: Readonly<Record<FieldKind, (value: FieldValue) => string>> = {
  thing: (value) => cutTo(onOneLine(value), THING_LENGTH_MAX),
  name: nameOf,
  phrase: (value) =>
    matching(value, /\p{Script=Han}/gu)
      .slice(0, PHRASE_LENGTH_MAX)
      .join(''),
  number: wholeNumber,
  character_string: (value) =>
    matching(value, /[\x20-\x7e]/g)
      .join('')
      .trim()
      .slice(0, STRING_LENGTH_MAX),
  time: (at) => (isInstant(at) ? `${dayOf(at)} ${shanghai(at).slice(11, 16)}` : ''),
  date: (at) => (isInstant(at) ? dayOf(at) : ''),
  amount: (fen) => (isInstant(fen) ? `¥${yuanOf(fen)}` : ''),
}

/** Control characters, halves of pairs and line ends gone. */
function onOneLine(value: FieldValue): string {
  return String(value)
    .replace(/\p{Cs}/gu, '')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim()
}

/** A name has letters only; one that mixes Chinese in counts as a Chinese one. */
function nameOf(value: FieldValue): string {
  const letters = matching(onOneLine(value), /[\p{L}\p{M}· ]/gu)
    .join('')
    .trim()
  return cutWhole(letters, /\p{Script=Han}/u.test(letters) ? HAN_NAME_LENGTH_MAX : NAME_LENGTH_MAX)
}

/** A name with a `…` in it is none: it ends where it must. */
function cutWhole(text: string, lengthMax: number): string {
  let kept = ''
  for (const { segment } of graphemes.segment(text)) {
    if (kept.length + segment.length > lengthMax) break
    kept += segment
  }
  return kept.trim()
}

function matching(value: FieldValue, pattern: RegExp): readonly string[] {
  return String(value).match(pattern) ?? []
}

/** A count: never in the notation with an exponent. */
function wholeNumber(value: FieldValue): string {
  const number = Math.round(Number(value))
  return Number.isSafeInteger(number) ? String(number) : ''
}

function isInstant(value: FieldValue): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value < INSTANTS_END
}

const shanghai = (at: number) => new Date(at + OFFSET_MS).toISOString()

function dayOf(at: number): string {
  const [year, month, day] = shanghai(at).slice(0, 10).split('-').map(Number)
  return `${year}年${month}月${day}日`
}

function yuanOf(fen: number): string {
  const yuan = Math.min(fen / FEN_PER_YUAN, AMOUNT_YUAN_MAX)
  return Number.isInteger(yuan) ? String(yuan) : yuan.toFixed(2)
}
