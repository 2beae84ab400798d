/** Updates of fields. https://www.mongodb.com/docs/manual/reference/operator/update-field/ */
import type { Data } from '../../sdk'
import { updates as becomes, type Chapter, failed, idsOf, refusesUpdate } from '../cases'

export const updates: Chapter = {
  title: 'updates',
  cases: ({ _ }) => [
    becomes('a field is set, the others stay', { a: 1, b: 2 }, { a: 3 }, { a: 3, b: 2 }),
    becomes('a nested document is merged', { a: { x: 1, y: 2 } }, { a: { x: 9 } }, { a: { x: 9, y: 2 } }),
    becomes('a path is the same', { a: { x: 1, y: 2 } }, { 'a.x': 9 }, { a: { x: 9, y: 2 } }),
    becomes('_.set puts a whole document', { a: { x: 1, y: 2 } }, { a: _.set({ x: 9 }) }, { a: { x: 9 } }),
    becomes('what is missing on the way is made', {}, { 'a.b.c': 1 }, { a: { b: { c: 1 } } }),
    becomes('a list is set whole', { a: [1, 2] }, { a: [3] }, { a: [3] }),
    becomes('null is a value', { a: 1 }, { a: null }, { a: null }),
    becomes('a date', {}, { a: new Date(7) }, { a: new Date(7) }),
    becomes('an element by its place', { a: [1, 2, 3] }, { 'a.1': 9 }, { a: [1, 9, 3] }),
    becomes(
      'a field of an element',
      { a: [{ x: 1 }, { x: 2 }] },
      { 'a.1.x': 9 },
      { a: [{ x: 1 }, { x: 9 }] },
    ),
    becomes('beyond the end nulls come between', { a: [1] }, { 'a.3': 9 }, { a: [1, null, null, 9] }),
    becomes('a number is a name where there is no list', {}, { 'a.0': 1 }, { a: { 0: 1 } }),
    becomes('remove', { a: 1, b: 2 }, { a: _.remove() }, { b: 2 }),
    becomes('remove of a path', { a: { x: 1, y: 2 } }, { 'a.x': _.remove() }, { a: { y: 2 } }),
    becomes('remove of an element leaves null', { a: [1, 2] }, { 'a.0': _.remove() }, { a: [null, 2] }),
    becomes('remove of what is not there', { a: 1 }, { 'b.c': _.remove() }, { a: 1 }),
    becomes('remove through a value', { a: 1 }, { 'a.b': _.remove() }, { a: 1 }),
    becomes('inc', { n: 1 }, { n: _.inc(2) }, { n: 3 }),
    becomes('inc downwards', { n: 1 }, { n: _.inc(-2.5) }, { n: -1.5 }),
    becomes('inc of a missing field', {}, { 'a.n': _.inc(2) }, { a: { n: 2 } }),
    becomes('inc of an element', { a: [1, 2] }, { 'a.1': _.inc(5) }, { a: [1, 7] }),
    becomes('mul', { n: 3 }, { n: _.mul(2) }, { n: 6 }),
    becomes('mul of a missing field is 0', {}, { n: _.mul(2) }, { n: 0 }),
    becomes('min takes the less', { n: 5, m: 5 }, { n: _.min(3), m: _.min(9) }, { n: 3, m: 5 }),
    becomes('max takes the more', { n: 5, m: 5 }, { n: _.max(3), m: _.max(9) }, { n: 5, m: 9 }),
    becomes('min and max of missing fields', {}, { n: _.min(3), m: _.max(3) }, { n: 3, m: 3 }),
    becomes('max across types: text is more than a number', { n: 5 }, { n: _.max('1') }, { n: '1' }),
    becomes('min across types: null is less than all', { n: 5 }, { n: _.min(null) }, { n: null }),
    becomes('max of dates', { at: new Date(5) }, { at: _.max(new Date(9)) }, { at: new Date(9) }),
    becomes('rename', { a: 1 }, { a: _.rename('b') }, { b: 1 }),
    becomes('rename into a document', { a: 1, b: { x: 1 } }, { a: _.rename('b.y') }, { b: { x: 1, y: 1 } }),
    becomes('rename replaces what is there', { a: 1, b: 2 }, { a: _.rename('b') }, { b: 1 }),
    becomes('rename of what is not there', { b: 2 }, { a: _.rename('b') }, { b: 2 }),
    becomes('bit and', { n: 13 }, { n: _.bit({ and: 10 }) }, { n: 8 }),
    becomes('bit or', { n: 3 }, { n: _.bit({ or: 5 }) }, { n: 7 }),
    becomes('bit xor of a missing field', {}, { n: _.bit({ xor: 5 }) }, { n: 5 }),
    becomes(
      'several operators at once',
      { a: 1, b: 1, c: 1 },
      { a: _.inc(1), b: _.remove(), c: 2 },
      { a: 2, c: 2 },
    ),
    becomes(
      '$[] means all elements',
      { a: [{ n: 1 }, { n: 2 }] },
      { 'a.$[].n': _.inc(10) },
      { a: [{ n: 11 }, { n: 12 }] },
    ),
    {
      name: '$ means the element that the query matched',
      documents: [
        {
          _id: 'd',
          items: [
            { k: 1, n: 1 },
            { k: 2, n: 1 },
          ],
        },
      ],
      run: async ({ documents }) => {
        await documents.where({ _id: 'd', 'items.k': 2 }).update({ data: { 'items.$.n': _.inc(5) } })
        return (await documents.doc('d').get()).data.items
      },
      answers: [
        { k: 1, n: 1 },
        { k: 2, n: 6 },
      ],
    },
    {
      name: '$ with elemMatch',
      documents: [
        {
          _id: 'd',
          items: [
            { k: 2, n: 1 },
            { k: 2, n: 9 },
          ],
        },
      ],
      run: async ({ documents }) => {
        await documents
          .where({ items: _.elemMatch({ k: 2, n: _.gt(5) }) })
          .update({ data: { 'items.$.n': 0 } })
        return (await documents.doc('d').get()).data.items
      },
      answers: [
        { k: 2, n: 1 },
        { k: 2, n: 0 },
      ],
    },
    {
      name: '$ of plain values',
      documents: [{ _id: 'd', grades: [80, 85, 90] }],
      run: async ({ documents }) => {
        await documents.where({ grades: _.gte(85) }).update({ data: { 'grades.$': 0 } })
        return (await documents.doc('d').get()).data.grades
      },
      answers: [80, 0, 90],
    },
    {
      name: 'new fields come in the order of their names',
      documents: [{ _id: 'd', at: { z: 1 } }],
      run: async ({ documents }) => {
        await documents.doc('d').update({ data: { 'at.c': 1, 'at.b': 2, 'at.a': 3 } })
        return Object.keys((await documents.doc('d').get()).data.at)
      },
      answers: ['z', 'a', 'b', 'c'],
    },
    {
      name: 'an update counts what is different afterwards',
      documents: [{ _id: 'd', a: 1 }],
      run: async ({ documents }) => {
        const same = await documents.doc('d').update({ data: { a: 1 } })
        const other = await documents.doc('d').update({ data: { a: 2 } })
        const nobody = await documents.doc('nobody').update({ data: { a: 2 } })
        return [same, other, nobody].map(({ stats }) => stats.updated)
      },
      answers: [0, 1, 0],
    },
    {
      name: 'the order of fields is a difference',
      documents: [{ _id: 'd', a: { x: 1, y: 2 } }],
      run: async ({ documents }) =>
        (await documents.doc('d').update({ data: { a: _.set({ y: 2, x: 1 }) } })).stats.updated,
      answers: 1,
    },
    {
      name: 'set replaces everything',
      documents: [{ _id: 'd', a: 1, b: 2 }],
      run: async ({ documents }) => {
        const { stats } = await documents.doc('d').set({ data: { c: 3 } })
        return [stats, (await documents.doc('d').get()).data]
      },
      answers: [
        { updated: 1, created: 0 },
        { _id: 'd', c: 3 },
      ],
    },
    {
      name: 'set makes what is not there',
      run: async ({ documents }) => {
        const { stats } = await documents.doc('new').set({ data: { c: 3 } })
        return [stats, (await documents.doc('new').get()).data]
      },
      answers: [
        { updated: 0, created: 1 },
        { _id: 'new', c: 3 },
      ],
    },
    {
      name: 'where().update() changes all that match, or one',
      documents: [1, 2, 3].map((n) => ({ _id: n, kind: 'k' })),
      run: async ({ documents }) => {
        const query: Data = documents.where({ kind: 'k' })
        const one = await query.update({ data: { a: 1 }, multi: false })
        const all = await query.update({ data: { a: 1 } })
        return [one.stats.updated, all.stats.updated]
      },
      answers: [1, 2],
    },
    {
      name: 'where().remove() removes all that match, or one',
      documents: [1, 2, 3].map((n) => ({ _id: n, kind: 'k' })),
      run: async ({ documents }) => {
        const query: Data = documents.where({ kind: 'k' })
        const one = await query.remove({ multi: false })
        const all = await query.remove()
        return [one.stats.removed, all.stats.removed, idsOf(await documents.get())]
      },
      answers: [1, 2, []],
    },
    {
      name: 'doc().remove()',
      documents: [{ _id: 'd' }],
      run: async ({ documents }) => {
        const first = await documents.doc('d').remove()
        const second = await documents.doc('d').remove()
        return [first.stats.removed, second.stats.removed]
      },
      answers: [1, 0],
    },
    {
      name: 'updateAndReturn answers the document as it is afterwards',
      documents: [{ _id: 'd', n: 1 }],
      run: async ({ database, names }) => {
        const inner: Data = database
        const query = inner._db.collection(names.documents).where({ _id: 'd' })
        const { updated, doc } = await query.updateAndReturn({ n: _.inc(5) })
        return { updated, doc }
      },
      answers: { updated: 1, doc: { _id: 'd', n: 6 } },
    },
    {
      name: 'updateAndReturn of nothing',
      run: async ({ database, names }) => {
        const inner: Data = database
        const { updated, doc } = await inner._db
          .collection(names.documents)
          .where({ _id: 'nobody' })
          .updateAndReturn({ n: 1 })
        return { updated, doc }
      },
      answers: { updated: 0, doc: null },
    },
    refusesUpdate(
      '-502001: a path and a part of it',
      {},
      { a: _.set({ b: 1 }), 'a.b': 2 },
      /would create a conflict at/,
    ),
    refusesUpdate(
      '-502001: rename onto a field that is set',
      { a: 1 },
      { a: _.rename('b'), b: 1 },
      /would create a conflict at/,
    ),
    refusesUpdate('-502001: rename to itself', { a: 1 }, { a: _.rename('a') }, /must differ/),
    refusesUpdate('-502001: rename to no name', { a: 1 }, { a: _.rename(5) }, /must be a string/),
    refusesUpdate(
      '-502001: rename out of a list',
      { a: [{ b: 1 }] },
      { 'a.0.b': _.rename('c') },
      /source field cannot be an array element/,
    ),
    refusesUpdate(
      '-502001: rename into a list',
      { a: 1, b: [1] },
      { a: _.rename('b.0') },
      /destination field cannot be an array element/,
    ),
    refusesUpdate('-502001: rename of the _id', { a: 1 }, { a: _.rename('_id') }, /immutable field '_id'/),
    refusesUpdate('-502001: an empty part of a path', {}, { 'a..b': 1 }, /empty field name/),
    refusesUpdate(
      '-502001: a path that begins with $',
      { a: [1] },
      { 'a.$[x]': 1 },
      /No array filter found for identifier 'x'/,
    ),
    refusesUpdate(
      '-502001: $ that the query did not match',
      { a: [1] },
      { 'a.$': 1 },
      /positional operator did not find the match/,
    ),
    refusesUpdate('-502001: $[] of what is not there', {}, { 'a.$[]': 1 }, /must exist in the document/),
    refusesUpdate(
      '-502001: $[] of no list',
      { a: 1 },
      { 'a.$[]': 1 },
      /Cannot apply array updates to non-array element/,
    ),
    refusesUpdate('-502001: a list that would be mostly holes', { a: [] }, { 'a.2000000': 1 }, /backfill/),
    {
      name: '-502001: a bad update is refused also when nothing matches',
      run: ({ documents }) => documents.doc('nobody').update({ data: { a: _.inc('x') } }),
      refused: failed(/non-numeric argument/),
    },
  ],
}
