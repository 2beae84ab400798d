/**
 * The cron expressions of timers: seven fields, second minute hour day month weekday year, in Asia/Shanghai.
 * Source: Tencent Cloud, timer trigger (document/product/583/9708).
 */
import { Cron } from 'croner'

/** Asia/Shanghai has no summer time. */
const SHANGHAI_OFFSET_MIN = 480
const MONTHS = 'JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC'
const WEEKDAYS = 'SUN|MON|TUE|WED|THU|FRI|SAT'
const YEAR_MIN = 1970
const YEAR_MAX = 2099

interface Field {
  readonly name: string
  readonly min: number
  readonly max: number
  /** What may stand in the place of a number, besides `*`. */
  readonly words?: RegExp
}

const FIELDS: readonly Field[] = [
  { name: 'second', min: 0, max: 59 },
  { name: 'minute', min: 0, max: 59 },
  { name: 'hour', min: 0, max: 23 },
  { name: 'day', min: 1, max: 31, words: /^(\?|L|\d{1,2}W)$/ },
  { name: 'month', min: 1, max: 12, words: new RegExp(`^(${MONTHS})$`) },
  { name: 'weekday', min: 0, max: 6, words: new RegExp(`^(\\?|${WEEKDAYS}|[0-6]L|[0-6]#[1-5])$`) },
  { name: 'year', min: YEAR_MIN, max: YEAR_MAX },
]

/** Whether one end of a range, or a value by itself, is one of the field's. */
function isValueOf(field: Field, text: string): boolean {
  if (text === '*' || field.words?.test(text)) return true
  return /^\d{1,4}$/.test(text) && Number(text) >= field.min && Number(text) <= field.max
}

/** `*`, `5`, `1-15`, `MON`, each with a step or without, and lists of those. */
function isField(field: Field, text: string): boolean {
  return text.split(',').every((part) => {
    const [range = '', step, ...moreSteps] = part.split('/')
    const [from = '', to, ...moreEnds] = range.split('-')
    const isStep = step === undefined || (/^\d{1,2}$/.test(step) && Number(step) > 0)
    const isRange = isValueOf(field, from) && (to === undefined || (from !== '*' && isValueOf(field, to)))
    return isStep && isRange && moreSteps.length === 0 && moreEnds.length === 0
  })
}

/** When a timer is due. */
export interface CronSchedule {
  /** The first moment after this one, both epoch milliseconds; undefined when there is none. */
  nextAfter(at: number): number | undefined
}

/**
 * Reads a timer's expression. A day and a weekday that are both given are alternatives, as on the cloud.
 * @throws Error with one sentence that names the wrong field.
 */
export function parseCron(expression: string): CronSchedule {
  const texts = expression.trim().split(/\s+/)
  if (texts.length !== FIELDS.length)
    throw new Error(
      `a timer's cron has 7 fields, second minute hour day month weekday year, not ${texts.length}`,
    )
  for (const [index, field] of FIELDS.entries()) {
    const text = texts[index] ?? ''
    if (!isField(field, text)) throw new Error(`${text} is no ${field.name} of a timer's cron`)
  }
  const cron = new Cron(withExplicitRanges(texts), {
    utcOffset: SHANGHAI_OFFSET_MIN,
    paused: true,
    mode: '7-part',
  })
  return { nextAfter: (at) => cron.nextRun(new Date(at))?.getTime() }
}

/** `5/15` means `5-59/15`, and every third year is counted from 1970; the library wants both written out. */
function withExplicitRanges(texts: readonly string[]): string {
  return texts
    .map((text, index) => {
      const { min, max } = FIELDS[index] ?? { min: 0, max: 0 }
      return text
        .split(',')
        .map((part) => part.replace(/^\*\//, `${min}/`).replace(/^(\d+)\//, `$1-${max}/`))
        .join(',')
    })
    .join(' ')
}
