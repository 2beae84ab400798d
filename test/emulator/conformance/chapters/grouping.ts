/** Stages that make one row of many, and their accumulators. https://www.mongodb.com/docs/manual/reference/operator/aggregation/group/ */
import { aggregates, type Chapter, failedPipeline, refusesPipeline } from '../cases'
import { BY_ID, SALES } from '../sales'

export const grouping: Chapter = {
  title: 'grouping',
  cases: ({ $ }) => [
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
  ],
}
