import fc from 'fast-check'
import type { Document, IndexSpec, PlainObject } from '../../emulator/types'

/** Few values of every type, so that equalities happen, and the awkward ones of each. */
const TEXTS = ['', 'a', 'ab', 'a\0', 'a\0b', 'b', 'Ａ', '你好', '😀', '\uffff', 'z'.repeat(400)]
const NUMBERS = [
  0,
  -0,
  1,
  2,
  -1,
  1.5,
  -1.5,
  1e300,
  -1e300,
  Number.MAX_SAFE_INTEGER,
  Infinity,
  -Infinity,
  NaN,
  5e-324,
]

export const scalar: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...NUMBERS) },
  { weight: 4, arbitrary: fc.constantFrom(...TEXTS) },
  fc.constantFrom(null, true, false),
  fc.constantFrom(new Date(0), new Date(-1), new Date(1_700_000_000_000)),
)

/** A value of any type and shape, for the order of keys. */
export const anyValue: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    fc.double(),
    fc.string({ unit: 'binary' }),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('x', 'y', 'xy', ''), tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ),
})).value

/** Small sets of values that differ between documents, so that ranges cut somewhere in the middle. */
const fieldValue = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: 0, max: 4 }) },
  { weight: 2, arbitrary: scalar },
  // Those that stand at the edges of their types.
  { weight: 2, arbitrary: fc.constantFrom(Number.NaN, null, 'a', 'ab', 'b') },
)
/** The store keeps no -0; queries may ask for it all the same. */
const storedValue = fieldValue.map((value) => (Object.is(value, -0) ? 0 : value))
const maybeArray = fc.oneof(storedValue, fc.array(storedValue, { maxLength: 3 }))
const embedded = fc.record({ x: storedValue, y: storedValue }, { requiredKeys: [] })

const fields: fc.Arbitrary<PlainObject> = fc.record(
  {
    a: storedValue,
    b: storedValue,
    t: maybeArray,
    n: fc.oneof(embedded, storedValue, fc.array(embedded, { maxLength: 2 })),
  },
  { requiredKeys: [] },
)

const id = fc.oneof(
  fc.integer({ min: 0, max: 40 }),
  fc.constantFrom('a', 'b', 'c', 'ab', 'z', '你', 'p1', 'p2', 'p10'),
)

export const document: fc.Arbitrary<Document> = fc.tuple(id, fields).map(([_id, rest]) => ({ _id, ...rest }))
export const documents = fc.uniqueArray(document, {
  maxLength: 40,
  selector: ({ _id }) => JSON.stringify(_id),
})

const path = fc.constantFrom('a', 'b', 't', 'n.x', 'n.y', '_id')
const direction = fc.constantFrom<(1 | -1)[]>(1, -1)

/** `t` and `n` may both be arrays, and no index may hold two arrays. */
export const indexSpecs: fc.Arbitrary<IndexSpec[]> = fc
  .uniqueArray(
    fc
      .uniqueArray(fc.tuple(path, direction), { minLength: 1, maxLength: 3, selector: ([field]) => field })
      .filter(
        (keys) => !(keys.some(([field]) => field === 't') && keys.some(([field]) => field.startsWith('n.'))),
      ),
    { maxLength: 5, selector: (keys) => JSON.stringify(keys) },
  )
  .map((all) => all.map((keys) => ({ name: keys.map((key) => key.join('_')).join('_'), keys })))

const comparison = fc.oneof(
  fieldValue,
  fc
    .tuple(fc.constantFrom('$gt', '$gte', '$lt', '$lte', '$ne', '$eq'), fieldValue)
    .map(([operator, operand]) => ({
      [operator]: operand,
    })),
  fc.array(fieldValue, { minLength: 1, maxLength: 3 }).map((values) => ({ $in: values })),
  fc.tuple(fieldValue, fieldValue).map(([from, to]) => ({ $gte: from, $lt: to })),
)
const condition = fc.tuple(path, comparison).map(([field, test]): PlainObject => ({ [field]: test }))
const conjunction = fc
  .array(condition, { maxLength: 3 })
  .map((all): PlainObject => (all.length < 2 ? (all[0] ?? {}) : { $and: all }))

