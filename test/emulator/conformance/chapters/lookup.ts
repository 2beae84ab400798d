/** Joins, by equality and by pipelines. https://www.mongodb.com/docs/manual/reference/operator/aggregation/lookup/ */
import { aggregate, type Case, type Chapter, type Stages } from '../cases'

const ORDERS = [{ _id: 1, book: 'novel', price: 20 }, { _id: 2, book: 'poems', price: 30 }, { _id: 3 }]
const BOOKS = [
  { _id: 'n', title: 'novel', stock: 5 },
  { _id: 'p', title: 'poems', stock: 25 },
  { _id: 'x', title: null },
  { _id: 'y' },
]

/** `from` is known only where the case runs. */
function joins(name: string, lookup: object, more: Stages, rows: unknown): Case {
  return {
    name,
    documents: ORDERS,
    others: BOOKS,
    run: ({ documents, names }) =>
      aggregate(documents, [
        ['sort', { _id: 1 }],
        ['lookup', { from: names.others, as: 'books', ...lookup }],
        ...more,
      ]),
    answers: rows,
  }
}

const IDS: Stages = [['project', { ids: '$books._id' }]]

export const lookup: Chapter = {
  title: 'lookup',
  cases: ({ _, $ }) => [
    joins(
      'by equality; what is missing joins null and missing',
      { localField: 'book', foreignField: 'title' },
      IDS,
      [
        { _id: 1, ids: ['n'] },
        { _id: 2, ids: ['p'] },
        { _id: 3, ids: ['x', 'y'] },
      ],
    ),
    joins(
      'by equality with what nobody has',
      { localField: 'price', foreignField: 'title' },
      [['match', { _id: 1 }], ...IDS],
      [{ _id: 1, ids: [] }],
    ),
    {
      name: 'a list joins by each of its elements',
      documents: [
        { _id: 1, books: ['n', 'p'] },
        { _id: 2, books: [] },
      ],
      others: BOOKS,
      run: ({ documents, names }) =>
        aggregate(documents, [
          ['sort', { _id: 1 }],
          ['lookup', { from: names.others, localField: 'books', foreignField: '_id', as: 'found' }],
          ['project', { ids: '$found._id' }],
        ]),
      answers: [
        { _id: 1, ids: ['n', 'p'] },
        { _id: 2, ids: [] },
      ],
    },
    joins(
      'by a pipeline with variables',
      {
        let: { title: '$book', price: '$price' },
        pipeline: $.pipeline()
          .match(_.expr($.and([$.eq(['$title', '$$title']), $.lt(['$stock', '$$price'])])))
          .project({ _id: 0, stock: 1 })
          .done(),
      },
      [['project', { books: 1 }]],
      [
        { _id: 1, books: [{ stock: 5 }] },
        { _id: 2, books: [{ stock: 25 }] },
        { _id: 3, books: [] },
      ],
    ),
    joins(
      'by a pipeline of every stage that it can have',
      {
        let: {},
        pipeline: $.pipeline()
          .match({ stock: _.exists(true) })
          .sort({ stock: -1 })
          .skip(0)
          .limit(5)
          .sample({ size: 5 })
          .addFields({ double: $.multiply(['$stock', 2]), list: ['a', 'b'] })
          .unwind('$list')
          .group({ _id: '$title', n: $.sum(1), double: $.max('$double') })
          .replaceRoot({ newRoot: { title: '$_id', n: '$n', double: '$double' } })
          .sort({ title: 1 })
          .project({ title: 1, n: 1, double: 1 })
          .done(),
      },
      [
        ['match', { _id: 1 }],
        ['project', { books: 1 }],
      ],
      [
        {
          _id: 1,
          books: [
            { title: 'novel', n: 2, double: 10 },
            { title: 'poems', n: 2, double: 50 },
          ],
        },
      ],
    ),
    joins(
      'a pipeline that counts',
      {
        let: {},
        pipeline: $.pipeline()
          .match({ stock: _.gt(1) })
          .count('n')
          .done(),
      },
      [
        ['match', { _id: 1 }],
        ['project', { books: 1 }],
      ],
      [{ _id: 1, books: [{ n: 2 }] }],
    ),
    joins(
      'pipelines that sort into buckets and by count',
      {
        let: {},
        pipeline: $.pipeline()
          .match({ stock: _.gt(1) })
          .bucket({ groupBy: '$stock', boundaries: [0, 10, 30] })
          .sortByCount('$count')
          .done(),
      },
      [
        ['match', { _id: 1 }],
        ['project', { books: 1 }],
      ],
      [{ _id: 1, books: [{ _id: 1, count: 2 }] }],
    ),
    joins(
      'a pipeline of even buckets',
      {
        let: {},
        pipeline: $.pipeline()
          .match({ stock: _.gt(1) })
          .bucketAuto({ groupBy: '$stock', buckets: 1 })
          .done(),
      },
      [
        ['match', { _id: 1 }],
        ['project', { books: 1 }],
      ],
      [{ _id: 1, books: [{ _id: { min: 5, max: 25 }, count: 2 }] }],
    ),
    {
      name: 'a join inside of a join',
      documents: [{ _id: 1, kind: 'a' }],
      others: [
        { _id: 'x', kind: 'a', next: 'y' },
        { _id: 'y', kind: 'b' },
      ],
      run: ({ documents, names }) =>
        aggregate(documents, [
          [
            'lookup',
            {
              from: names.others,
              let: { kind: '$kind' },
              pipeline: $.pipeline()
                .match(_.expr($.eq(['$kind', '$$kind'])))
                .lookup({ from: names.others, localField: 'next', foreignField: '_id', as: 'following' })
                .project({ following: 1 })
                .done(),
              as: 'found',
            },
          ],
        ]),
      answers: [{ _id: 1, kind: 'a', found: [{ _id: 'x', following: [{ _id: 'y', kind: 'b' }] }] }],
    },
    {
      name: 'into a path',
      documents: [{ _id: 1, kind: 'a' }],
      others: [{ _id: 'a' }],
      run: ({ documents, names }) =>
        aggregate(documents, [
          ['lookup', { from: names.others, localField: 'kind', foreignField: '_id', as: 'in.found' }],
        ]),
      answers: [{ _id: 1, kind: 'a', in: { found: [{ _id: 'a' }] } }],
    },
  ],
}
