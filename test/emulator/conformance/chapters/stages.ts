/** Aggregation stages. https://www.mongodb.com/docs/manual/reference/operator/aggregation-pipeline/ */
import { aggregate, aggregates, type Chapter, failedPipeline, refusesPipeline } from '../cases'

const SALES = [
  { _id: 1, item: 'tea', price: 5, quantity: 2, tags: ['hot', 'green'] },
  { _id: 2, item: 'cup', price: 20, quantity: 1, tags: [] },
  { _id: 3, item: 'tea', price: 7, quantity: 10, tags: ['hot'] },
  { _id: 4, item: 'pot', price: 50, quantity: 1 },
]
const BY_ID = ['sort', { _id: 1 }] as const

export const stages: Chapter = {
  title: 'stages',
  cases: ({ _, $ }) => [
    aggregates(
      'match',
      SALES,
      [['match', { price: _.gt(6) }], BY_ID, ['project', { _id: 1 }]],
      [{ _id: 2 }, { _id: 3 }, { _id: 4 }],
    ),
    aggregates(
      'match after other stages',
      SALES,
      [
        ['addFields', { total: $.multiply(['$price', '$quantity']) }],
        ['match', { total: _.gte(50) }],
        BY_ID,
        ['project', { total: 1 }],
      ],
      [
        { _id: 3, total: 70 },
        { _id: 4, total: 50 },
      ],
    ),
    aggregates(
      'match by an expression',
      SALES,
      [
        ['match', _.expr($.gt(['$quantity', '$price']))],
        ['project', { _id: 1 }],
      ],
      [{ _id: 3 }],
    ),
    aggregates(
      'sort, skip, limit',
      SALES,
      [
        ['sort', { price: -1 }],
        ['skip', 1],
        ['limit', 2],
        ['project', { price: 1 }],
      ],
      [
        { _id: 2, price: 20 },
        { _id: 3, price: 7 },
      ],
    ),
    aggregates(
      'limit, then sort',
      SALES,
      [BY_ID, ['limit', 2], ['sort', { price: -1 }], ['project', { price: 1 }]],
      [
        { _id: 2, price: 20 },
        { _id: 1, price: 5 },
      ],
    ),
    aggregates(
      'count',
      SALES,
      [
        ['match', { item: 'tea' }],
        ['count', 'total'],
      ],
      [{ total: 2 }],
    ),
    aggregates(
      'count of nothing is no row',
      SALES,
      [
        ['match', { item: 'none' }],
        ['count', 'total'],
      ],
      [],
    ),
    aggregates(
      'project keeps, and leaves the rest',
      SALES,
      [
        ['match', { _id: 1 }],
        ['project', { item: 1 }],
      ],
      [{ _id: 1, item: 'tea' }],
    ),
    aggregates(
      'project without the _id',
      SALES,
      [
        ['match', { _id: 1 }],
        ['project', { _id: 0, item: 1 }],
      ],
      [{ item: 'tea' }],
    ),
    aggregates(
      'project leaves out',
      SALES,
      [
        ['match', { _id: 1 }],
        ['project', { tags: 0, price: 0 }],
      ],
      [{ _id: 1, item: 'tea', quantity: 2 }],
    ),
    aggregates(
      'project computes',
      SALES,
      [
        ['match', { _id: 1 }],
        ['project', { total: $.multiply(['$price', '$quantity']), name: '$item' }],
      ],
      [{ _id: 1, total: 10, name: 'tea' }],
    ),
    aggregates(
      'project of a nested form',
      [{ _id: 1, a: { b: 1, c: 2 } }],
      [['project', { a: { b: 1 }, x: { y: '$a.c' } }]],
      [{ _id: 1, a: { b: 1 }, x: { y: 2 } }],
    ),
    aggregates(
      'project of a list',
      [{ _id: 1, a: 1, b: 2 }],
      [['project', { pair: ['$a', '$b', '$c'] }]],
      [{ _id: 1, pair: [1, 2, null] }],
    ),
    aggregates(
      'project of a missing value leaves no field',
      [{ _id: 1 }],
      [['project', { x: '$none' }]],
      [{ _id: 1 }],
    ),
    aggregates(
      'project of a path through a list',
      [{ _id: 1, a: [{ b: 1, c: 2 }, { b: 3 }] }],
      [['project', { 'a.b': 1 }]],
      [{ _id: 1, a: [{ b: 1 }, { b: 3 }] }],
    ),
    aggregates(
      'addFields adds and replaces',
      [{ _id: 1, a: 1 }],
      [['addFields', { a: 5, b: { c: '$a' } }]],
      [{ _id: 1, a: 5, b: { c: 1 } }],
    ),
    aggregates(
      'addFields in every element',
      [{ _id: 1, a: [{ x: 1 }, { x: 2 }] }],
      [['addFields', { 'a.y': 0 }]],
      [
        {
          _id: 1,
          a: [
            { x: 1, y: 0 },
            { x: 2, y: 0 },
          ],
        },
      ],
    ),
    aggregates(
      'addFields with $$REMOVE',
      [{ _id: 1, a: 1, b: 2 }],
      [['addFields', { a: '$$REMOVE' }]],
      [{ _id: 1, b: 2 }],
    ),
    aggregates('replaceRoot', [{ _id: 1, in: { a: 1 } }], [['replaceRoot', { newRoot: '$in' }]], [{ a: 1 }]),
    aggregates(
      'replaceRoot by an expression',
      [{ _id: 1, in: { a: 1 } }],
      [['replaceRoot', { newRoot: $.mergeObjects(['$in', { b: '$_id' }]) }]],
      [{ a: 1, b: 1 }],
    ),
    aggregates(
      'unwind',
      SALES,
      [
        ['unwind', '$tags'],
        ['sort', { _id: 1, tags: 1 }],
        ['project', { tags: 1 }],
      ],
      [
        { _id: 1, tags: 'green' },
        { _id: 1, tags: 'hot' },
        { _id: 3, tags: 'hot' },
      ],
    ),
    aggregates(
      'unwind that preserves',
      SALES,
      [
        ['unwind', { path: '$tags', preserveNullAndEmptyArrays: true }],
        ['match', { _id: _.in([2, 4]) }],
        BY_ID,
        ['project', { tags: 1 }],
      ],
      [{ _id: 2 }, { _id: 4 }],
    ),
    aggregates(
      'unwind with the place',
      [
        { _id: 1, a: ['x', 'y'] },
        { _id: 2, a: 'z' },
      ],
      [BY_ID, ['unwind', { path: '$a', includeArrayIndex: 'at' }]],
      [
        { _id: 1, a: 'x', at: 0 },
        { _id: 1, a: 'y', at: 1 },
        { _id: 2, a: 'z', at: null },
      ],
    ),
    aggregates(
      'unwind of a path',
      [{ _id: 1, a: { b: [1, 2] } }],
      [['unwind', '$a.b']],
      [
        { _id: 1, a: { b: 1 } },
        { _id: 1, a: { b: 2 } },
      ],
    ),
    aggregates(
      'group',
      SALES,
      [['group', { _id: '$item', total: $.sum('$quantity') }], BY_ID],
      [
        { _id: 'cup', total: 1 },
        { _id: 'pot', total: 1 },
        { _id: 'tea', total: 12 },
      ],
    ),
    aggregates(
      'group of everything',
      SALES,
      [['group', { _id: null, count: $.sum(1), total: $.sum($.multiply(['$price', '$quantity'])) }]],
      [{ _id: null, count: 4, total: 150 }],
    ),
    aggregates(
      'group by a document',
      SALES,
      [
        ['match', { item: 'tea' }],
        ['group', { _id: { item: '$item', many: $.gt(['$quantity', 5]) }, n: $.sum(1) }],
        ['sort', { '_id.many': 1 }],
      ],
      [
        { _id: { item: 'tea', many: false }, n: 1 },
        { _id: { item: 'tea', many: true }, n: 1 },
      ],
    ),
    aggregates(
      'group puts the missing to null',
      [{ _id: 1, k: null }, { _id: 2 }],
      [['group', { _id: '$k', n: $.sum(1) }]],
      [{ _id: null, n: 2 }],
    ),
    aggregates(
      'group tells 1 from "1"',
      [
        { _id: 1, k: 1 },
        { _id: 2, k: '1' },
      ],
      [['group', { _id: '$k' }], BY_ID],
      [{ _id: 1 }, { _id: '1' }],
    ),
    aggregates('avg', SALES, [['group', { _id: null, v: $.avg('$price') }]], [{ _id: null, v: 20.5 }]),
    aggregates(
      'avg of no numbers',
      SALES,
      [['group', { _id: null, v: $.avg('$item') }]],
      [{ _id: null, v: null }],
    ),
    aggregates(
      'sum passes over what is no number',
      SALES,
      [['group', { _id: null, v: $.sum('$item') }]],
      [{ _id: null, v: 0 }],
    ),
    aggregates(
      'min and max',
      SALES,
      [['group', { _id: null, min: $.min('$price'), max: $.max('$price'), text: $.max('$item') }]],
      [{ _id: null, min: 5, max: 50, text: 'tea' }],
    ),
    aggregates(
      'min passes over null',
      [{ _id: 1, a: null }, { _id: 2, a: 3 }, { _id: 3 }],
      [['group', { _id: null, v: $.min('$a') }]],
      [{ _id: null, v: 3 }],
    ),
    aggregates(
      'first and last',
      SALES,
      [
        ['sort', { price: 1 }],
        ['group', { _id: null, first: $.first('$price'), last: $.last('$price') }],
      ],
      [{ _id: null, first: 5, last: 50 }],
    ),
    aggregates(
      'push',
      SALES,
      [BY_ID, ['group', { _id: null, v: $.push('$price') }]],
      [{ _id: null, v: [5, 20, 7, 50] }],
    ),
    aggregates(
      'push of documents',
      [{ _id: 1, a: 1, b: 2 }],
      [['group', { _id: null, v: $.push({ a: '$a', b: '$b' }) }]],
      [{ _id: null, v: [{ a: 1, b: 2 }] }],
    ),
    aggregates(
      'addToSet',
      [
        { _id: 1, a: 1 },
        { _id: 2, a: 1 },
      ],
      [['group', { _id: null, v: $.addToSet('$a') }]],
      [{ _id: null, v: [1] }],
    ),
    aggregates(
      'stdDevPop and stdDevSamp',
      [1, 2, 3, 4].map((a) => ({ _id: a, a })),
      [
        ['group', { _id: null, p: $.stdDevPop('$a'), s: $.stdDevSamp('$a') }],
        ['project', { _id: 0, p: $.trunc(['$p', 6]), s: $.trunc(['$s', 6]) }],
      ],
      [{ p: 1.118033, s: 1.290994 }],
    ),
    aggregates(
      'stdDevSamp of one',
      [{ _id: 1, a: 1 }],
      [['group', { _id: null, v: $.stdDevSamp('$a') }]],
      [{ _id: null, v: null }],
    ),
    aggregates(
      'mergeObjects of a group',
      [
        { _id: 1, o: { a: 1 } },
        { _id: 2, o: { b: 2 } },
      ],
      [BY_ID, ['group', { _id: null, v: $.mergeObjects('$o') }]],
      [{ _id: null, v: { a: 1, b: 2 } }],
    ),
    aggregates(
      'sortByCount',
      SALES,
      [
        ['sortByCount', '$item'],
        ['limit', 1],
      ],
      [{ _id: 'tea', count: 2 }],
    ),
    aggregates(
      'bucket',
      SALES,
      [['bucket', { groupBy: '$price', boundaries: [0, 10, 30], default: 'more' }]],
      [
        { _id: 0, count: 2 },
        { _id: 10, count: 1 },
        { _id: 'more', count: 1 },
      ],
    ),
    aggregates(
      'bucket with its output',
      SALES,
      [
        [
          'bucket',
          { groupBy: '$price', boundaries: [0, 100], output: { n: $.sum(1), items: $.max('$item') } },
        ],
      ],
      [{ _id: 0, n: 4, items: 'tea' }],
    ),
    aggregates(
      'bucketAuto',
      SALES,
      [['bucketAuto', { groupBy: '$price', buckets: 2 }]],
      [
        { _id: { min: 5, max: 20 }, count: 2 },
        { _id: { min: 20, max: 50 }, count: 2 },
      ],
    ),
    aggregates(
      'bucketAuto keeps equal values together',
      [1, 1, 1, 2].map((a, at) => ({ _id: at, a })),
      [['bucketAuto', { groupBy: '$a', buckets: 2 }]],
      [
        { _id: { min: 1, max: 2 }, count: 3 },
        { _id: { min: 2, max: 2 }, count: 1 },
      ],
    ),
    {
      name: 'sample takes as many as it is told',
      documents: SALES,
      run: async ({ documents }) => {
        const two = await aggregate(documents, [['sample', { size: 2 }]])
        const all = await aggregate(documents, [['sample', { size: 9 }]])
        return [new Set(two.map(({ _id }: { _id: number }) => _id)).size, all.length]
      },
      answers: [2, 4],
    },
    refusesPipeline(
      '-1: group without an _id',
      SALES,
      [['group', { n: $.sum(1) }]],
      failedPipeline(/must include an _id|must specify an _id/),
    ),
    refusesPipeline(
      '-1: group with a plain field',
      SALES,
      [['group', { _id: null, n: '$price' }]],
      failedPipeline(/must be an accumulator object/),
    ),
    refusesPipeline(
      '-1: group with an expression',
      SALES,
      [['group', { _id: null, n: $.add([1, 2]) }]],
      failedPipeline(/unknown group operator '\$add'/),
    ),
    refusesPipeline('-1: limit of nothing', SALES, [['limit', 0]], failedPipeline(/limit/)),
    refusesPipeline('-1: a negative skip', SALES, [['skip', -1]], failedPipeline(/skip/)),
    refusesPipeline(
      '-1: sort by a third direction',
      SALES,
      [['sort', { price: 2 }]],
      failedPipeline(/sort|direction/),
    ),
    refusesPipeline(
      '-1: keep and leave out',
      SALES,
      [['project', { item: 1, price: 0 }]],
      failedPipeline(/exclusion/),
    ),
    refusesPipeline(
      '-1: unwind without $',
      SALES,
      [['unwind', 'tags']],
      failedPipeline(/prefixed with a '\$'/),
    ),
    refusesPipeline(
      '-1: replaceRoot by no document',
      SALES,
      [['replaceRoot', { newRoot: '$price' }]],
      failedPipeline(/must evaluate to an object/),
    ),
    refusesPipeline(
      '-1: bucket without a place for a value',
      SALES,
      [['bucket', { groupBy: '$price', boundaries: [0, 10] }]],
      failedPipeline(/no default was specified/),
    ),
    refusesPipeline(
      '-1: boundaries out of order',
      SALES,
      [['bucket', { groupBy: '$price', boundaries: [10, 0] }]],
      failedPipeline(/sorted|ascending/),
    ),
    refusesPipeline('-1: count into a path', SALES, [['count', 'a.b']], failedPipeline(/count/)),
    refusesPipeline('-1: an empty project', SALES, [['project', {}]], failedPipeline(/at least one field/)),
    refusesPipeline(
      '-1: a bad stage is refused also without rows',
      [],
      [['unwind', 'tags']],
      failedPipeline(/prefixed/),
    ),
  ],
}
