/**
 * The query language against another implementation of it, `mingo`, where that one means what MongoDB means: plain
 * numbers, text and lists, no errors. What it gets wrong is in the conformance suite, with MongoDB's answer.
 */
import fc from 'fast-check'
import { aggregate, Query, update } from 'mingo'
import { filterOf } from '../../emulator/database/query-filter'
import { aggregated } from '../../emulator/database/stages/pipeline'
import { readUpdate, updatedBy } from '../../emulator/database/updates'
import type { Document, PlainObject } from '../../emulator/types'

/** The same runs each time: the other one's mistakes are not to be met by chance. */
const RUNS = { numRuns: 400, seed: 22 }

/** Above zero: MongoDB as we keep it has no -0, which `mingo` makes of 0 times -1. */
const number = fc.integer({ min: 1, max: 9 })
const text = fc.constantFrom('', 'a', 'ab', 'b', '同')
const scalar = fc.oneof(number, text)
/** Without repetition: of a list that holds a value twice `mingo`'s $addToSet takes one away. */
const numbers = fc.uniqueArray(number, { maxLength: 4 })
const documentOf = (id: number): fc.Arbitrary<Document> =>
  fc.record({
    _id: fc.constant(id),
    n: number,
    m: number,
    t: text,
    list: numbers,
    in: fc.record({ x: number, y: text }),
    items: fc.array(fc.record({ k: number, v: text }), { maxLength: 3 }),
  })

const comparison = fc.oneof(
  scalar,
  fc.record({ $eq: scalar }),
  fc.record({ $ne: scalar }),
  fc.record({ $gt: scalar }),
  fc.record({ $gte: scalar, $lt: scalar }),
  fc.record({ $lte: scalar }),
  fc.record({ $in: fc.array(scalar, { maxLength: 3 }) }),
  fc.record({ $nin: fc.array(scalar, { maxLength: 3 }) }),
  fc.record({ $exists: fc.boolean() }),
  fc.record({ $not: fc.record({ $gt: number }) }),
)
const onList = fc.oneof(
  fc.record({ $size: fc.integer({ min: 0, max: 4 }) }),
  fc.record({ $all: fc.array(number, { minLength: 1, maxLength: 2 }) }),
  fc.record({ $elemMatch: fc.record({ $gt: number, $lt: number }) }),
  number,
)
const condition: fc.Arbitrary<PlainObject> = fc.oneof(
  fc.record({ n: comparison }),
  fc.record({ t: comparison }),
  fc.record({ list: onList }),
  fc.record({ 'in.x': comparison }),
  fc.record({ 'items.k': fc.record({ $gt: number }) }),
  fc.record({ items: fc.record({ $elemMatch: fc.record({ k: number, v: text }) }) }),
)
const query: fc.Arbitrary<PlainObject> = fc.oneof(
  condition,
  fc.record({ $and: fc.array(condition, { minLength: 1, maxLength: 3 }) }),
  fc.record({ $or: fc.array(condition, { minLength: 1, maxLength: 3 }) }),
  fc.record({ $nor: fc.array(condition, { minLength: 1, maxLength: 3 }) }),
)

test('a document matches a query in both or in neither', () => {
  fc.assert(
    fc.property(documentOf(1), query, (document, asked) => {
      expect(filterOf(asked)(document)).toBe(new Query(asked).test(document))
    }),
    RUNS,
  )
})

/** One operator for each field, so that none is in another's way. */
const operators: fc.Arbitrary<PlainObject> = fc
  .record({
    n: fc.oneof(
      fc.record({ $inc: number }),
      fc.record({ $mul: number }),
      fc.record({ $min: number }),
      fc.record({ $max: number }),
      fc.record({ $set: scalar }),
    ),
    'in.x': fc.oneof(
      fc.record({ $unset: fc.constant('') }),
      fc.record({ $set: scalar }),
      fc.record({ $inc: number }),
    ),
    t: fc.oneof(fc.record({ $rename: fc.constant('renamed') }), fc.record({ $set: text })),
    list: fc.oneof(
      fc.record({ $push: number }),
      fc.record({ $push: fc.record({ $each: numbers, $position: fc.integer({ min: 0, max: 5 }) }) }),
      fc.record({
        $push: fc.record({
          $each: numbers,
          $sort: fc.constantFrom(1, -1),
          $slice: fc.integer({ min: 1, max: 4 }),
        }),
      }),
      fc.record({ $addToSet: number }),
      fc.record({ $pull: fc.oneof(number, fc.record({ $gte: number })) }),
      fc.record({ $pullAll: numbers }),
      fc.record({ $pop: fc.constantFrom(1, -1) }),
    ),
    'made.deep': fc.oneof(
      fc.record({ $set: scalar }),
      fc.record({ $inc: number }),
      fc.record({ $push: number }),
    ),
  })
  .map(byOperator)

