/** Canonical Extended JSON: every type the SDK's own BSON library writes is read, and the other way round. */
import { parseEjson, parseEjsonObject, stringifyEjson } from '../../emulator/protocol/ejson'

// The very library with which the SDK reads and writes.
const { EJSON } = require('bson')
const NOW = 1_700_000_000_000

const values: Record<string, unknown> = {
  zero: 0,
  int32Max: 2 ** 31 - 1,
  int32Min: -(2 ** 31),
  beyondInt32: 2 ** 31,
  safeMax: Number.MAX_SAFE_INTEGER,
  safeMin: Number.MIN_SAFE_INTEGER,
  huge: 1e300,
  tiny: 5e-324,
  fraction: -0.1,
  infinite: Number.POSITIVE_INFINITY,
  text: '同好 \u0000 " \\ \u2028',
  empty: '',
  yes: true,
  no: false,
  nothing: null,
  date: new Date(0),
  oldDate: new Date(-1),
  list: [1, [2, [new Date(3)]], {}],
  object: { a: { b: { c: [] } }, 'with.dot': 1 },
}

describe('round trips', () => {
  test.each(Object.keys(values))('%s from the SDK to here', (name) => {
    const text = EJSON.stringify({ value: values[name] }, { relaxed: false })
    expect(parseEjson(text, NOW)).toEqual({ value: values[name] })
  })

  test.each(Object.keys(values))('%s from here to the SDK', (name) => {
    expect(EJSON.parse(stringifyEjson({ value: values[name] }))).toEqual({ value: values[name] })
  })

  test('minus zero keeps its sign', () => {
    expect(parseEjson(stringifyEjson({ value: -0 }), NOW)).toEqual({ value: -0 })
  })

  test('NaN keeps being none', () => {
    expect(parseEjson(stringifyEjson({ value: Number.NaN }), NOW)).toEqual({ value: Number.NaN })
  })
})

describe('what only the cloud has', () => {
  test('a server date is the moment of the request plus its offset', () => {
    const text = '{"at":{"$tcb_server_date":{"offset":{"$numberInt":"-1000"}}},"now":{"$tcb_server_date":{}}}'
    expect(parseEjson(text, NOW)).toEqual({ at: new Date(NOW - 1000), now: new Date(NOW) })
  })

  test('a regular expression keeps its pattern and the options that mean the same here', () => {
    const expression = parseEjson('{"$regularExpression":{"pattern":"^a.b","options":"i"}}', NOW)
    expect(expression).toEqual(/^a.b/i)
  })

  test('an object id is its text', () => {
    expect(parseEjson('{"_id":{"$oid":"65a0"}}', NOW)).toEqual({ _id: '65a0' })
  })

  test('operators are no typed values', () => {
    expect(parseEjson('{"a":{"$gt":{"$numberInt":"1"}}}', NOW)).toEqual({ a: { $gt: 1 } })
  })
})

describe('refusals', () => {
  const codeOf = (text: string) => {
    try {
      parseEjsonObject(text, NOW)
    } catch (error) {
      return error instanceof Error && 'code' in error ? error.code : error
    }
    return 'nothing'
  }

  test.each([
    '{',
    '1',
    '[]',
    'null',
    '{"$date":{"$numberLong":"0"}}',
    '{"a":{"$numberInt":"x"}}',
    '{"a":{"$numberInt":{}}}',
    '{"a":{"$numberInt":""}}',
    '{"a":{"$numberLong":"1.5"}}',
    '{"a":{"$date":"no day"}}',
    '{"a":{"$regularExpression":1}}',
    '{"__proto__":1}',
  ])('INVALID_PARAM: %s', (text) => {
    expect(codeOf(text)).toBe('INVALID_PARAM')
  })

  test.each([
    '{"a":{"$binary":{}}}',
    '{"a":{"$numberDecimal":"1"}}',
    '{"a":{"$regularExpression":{"pattern":"a","options":"q"}}}',
    '{"a":{"$numberLong":"9007199254740993"}}',
  ])('NOT_EMULATED: %s', (text) => {
    expect(codeOf(text)).toBe('NOT_EMULATED')
  })

  test('the option x is written out', () => {
    const pattern = { pattern: 'a b # c\\n[ #]', options: 'x' }
    expect(parseEjson(JSON.stringify({ $regularExpression: pattern }), NOW)).toEqual(/ab/)
    const spaced = { pattern: '(?i)a [ #] b', options: 'x' }
    expect(parseEjson(JSON.stringify({ $regularExpression: spaced }), NOW)).toEqual(/a[ #]b/i)
  })

  test('DATABASE_REQUEST_FAILED: a pattern that is none', () => {
    expect(codeOf('{"a":{"$regularExpression":{"pattern":"(","options":""}}}')).toBe(
      'DATABASE_REQUEST_FAILED',
    )
  })
})
