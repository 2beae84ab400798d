/** Collections, documents and their ids. */
import type { Data } from '../../sdk'
import { type Chapter, failed } from '../cases'

export const collections: Chapter = {
  title: 'collections',
  cases: () => [
    {
      name: 'add answers the id that it made',
      run: async ({ documents }) => {
        const { _id } = await documents.add({ data: { a: 1 } })
        expect((await documents.doc(_id).get()).data).toEqual({ _id, a: 1 })
        return typeof _id
      },
      answers: 'string',
    },
    {
      name: 'add keeps the id that it is given, a text or a number',
      run: async ({ documents }) => {
        const text = await documents.add({ data: { _id: 'given', a: 1 } })
        const number = await documents.add({ data: { _id: 7, a: 2 } })
        return [text._id, number._id, (await documents.doc(7).get()).data.a]
      },
      answers: ['given', 7, 2],
    },
    {
      name: 'add of several answers their ids',
      run: async ({ documents }) => {
        const data: Data = [{ _id: 'x' }, { _id: 'y' }]
        const added: Data = await documents.add({ data })
        return added._ids
      },
      answers: ['x', 'y'],
    },
    {
      name: '-502001: add of several, one of them twice, adds none',
      documents: [{ _id: 'x' }],
      emulatorOnly: true,
      run: async ({ documents }) => {
        const data: Data = [{ _id: 'new' }, { _id: 'x' }]
        await documents.add({ data }).finally(async () => {
          expect((await documents.count()).total).toBe(1)
        })
      },
      refused: failed(/E11000 duplicate key/),
    },
    {
      name: 'values of every kind come back as they went',
      run: async ({ documents }) => {
        const value = {
          whole: 1,
          fraction: 1.5,
          big: 9_007_199_254_740_991,
          text: '同好 😀',
          nothing: null,
          yes: true,
          date: new Date(5),
          list: [1, [2, { deep: [] }]],
          document: { a: { b: {} } },
        }
        const { _id } = await documents.add({ data: value })
        const { data } = await documents.doc(_id).get()
        expect(data).toEqual({ _id, ...value })
      },
    },
    {
      name: 'createCollection of one that is there is harmless, or says so',
      run: async ({ database, names }) => {
        await database.createCollection(names.documents).catch(() => undefined)
        await database.collection(names.documents).add({ data: { _id: 'still' } })
        return (await database.collection(names.documents).doc('still').get()).data
      },
      answers: { _id: 'still' },
    },
  ],
}
