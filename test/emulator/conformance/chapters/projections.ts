/** What `field()` leaves of documents. https://www.mongodb.com/docs/manual/tutorial/project-fields-from-query-results/ */
import type { PlainObject } from '../../../../emulator/types'
import type { Data } from '../../sdk'
import { type Case, type Chapter, failed } from '../cases'

const DOCUMENT = {
  _id: 'd',
  a: 1,
  b: { c: 2, d: 3 },
  list: [{ x: 1, y: 2 }, { x: 3, y: 4 }, 5],
  numbers: [1, 2, 3, 4, 5],
}

function leaves(name: string, field: Data, left: PlainObject): Case {
  return {
    name,
    documents: [DOCUMENT],
    run: async ({ documents }) => (await documents.where({ _id: 'd' }).field(field).get()).data[0],
    answers: left,
  }
}

export const projections: Chapter = {
  title: 'projections',
  cases: ({ _ }) => [
    leaves('what is named, and the _id', { a: true }, { _id: 'd', a: 1 }),
    leaves('without the _id', { a: true, _id: false }, { a: 1 }),
    leaves('what is not left out', { list: false, numbers: false, b: false }, { _id: 'd', a: 1 }),
    leaves(
      'only the _id left out',
      { _id: false },
      { a: 1, b: DOCUMENT.b, list: DOCUMENT.list, numbers: DOCUMENT.numbers },
    ),
    leaves('only the _id', { _id: true }, { _id: 'd' }),
    leaves('a path', { 'b.c': true }, { _id: 'd', b: { c: 2 } }),
    leaves('two paths into one document', { 'b.c': true, 'b.d': true }, { _id: 'd', b: { c: 2, d: 3 } }),
    leaves('a path left out', { 'b.c': false, list: false, numbers: false }, { _id: 'd', a: 1, b: { d: 3 } }),
    leaves(
      'a path through a list keeps its documents',
      { 'list.x': true },
      { _id: 'd', list: [{ x: 1 }, { x: 3 }] },
    ),
    leaves(
      'a path left out of a list keeps its values',
      { 'list.x': false, b: false, numbers: false, a: false },
      { _id: 'd', list: [{ y: 2 }, { y: 4 }, 5] },
    ),
    leaves('a path that is not there', { 'a.z': true }, { _id: 'd' }),
    leaves('numbers say the same', { a: 1, b: 1 }, { _id: 'd', a: 1, b: DOCUMENT.b }),
    leaves('slice keeps the first, and everything else', { numbers: _.project.slice(2), list: 0 } as Data, {
      _id: 'd',
      a: 1,
      b: DOCUMENT.b,
      numbers: [1, 2],
    }),
    leaves('slice of the last', { numbers: _.project.slice(-2), a: 1 }, { _id: 'd', a: 1, numbers: [4, 5] }),
    leaves(
      'slice from a place',
      { numbers: _.project.slice([1, 2]), a: 1 },
      { _id: 'd', a: 1, numbers: [2, 3] },
    ),
    leaves(
      'slice from the end',
      { numbers: _.project.slice([-3, 2]), a: 1 },
      { _id: 'd', a: 1, numbers: [3, 4] },
    ),
    leaves('slice of no list', { a: _.project.slice(1), b: 1 }, { _id: 'd', a: 1, b: DOCUMENT.b }),
    leaves(
      'elemMatch keeps the first that fits, and nothing else',
      { list: _.project.elemMatch({ x: _.gt(0).toJSON() }) },
      { _id: 'd', list: [{ x: 1, y: 2 }] },
    ),
    leaves(
      'elemMatch that nothing fits',
      { list: _.project.elemMatch({ x: 100 }), a: 1 },
      { _id: 'd', a: 1 },
    ),
    leaves(
      'elemMatch of values',
      { numbers: _.project.elemMatch({ $gt: 3 }), a: 1 },
      { _id: 'd', a: 1, numbers: [4] },
    ),
    {
      name: 'of one document',
      documents: [DOCUMENT],
      run: async ({ documents }) => {
        const document: Data = documents.doc('d')
        return (await document.field({ a: true }).get()).data
      },
      answers: { _id: 'd', a: 1 },
    },
    {
      name: '-502001: some named and some left out',
      documents: [DOCUMENT],
      run: ({ documents }) => documents.field({ a: true, b: false }).get(),
      refused: failed(/Cannot do exclusion on field b in inclusion projection/),
    },
    {
      name: '-502001: a path and a part of it',
      documents: [DOCUMENT],
      run: ({ documents }) => documents.field({ b: true, 'b.c': true }).get(),
      refused: failed(/path collision/i),
    },
  ],
}
