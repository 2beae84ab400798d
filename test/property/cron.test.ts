/**
 * A timer's next moment, compared with a plain search: the first second at which each field of the expression
 * allows what a clock in Shanghai shows.
 */
import fc from 'fast-check'
import { parseCron } from '../../emulator/timers/cron'

const RUNS = 400
const SHANGHAI_MS = 8 * 3_600_000
const SECOND_MS = 1000
const DAY_MS = 86_400_000
/** The plain search gives up after this many days; leap days are eight years apart at the most. */
const DAYS_MAX = 3_000
const YEAR_FROM = 2026
const YEAR_TO = 2030

interface Field {
  readonly text: string
  readonly allows: (value: number) => boolean
}

const ANY: Field = { text: '*', allows: () => true }

/** One part of a list: a value, a range or steps, which are counted from `first` when nothing is said. */
function part(min: number, max: number, first: number): fc.Arbitrary<Field> {
  const value = fc.integer({ min, max })
  return fc.oneof(
    value.map((only) => ({ text: `${only}`, allows: (each: number) => each === only })),
    fc.tuple(value, value).map(([a, b]) => {
      const [from, to] = [Math.min(a, b), Math.max(a, b)]
      return { text: `${from}-${to}`, allows: (each: number) => each >= from && each <= to }
    }),
    fc.integer({ min: 1, max: Math.min(99, max - min + 1) }).map((step) => ({
      text: `*/${step}`,
      allows: (each: number) => (each - first) % step === 0,
    })),
    fc.tuple(value, fc.integer({ min: 1, max: Math.min(99, max - min + 1) })).map(([from, step]) => ({
      text: `${from}/${step}`,
      allows: (each: number) => each >= from && (each - from) % step === 0,
    })),
  )
}

function field(min: number, max: number, first = min): fc.Arbitrary<Field> {
  const list = fc.array(part(min, max, first), { minLength: 1, maxLength: 3 }).map((parts) => ({
    text: parts.map(({ text }) => text).join(','),
    allows: (value: number) => parts.some(({ allows }) => allows(value)),
  }))
  return fc.oneof({ weight: 2, arbitrary: fc.constant(ANY) }, { weight: 3, arbitrary: list })
}

const expression = fc.tuple(
  field(0, 59),
  field(0, 59),
  field(0, 23),
  field(1, 31),
  field(1, 12),
  field(0, 6),
  field(YEAR_FROM, YEAR_TO, 1970),
)
type Expression = typeof expression extends fc.Arbitrary<infer T> ? T : never

/** A day and a weekday that are both restricted are alternatives. */
function isDay([, , , day, month, weekday, year]: Expression, date: Date): boolean {
  const isOnDay = day.allows(date.getUTCDate())
  const isOnWeekday = weekday.allows(date.getUTCDay())
  const isDue = day.text === '*' || weekday.text === '*' ? isOnDay && isOnWeekday : isOnDay || isOnWeekday
  return isDue && month.allows(date.getUTCMonth() + 1) && year.allows(date.getUTCFullYear())
}

/** Seconds of a day at which the expression is due, the first after `after`. */
function secondOfDay([second, minute, hour]: Expression, after: number): number | undefined {
  for (let at = after + 1; at < 86_400; at++) {
    if (!hour.allows(Math.floor(at / 3_600))) at += 3_599 - (at % 3_600)
    else if (!minute.allows(Math.floor(at / 60) % 60)) at += 59 - (at % 60)
    else if (second.allows(at % 60)) return at
  }
  return undefined
}

/** The same question, asked of every day in turn. Dates here are Shanghai's, read as if they were UTC. */
function plainSearch(fields: Expression, after: number): number | undefined {
  const local = after + SHANGHAI_MS
  const firstDay = local - (((local % DAY_MS) + DAY_MS) % DAY_MS)
  for (let day = 0; day < DAYS_MAX; day++) {
    const midnight = firstDay + day * DAY_MS
    if (!isDay(fields, new Date(midnight))) continue
    const done = day === 0 ? Math.floor((local - midnight) / SECOND_MS) : -1
    const found = secondOfDay(fields, done)
    if (found !== undefined) return midnight + found * SECOND_MS - SHANGHAI_MS
  }
  return undefined
}

test('the next moment is the first that every field allows', () => {
  const moment = fc.integer({ min: Date.UTC(YEAR_FROM, 0), max: Date.UTC(YEAR_TO, 6) })
  fc.assert(
    fc.property(expression, moment, (fields, after) => {
      const text = fields.map((each) => each.text).join(' ')
      expect({ text, after, next: parseCron(text).nextAfter(after) }).toEqual({
        text,
        after,
        next: plainSearch(fields, after),
      })
    }),
    { numRuns: RUNS },
  )
})
