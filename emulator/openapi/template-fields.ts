/** What the fields of a subscribe message may hold, by their kind. PLATFORM 1, Messages. */

/** 15:01 or 15:01:30. */
const TIME = String.raw`([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d)?`
/** 2019年10月1日, 2019年10月, 10月1日, or the same with one of `-/.` between the numbers. */
const DATE = String.raw`(\d{4}年\d{1,2}月(\d{1,2}日)?|\d{1,2}月\d{1,2}日|(\d{4}-)?\d{1,2}-\d{1,2}|(\d{4}/)?\d{1,2}/\d{1,2}|(\d{4}\.)?\d{1,2}\.\d{1,2}|\d{4}[-/.]\d{1,2})`
const TIME_MAYBE_WITH_DATE = new RegExp(`^(${DATE}\\s*)?${TIME}$`)
const DATE_MAYBE_WITH_TIME = new RegExp(`^${DATE}(\\s*${TIME})?$`)

/** One moment, or a span of two joined by `~`. */
function isSpan(text: string, moment: RegExp): boolean {
  const moments = text.split(/[~\uff5e]/).map((each) => each.trim())
  return moments.length <= 2 && moments.every((each) => moment.test(each))
}

const hasHan = (text: string) => /\p{Script=Han}/u.test(text)
const lengthOf = (text: string) => [...text].length

/** Whether a text may stand in a field of each kind. Lengths count characters, not bytes. */
const RULES: Readonly<Record<string, (text: string) => boolean>> = {
  thing: (text) => lengthOf(text) <= 20,
  number: (text) => /^-?\d+(\.\d+)?$/.test(text) && text.length <= 32,
  letter: (text) => /^[A-Za-z]{1,32}$/.test(text),
  symbol: (text) => /^[\p{P}\p{S}]{1,5}$/u.test(text),
  character_string: (text) => /^[\x20-\x7e]{1,32}$/.test(text),
  time: (text) => isSpan(text, TIME_MAYBE_WITH_DATE),
  date: (text) => isSpan(text, DATE_MAYBE_WITH_TIME),
  amount: (text) => /^\p{Sc}?\d{1,10}(\.\d+)?元?$/u.test(text),
  phone_number: (text) => /^[\d+\-() #*]{1,17}$/.test(text),
  car_number: (text) => /^[\p{Script=Han}A-Z\d][A-Z\d]{1,6}[\p{Script=Han}A-Z\d]$/iu.test(text),
  // A name that mixes both counts as a Chinese one.
  name: (text) => !/\d/.test(text) && lengthOf(text) <= (hasHan(text) ? 10 : 20),
  phrase: (text) => /^\p{Script=Han}{1,5}$/u.test(text),
}

/** The kinds of fields that are known here. */
export const FIELD_KINDS: readonly string[] = Object.keys(RULES)

/** Whether a message may carry `text` in a field of this kind. No kind takes an empty text or control characters. */
export function isFieldText(kind: string, text: string): boolean {
  if (text.trim() === '' || /\p{Cc}/u.test(text)) return false
  return RULES[kind]?.(text) ?? false
}