function byOperator(fields: Record<string, PlainObject>): PlainObject {
  const result: Record<string, PlainObject> = {}
  for (const [path, one] of Object.entries(fields)) {
    for (const [operator, argument] of Object.entries(one))
      result[operator] = { ...result[operator], [path]: argument }
  }
  return result
}

test('an update makes the same of a document', () => {
  fc.assert(
    fc.property(documentOf(1), operators, (document, asked) => {
      const other: PlainObject = structuredClone(document)
      update(other, asked)
      expect(updatedBy(document, readUpdate(asked, 0), {})).toEqual(other)
    }),
    RUNS,
  )
})

const operand: fc.Arbitrary<unknown> = fc.oneof(number, fc.constantFrom('$n', '$m', '$in.x'))
const pair = fc.tuple(operand, operand)
const expression: fc.Arbitrary<PlainObject> = fc.oneof(
  fc.record({ $add: pair }),
  fc.record({ $subtract: pair }),
  fc.record({ $multiply: pair }),
  fc.record({ $cmp: pair }),
  fc.record({ $cond: fc.tuple(fc.record({ $gt: pair }), operand, operand) }),
  fc.record({ $concat: fc.tuple(fc.constant('$t'), text) }),
  fc.record({ $concatArrays: fc.tuple(fc.constant('$list'), numbers) }),
  fc.record({ $slice: fc.tuple(fc.constant('$list'), fc.integer({ min: 1, max: 4 })) }),
  fc.record({
    $map: fc.record({
      input: fc.constant('$list'),
      as: fc.constant('e'),
      in: fc.record({ $add: fc.tuple(fc.constant('$$e'), operand) }),
    }),
  }),
  fc.record({
    $filter: fc.record({
      input: fc.constant('$items'),
      as: fc.constant('e'),
      cond: fc.record({ $gte: fc.tuple(fc.constant('$$e.k'), operand) }),
    }),
  }),
  fc.record({
    $reduce: fc.record({
      input: fc.constant('$list'),
      initialValue: operand,
      in: fc.constant({ $add: ['$$value', '$$this'] }),
    }),
  }),
)
const stage: fc.Arbitrary<PlainObject> = fc.oneof(
  fc.record({ $match: condition }),
  fc.record({
    $project: fc.record({
      n: fc.constant(1),
      m: fc.constant(1),
      t: fc.constant(1),
      list: fc.constant(1),
      in: fc.constant(1),
      items: fc.constant(1),
      made: expression,
    }),
  }),
  fc.record({ $addFields: fc.record({ made: expression }) }),
  fc.record({ $unwind: fc.constantFrom('$list', '$items') }),
  fc.record({ $skip: fc.integer({ min: 0, max: 2 }) }),
  fc.record({ $limit: fc.integer({ min: 1, max: 5 }) }),
  fc.record({ $sort: fc.constantFrom({ n: 1, _id: 1 }, { t: -1, _id: 1 }) }),
)
/** Of a value that is no list `$all` holds when it is the one that is asked for; to `mingo` it never does. */
const stagesInOrder = fc
  .array(stage, { maxLength: 3 })
  .filter((stages) => !/"\$unwind":"\$list".*"\$all"/.test(JSON.stringify(stages)))
const ending: fc.Arbitrary<PlainObject> = fc.constantFrom<PlainObject>(
  {
    $group: {
      _id: '$n',
      count: { $sum: 1 },
      total: { $sum: '$m' },
      most: { $max: '$m' },
      all: { $push: '$t' },
    },
  },
  { $group: { _id: { t: '$t' }, mean: { $avg: '$n' }, first: { $first: '$m' }, last: { $last: '$m' } } },
  { $sort: { m: -1, _id: 1 } },
)

/** Both refuse what makes no sense, each in its own words. */
function outcomeOf(run: () => unknown): unknown {
  try {
    return run()
  } catch {
    return 'refused'
  }
}

test('a pipeline makes the same rows', () => {
  const documents = fc.tuple(...[1, 2, 3, 4, 5].map(documentOf))
  fc.assert(
    fc.property(documents, stagesInOrder, ending, (collection, stages, end) => {
      const pipeline = [...stages, end]
      const ours = outcomeOf(() =>
        aggregated('all', pipeline, {
          indexedFields: () => [],
          read: (_name, request, consume) => {
            // What the planner would do is left to the other one: this is about the stages.
            const { query: asked, order, offset, limit } = request
            const head = [
              ...(asked ? [{ $match: asked }] : []),
              ...(order ? [{ $sort: order }] : []),
              ...(offset === undefined ? [] : [{ $skip: offset }]),
              ...(limit === undefined ? [] : [{ $limit: limit }]),
            ]
            return consume(aggregate(structuredClone(collection), head))
          },
        }),
      )
      expect(ours).toEqual(outcomeOf(() => aggregate(structuredClone(collection), pipeline)))
    }),
    RUNS,
  )
})
