/** Aggregation stages. https://www.mongodb.com/docs/manual/reference/operator/aggregation-pipeline/ */
import { aggregate, aggregates, type Chapter, failedPipeline, refusesPipeline } from '../cases'
import { BY_ID, SALES } from '../sales'

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
    refusesPipeline('-1: an empty project', SALES, [['project', {}]], failedPipeline(/at least one field/)),
    refusesPipeline(
      '-1: a bad stage is refused also without rows',
      [],
      [['unwind', 'tags']],
      failedPipeline(/prefixed/),
    ),
  ],
}