export const query: fc.Arbitrary<PlainObject> = fc.oneof(
  { weight: 3, arbitrary: conjunction },
  {
    weight: 1,
    arbitrary: fc
      .tuple(conjunction, fc.array(conjunction, { minLength: 1, maxLength: 3 }))
      .map(([common, branches]): PlainObject => ({ $and: [common, { $or: branches }] })),
  },
)

export const request = fc.record({
  query,
  order: fc
    .uniqueArray(fc.tuple(path, direction), { maxLength: 2, selector: ([field]) => field })
    .map((keys): Record<string, 1 | -1> => Object.fromEntries(keys)),
  offset: fc.constantFrom(0, 0, 0, 1, 3),
  limit: fc.constantFrom(1, 2, 5, 20, 100),
})
export type Request = typeof request extends fc.Arbitrary<infer R> ? R : never

const pattern = fc.oneof(
  fc.constantFrom(/^a/, /^ab?/, /^a\0/, /b/, /^你/, /^z+$/, /^(a|b)/, /^ab|^b/, /^ab*/, /^a/i),
  fc.constantFrom('^a', '^b', 'z$').map((source) => ({ $regex: source })),
)
/** Conditions of every kind that a query may hold, also those that no index can serve. */
const anyCondition = fc.oneof(
  { weight: 3, arbitrary: comparison },
  fc.boolean().map((there) => ({ $exists: there })),
  fc.array(fieldValue, { minLength: 1, maxLength: 2 }).map((values) => ({ $all: values })),
  fc.array(fieldValue, { maxLength: 2 }).map((values) => ({ $nin: values })),
  fc.array(fieldValue, { maxLength: 40 }).map((values) => ({ $in: values })),
  fc.integer({ min: 0, max: 3 }).map((size) => ({ $size: size })),
  fc.constantFrom('string', 'number', 'date', 'null', 'bool').map((type) => ({ $type: type })),
  comparison.filter(isOperators).map((inner) => ({ $not: inner })),
  { weight: 2, arbitrary: pattern },
  fc.tuple(fieldValue, fieldValue).map(([x, y]) => ({ $elemMatch: { x: { $gte: x }, y } })),
  fc.tuple(fieldValue, fieldValue).map(([from, to]) => ({ $elemMatch: { $gte: from, $lte: to } })),
)
/** One bound, which an index serves by itself when it serves it at all. */
const bound = fc
  .tuple(fc.constantFrom('$gt', '$gte', '$lt', '$lte'), fieldValue)
  .map(([operator, operand]): PlainObject => ({ [operator]: operand }))
const single = fc
  .tuple(path, fc.oneof({ weight: 2, arbitrary: bound }, { weight: 2, arbitrary: pattern }, anyCondition))
  .map(([field, test]): PlainObject => ({ [field]: test }))
const anyConjunction = fc
  .array(fc.tuple(path, anyCondition), { maxLength: 3 })
  .map(
    (all): PlainObject => (all.length === 0 ? {} : { $and: all.map(([field, test]) => ({ [field]: test })) }),
  )

/** Queries of every shape, for an engine that is compared with itself. */
export const anyQuery: fc.Arbitrary<PlainObject> = fc.oneof(
  { weight: 4, arbitrary: single },
  { weight: 2, arbitrary: anyConjunction },
  fc
    .tuple(anyConjunction, fc.array(anyConjunction, { minLength: 1, maxLength: 3 }))
    .map(([common, branches]): PlainObject => ({ $and: [common, { $or: branches }] })),
  fc
    .tuple(anyConjunction, fc.array(anyConjunction, { minLength: 1, maxLength: 2 }))
    .map(([common, branches]): PlainObject => ({ $and: [common, { $nor: branches }] })),
)
export const anyRequest = request.chain((rest) => anyQuery.map((asked) => ({ ...rest, query: asked })))

function isOperators(condition: unknown): boolean {
  return (
    typeof condition === 'object' &&
    condition !== null &&
    Object.keys(condition).some((name) => name[0] === '$')
  )
}

/** What a transaction does before it is asked. */
export const writes = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant<'put'>('put'), document }),
    fc.record({ kind: fc.constant<'remove'>('remove'), id }),
  ),
  { maxLength: 6 },
)
