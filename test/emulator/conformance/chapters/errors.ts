/** Refusals, by the code that wx-server-sdk makes of them. */
import type { Data } from '../../sdk'
import { type Chapter, failed } from '../cases'

export const errors: Chapter = {
  title: 'errors',
  cases: ({ _ }) => [
    {
      name: '-1: a document that is not there',
      run: ({ documents }) => documents.doc('nobody').get(),
      refused: { errCode: -1, text: /document with _id nobody does not exist/ },
    },
    {
      name: '-502005: a collection that is not there',
      run: ({ database }) => database.collection('surely_not_there').get(),
      refused: { errCode: -502005, text: /Db or Table not exist: surely_not_there/ },
    },
    {
      name: '-502001: an _id that is taken',
      documents: [{ _id: 'a' }],
      run: ({ documents }) => documents.add({ data: { _id: 'a' } }),
      refused: failed(/E11000 duplicate key/),
    },
    {
      name: '-502001: a field that begins with $',
      run: ({ documents }) => documents.add({ data: { $a: 1, b: 2 } }),
      refused: failed(/\$a/),
    },
    {
      name: '-502001: an _id that is a document',
      run: ({ documents }) => documents.add({ data: { _id: { a: 1 } } }),
      refused: failed(/_id/),
    },
    {
      name: '-502001: a document of more than 16 MB',
      run: ({ documents }) => documents.add({ data: { text: 'x'.repeat(16 * 1024 * 1024) } }),
      refused: failed(/larger than/),
    },
    {
      name: '-502001: an update that makes a document too large',
      documents: [{ _id: 'd', half: 'x'.repeat(9 * 1024 * 1024) }],
      run: ({ documents }) => documents.doc('d').update({ data: { other: 'x'.repeat(9 * 1024 * 1024) } }),
      refused: failed(/larger than/),
    },
    {
      name: 'the SDK itself refuses an update of the _id',
      documents: [{ _id: 'd' }],
      run: ({ documents }) => documents.doc('d').update({ data: { _id: 'e' } }),
      refused: { text: /_id/ },
    },
    {
      name: 'the SDK itself refuses a set with operators',
      documents: [{ _id: 'd' }],
      run: ({ documents }) => documents.doc('d').set({ data: { n: _.inc(1) } }),
      refused: failed(/update operator/),
    },
    {
      name: '-502001: a set under another _id by the wire',
      documents: [{ _id: 'd' }],
      run: async ({ database, names }) => {
        const inner: Data = database
        const document = inner._db.collection(names.documents).doc('d')
        return document.request.send('database.modifyDocument', {
          collectionName: names.documents,
          queryType: 'DOC',
          query: JSON.stringify({ _id: 'd' }),
          data: JSON.stringify({ _id: 'e' }),
          multi: false,
          merge: false,
          upsert: true,
        })
      },
      refused: { text: /immutable/ },
    },
  ],
}
