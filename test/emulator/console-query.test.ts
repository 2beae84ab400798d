/** What the query box understands, and what it never does: run code. */
import { readQuery } from '../../emulator/console/query/read-query'
import { SyntaxProblem } from '../../emulator/console/query/text-reader'

const NOW = 1_700_000_000_000
const read = (text: string) => readQuery(text, 'posts', NOW)
const where = (text: string) => {
  const query = read(text)
  if (query.kind === 'aggregate') throw new Error('an aggregation')
  return query.where
}

test('nothing asks for the first documents', () => {
  const everything = { kind: 'find', collection: 'posts', where: {}, order: {}, skip: 0, limit: 100 }
  expect(read('')).toEqual(everything)
  expect(read('  // all of them\n')).toEqual(everything)
  expect(read('{}')).toEqual(everything)
})

test('an object is what to match: every literal of JavaScript, dates and patterns', () => {
  expect(
    where(`{
      text: "a\\u4f60\\n", 'quoted-name': \`line\`, 你好: '好', // a comment
      numbers: [1, -2.5, 1_000, 0x10, 1e3, .5, -0, Infinity, NaN],
      nested: { yes: true, no: false, none: null, gone: undefined },
      at: new Date('2026-11-22T00:00:00Z'), day: ISODate("2026-11-22"), now: new Date(),
      pattern: /^a[/]\\/b$/i, 3: 'three', /* the end */
    }`),
  ).toEqual({
    text: 'a你\n',
    'quoted-name': 'line',
    你好: '好',
    numbers: [1, -2.5, 1000, 16, 1000, 0.5, -0, Number.POSITIVE_INFINITY, Number.NaN],
    nested: { yes: true, no: false, none: null },
    at: new Date('2026-11-22T00:00:00Z'),
    day: new Date('2026-11-22'),
    now: new Date(NOW),
    pattern: /^a[/]\/b$/i,
    3: 'three',
  })
})

test('Extended JSON is understood as what it means', () => {
  expect(
    where(
      '{"at": {"$date": {"$numberLong": "5"}}, "n": {"$numberInt": "7"}, "p": {"$regularExpression": {"pattern": "^a", "options": "i"}}}',
    ),
  ).toEqual({ at: new Date(5), n: 7, p: /^a/i })
})

test.each([
  ['{ n: _.gt(1) }', { n: { $gt: 1 } }],
  ['{ n: _.gt(1).and(_.lte(5)) }', { n: { $gt: 1, $lte: 5 } }],
  ['{ n: _.gt(1).lt(5) }', { n: { $gt: 1, $lt: 5 } }],
  ['{ n: _.neq(null) }', { n: { $ne: null } }],
  ['{ n: _.in([1, 2]), m: _.nin(["a"]) }', { n: { $in: [1, 2] }, m: { $nin: ['a'] } }],
  ['{ n: _.or(_.lt(1), _.gt(5)) }', { $or: [{ n: { $lt: 1 } }, { n: { $gt: 5 } }] }],
  ['{ n: _.lt(1).or(_.gt(5)), m: 2 }', { $and: [{ m: 2 }, { $or: [{ n: { $lt: 1 } }, { n: { $gt: 5 } }] }] }],
  ['{ n: _.not(_.eq(3)) }', { n: { $not: { $eq: 3 } } }],
  ['{ n: _.mod(3, 1) }', { n: { $mod: [3, 1] } }],
  ['{ tags: _.elemMatch({ n: _.gte(2) }) }', { tags: { $elemMatch: { n: { $gte: 2 } } } }],
  ['{ at: db.command.lt(db.serverDate()) }', { at: { $lt: new Date(NOW) } }],
  ['{ name: db.RegExp({ regexp: "^a", options: "i" }) }', { name: /^a/i }],
  ['_.or([{ a: 1 }, { b: _.gt(2) }])', { $or: [{ a: 1 }, { b: { $gt: 2 } }] }],
  ['where(_.and([{ a: 1 }, { b: 2 }]))', { $and: [{ a: 1 }, { b: 2 }] }],
  ['{ $or: [{ a: 1 }, { b: 2 }] }', { $or: [{ a: 1 }, { b: 2 }] }],
  [
    '{ at: _.geoNear({ geometry: db.Geo.Point(120, 30), maxDistance: 1000 }) }',
    { at: { $nearSphere: { $geometry: { type: 'Point', coordinates: [120, 30] }, $maxDistance: 1000 } } },
  ],
])('%s', (text, expected) => {
  expect(where(text)).toEqual(expected)
})

test('a chain as it stands in a function', () => {
  expect(
    read(`await db.collection('members')
      .where({ role: 'teacher' })
      .orderBy('joinedAt', 'desc').orderBy('name', 'asc')
      .field({ name: true }).skip(20).limit(10).get();`),
  ).toEqual({
    kind: 'find',
    collection: 'members',
    where: { role: 'teacher' },
    order: { joinedAt: -1, name: 1 },
    field: { name: true },
    skip: 20,
    limit: 10,
  })
  expect(read("doc('pst_1')")).toMatchObject({ where: { _id: 'pst_1' } })
  expect(read('where({ a: 1 }).count()')).toMatchObject({ kind: 'count', where: { a: 1 } })
  expect(read('limit(99999)')).toMatchObject({ limit: 1000 })
})

test('an aggregation as stages or as a chain', () => {
  const stages = [{ $match: { n: { $gt: 1 } } }, { $group: { _id: '$kind', sum: { $sum: '$n' } } }]
  const expected = { kind: 'aggregate', collection: 'posts', stages }
  expect(read("[{ $match: { n: _.gt(1) } }, { $group: { _id: '$kind', sum: { $sum: '$n' } } }]")).toEqual(
    expected,
  )
  expect(read("aggregate().match({ n: _.gt(1) }).group({ _id: '$kind', sum: $.sum('$n') }).end()")).toEqual(
    expected,
  )
})

test.each([
  ['{ a: }', 5, 'this is not understood'],
  ['{ a: 1', 6, 'a comma or } is expected'],
  ["{ a: 'x }", 5, 'does not end'],
  ['{ a: /x }', 5, 'does not end'],
  ['{ a: process.exit(1) }', 5, 'process.exit is not known'],
  ['{ a: require("fs") }', 5, 'require is not known'],
  ['{ a: (() => 1)() }', 8, 'one expression'],
  ['{ a: `$' + '{1}` }', 5, 'does not end'],
  ['{ __proto__: { x: 1 } }', 11, '__proto__'],
  ['{ a: b }', 5, 'b means nothing here'],
  ['{} {}', 3, 'left over'],
  ['where({}).update({ data: {} })', 10, 'only reads'],
  ['where(3)', 0, 'an object is expected'],
  ['limit(-1)', 0, 'a whole number'],
  ['{ a: _.nothing(1) }', 5, '_.nothing is not known'],
  ['{ a: constructor.constructor("x")() }', 5, 'not known'],
  [`${'['.repeat(500)}`, 121, 'nested deeper'],
])('refuses %s', (text, position, message) => {
  let problem: unknown
  try {
    read(text)
  } catch (error) {
    problem = error
  }
  expect(problem).toBeInstanceOf(SyntaxProblem)
  expect(problem).toMatchObject({ position: expect.any(Number), message: expect.stringContaining(message) })
  expect(problem).toHaveProperty('position', position)
})
