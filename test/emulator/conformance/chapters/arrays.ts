/** Queries about lists. https://www.mongodb.com/docs/manual/reference/operator/query-array/ */
import { type Chapter, failed, finds, refusesQuery } from '../cases'

const LISTS = [
  {
    _id: 'a',
    tags: ['red', 'blue'],
    items: [
      { k: 1, n: 5 },
      { k: 2, n: 9 },
    ],
  },
  { _id: 'b', tags: ['red'], items: [{ k: 1, n: 9 }] },
  { _id: 'c', tags: 'red', items: [] },
  { _id: 'd', tags: [], numbers: [1, 8] },
  { _id: 'e', tags: [['red', 'blue']], numbers: [4, 5] },
]

export const arrays: Chapter = {
  title: 'lists',
  cases: ({ _ }) => [
    finds('all', LISTS, { tags: _.all(['red', 'blue']) }, ['a']),
    finds('all of one is also a single value', LISTS, { tags: _.all(['red']) }, ['a', 'b', 'c']),
    finds('all of nothing is nothing', LISTS, { tags: _.all([]) }, []),
    finds('all of a list is the list, or one that holds it', LISTS, { tags: _.all([['red', 'blue']]) }, [
      'a',
      'e',
    ]),
    finds(
      'all with elemMatch',
      LISTS,
      { items: { $all: [{ $elemMatch: { k: 1 } }, { $elemMatch: { n: { $gt: 8 } } }] } },
      ['a', 'b'],
    ),
    finds('size', LISTS, { tags: _.size(2) }, ['a']),
    finds('size nought is an empty list, not a missing one', LISTS, { items: _.size(0) }, ['c']),
    finds('size does not look into elements', LISTS, { tags: _.size(1) }, ['b', 'e']),
    finds('elemMatch asks one element for everything', LISTS, { items: _.elemMatch({ k: 1, n: _.gt(8) }) }, [
      'b',
    ]),
    finds('without it two elements will do', LISTS, { 'items.k': 1, 'items.n': _.gt(8) }, ['a', 'b']),
    finds('elemMatch of values', LISTS, { numbers: _.elemMatch({ $gt: 3, $lt: 5 }) }, ['e']),
    finds('two conditions without it', LISTS, { numbers: _.gt(3).lt(5) }, ['d', 'e']),
    finds(
      'elemMatch of values does not open inner lists',
      [{ _id: 'a', n: [[5]] }],
      { n: _.elemMatch({ $gt: 3 }) },
      [],
    ),
    finds('elemMatch of no list is nothing', [{ _id: 'a', n: { k: 1 } }], { n: _.elemMatch({ k: 1 }) }, []),
    finds('elemMatch with an or inside', LISTS, { items: _.elemMatch({ $or: [{ k: 2 }, { n: 100 }] }) }, [
      'a',
    ]),
    finds(
      'elemMatch within elemMatch',
      [{ _id: 'a', m: [[1, 2], [3]] }],
      { m: _.elemMatch({ $elemMatch: { $gt: 2 } }) },
      ['a'],
    ),
    finds('elemMatch of a path', LISTS, { items: _.elemMatch({ 'k.x': _.exists(false) }) }, ['a', 'b']),
    finds('eq of an element by its place', LISTS, { 'items.1.n': 9 }, ['a']),
    refusesQuery('-502001: all of no list', { a: { $all: 5 } }, failed(/\$all needs an array/)),
    refusesQuery(
      '-502001: a negative size',
      { a: _.size(-1) },
      failed(/Expected a non-negative number in: \$size/),
    ),
    refusesQuery('-502001: a fractional size', { a: _.size(1.5) }, failed(/\$size/)),
    refusesQuery(
      '-502001: elemMatch of a value',
      { a: { $elemMatch: 5 } },
      failed(/\$elemMatch needs an Object/),
    ),
  ],
}
