/** Transactions as the SDK drives them: snapshot isolation, a conflict at the write, single documents by id. */
import type { Data, SdkTransaction } from '../../sdk'
import { refusalOf } from '../../sdk'
import type { Chapter, Place } from '../cases'

/** The SDK retries a conflict at commit; one inside of the callback it rewrites and lets through. PLATFORM, trap 3. */
const CONFLICT = /TransactionConflict|DATABASE_TRANSACTION_CONFLICT/
const ENDED = /TransactionNotExist|DATABASE_TRANSACTION_FAIL/

const ACCOUNTS = [
  { _id: 'a', n: 10 },
  { _id: 'b', n: 20 },
]

export const transactions: Chapter = {
  title: 'transactions',
  cases: ({ _ }) => {
    const inside = (place: Place, transaction: SdkTransaction) =>
      transaction.collection(place.names.documents)
    const numbers = async (place: Place) =>
      (await place.documents.orderBy('_id', 'asc').get()).data.map(({ n }: Data) => n)
    return [
      {
        name: 'reads see own writes, others do not',
        documents: ACCOUNTS,
        run: async (place) => {
          const transaction = await place.database.startTransaction()
          await inside(place, transaction)
            .doc('a')
            .update({ data: { n: _.inc(5) } })
          const own = (await inside(place, transaction).doc('a').get()).data.n
          const others = (await place.documents.doc('a').get()).data.n
          await transaction.commit()
          return [own, others, await numbers(place)]
        },
        answers: [15, 10, [15, 20]],
      },
      {
        name: 'what was added or removed inside is seen inside',
        documents: ACCOUNTS,
        run: async (place) => {
          const transaction = await place.database.startTransaction()
          await inside(place, transaction).add({ data: { _id: 'c', n: 30 } })
          await inside(place, transaction).doc('a').remove()
          const added = (await inside(place, transaction).doc('c').get()).data.n
          const removed = await refusalOf(inside(place, transaction).doc('a').get())
          await transaction.commit()
          return [added, removed.errCode, await numbers(place)]
        },
        answers: [30, -1, [20, 30]],
      },
      {
        name: 'rollback leaves everything as it was',
        documents: ACCOUNTS,
        run: async (place) => {
          const transaction = await place.database.startTransaction()
          await inside(place, transaction)
            .doc('a')
            .set({ data: { n: 0 } })
          await inside(place, transaction).add({ data: { _id: 'c', n: 30 } })
          await transaction.rollback()
          return numbers(place)
        },
        answers: [10, 20],
      },
      {
        name: 'a transaction sees the moment at which it began',
        documents: ACCOUNTS,
        run: async (place) => {
          const transaction = await place.database.startTransaction()
          const first = (await inside(place, transaction).doc('a').get()).data.n
          await place.documents.doc('a').update({ data: { n: 99 } })
          const second = (await inside(place, transaction).doc('a').get()).data.n
          await transaction.rollback()
          return [first, second]
        },
        answers: [10, 10],
      },
      {
        name: 'a conflict is raised at the write of the second, and the first commits',
        documents: ACCOUNTS,
        run: async (place) => {
          const [one, two] = [
            await place.database.startTransaction(),
            await place.database.startTransaction(),
          ]
          await inside(place, one)
            .doc('a')
            .update({ data: { n: 1 } })
          const { text } = await refusalOf(
            inside(place, two)
              .doc('a')
              .update({ data: { n: 2 } }),
          )
          expect(text).toMatch(CONFLICT)
          await one.commit()
          return numbers(place)
        },
        answers: [1, 20],
      },
      {
        name: 'a conflict with what was committed since the snapshot',
        documents: ACCOUNTS,
        run: async (place) => {
          const transaction = await place.database.startTransaction()
          await inside(place, transaction).doc('b').get()
          await place.documents.doc('a').update({ data: { n: 1 } })
          const { text } = await refusalOf(
            inside(place, transaction)
              .doc('a')
              .update({ data: { n: 2 } }),
          )
          expect(text).toMatch(CONFLICT)
          return numbers(place)
        },
        answers: [1, 20],
      },
      {
        name: 'write skew is possible: two that read the same and write apart both commit',
        documents: ACCOUNTS,
        run: async (place) => {
          const [one, two] = [
            await place.database.startTransaction(),
            await place.database.startTransaction(),
          ]
          const read = async (transaction: SdkTransaction, id: string) =>
            (await inside(place, transaction).doc(id).get()).data.n
          const [sum, same] = [
            (await read(one, 'a')) + (await read(one, 'b')),
            (await read(two, 'a')) + (await read(two, 'b')),
          ]
          await inside(place, one)
            .doc('a')
            .update({ data: { n: sum } })
          await inside(place, two)
            .doc('b')
            .update({ data: { n: same } })
          await one.commit()
          await two.commit()
          return numbers(place)
        },
        answers: [30, 30],
      },
      {
        name: 'a transaction that ended is no more',
        documents: ACCOUNTS,
        run: async (place) => {
          const transaction = await place.database.startTransaction()
          await transaction.commit()
          const { text } = await refusalOf(inside(place, transaction).doc('a').get())
          return ENDED.test(text)
        },
        answers: true,
      },
      {
        name: 'runTransaction commits and answers what the callback answers',
        documents: ACCOUNTS,
        run: async (place) => {
          const answer = await place.database.runTransaction(async (transaction) => {
            await inside(place, transaction)
              .doc('a')
              .update({ data: { n: _.inc(-5) } })
            await inside(place, transaction)
              .doc('b')
              .update({ data: { n: _.inc(5) } })
            return 'moved'
          })
          return [answer, await numbers(place)]
        },
        answers: ['moved', [5, 25]],
      },
      {
        name: 'runTransaction rolls back what the callback throws at',
        documents: ACCOUNTS,
        run: async (place) => {
          const failing = place.database.runTransaction(async (transaction) => {
            await inside(place, transaction)
              .doc('a')
              .set({ data: { n: 0 } })
            throw new Error('changed my mind')
          })
          const { text } = await refusalOf(failing)
          return [text.includes('changed my mind'), await numbers(place)]
        },
        answers: [true, [10, 20]],
      },
      {
        name: 'rollback with a reason is what runTransaction rejects with',
        documents: ACCOUNTS,
        run: async (place) => {
          const failing = place.database.runTransaction(async (transaction) => {
            await inside(place, transaction)
              .doc('a')
              .set({ data: { n: 0 } })
            await transaction.rollback('no money')
          })
          const { text } = await refusalOf(failing)
          return [text, await numbers(place)]
        },
        answers: ['no money', [10, 20]],
      },
      {
        name: 'an insert that is refused midway leaves nothing of itself, and the transaction goes on',
        documents: ACCOUNTS,
        emulatorOnly: true,
        run: async (place) => {
          const transaction = await place.database.startTransaction()
          const data: Data = [
            { _id: 'c', n: 30 },
            { _id: 'a', n: 0 },
          ]
          const { text } = await refusalOf(inside(place, transaction).add({ data }))
          expect(text).toMatch(/E11000/)
          await inside(place, transaction).add({ data: { _id: 'd', n: 40 } })
          await transaction.commit()
          return numbers(place)
        },
        answers: [10, 20, 40],
      },
      {
        name: 'a where().get() inside carries the transaction',
        documents: ACCOUNTS,
        run: async (place) => {
          const transaction = await place.database.startTransaction()
          await inside(place, transaction)
            .doc('a')
            .update({ data: { n: 50 } })
          const { data } = await inside(place, transaction)
            .where({ n: _.gte(20) })
            .orderBy('n', 'desc')
            .get()
          await transaction.rollback()
          return data.map(({ _id }: Data) => _id)
        },
        answers: ['a', 'b'],
      },
      {
        name: 'updateAndReturn inside carries the transaction',
        documents: ACCOUNTS,
        run: async (place) => {
          const inner: Data = place.database
          const transaction = await inner._db.startTransaction()
          const { doc } = await transaction
            .collection(place.names.documents)
            .where({ _id: 'a' })
            .updateAndReturn({ n: _.inc(1) })
          await transaction.rollback()
          return [doc.n, await numbers(place)]
        },
        answers: [11, [10, 20]],
      },
    ]
  },
}
