/** The unmodified wx-server-sdk drives every database action of the wire against a running emulator. */
import { pointSdkAt, refusalOf, type Sdk } from './sdk'
import { startEmulator, type TestEmulator } from './support'

let world: TestEmulator
let cloud: Sdk
const database = () => cloud.database()

beforeAll(async () => {
  world = await startEmulator({
    collections: {
      posts: {
        indexes: [
          { name: 'author', keys: [['author', 1]] },
          { name: 'score', keys: [['score', -1]] },
        ],
      },
      accounts: { indexes: [] },
      authors: { indexes: [] },
    },
  })
  cloud = pointSdkAt(world.emulator)
  for (const author of ['ann', 'ben'])
    await database()
      .collection('authors')
      .add({ data: { _id: author, name: author.toUpperCase() } })
})
afterAll(() => world.close())

describe('documents', () => {
  test('values of every kind survive the way there and back', async () => {
    const data = {
      integer: 1,
      fraction: 1.5,
      big: 9_007_199_254_740_991,
      negative: -3,
      text: '同好',
      nothing: null,
      yes: true,
      date: new Date(5),
      list: [1, { deep: [2] }],
      nested: { a: { b: 'c' } },
    }
    const { _id } = await database().collection('posts').add({ data })
    const read = await database().collection('posts').doc(_id).get()
    expect(read.data).toEqual({ _id, ...data })
  })

  test('serverDate is the server clock plus its offset', async () => {
    const before = Date.now()
    const { _id } = await database()
      .collection('posts')
      .add({ data: { at: database().serverDate({ offset: 60_000 }) } })
    const { data } = await database().collection('posts').doc(_id).get()
    expect(data.at.getTime()).toBeGreaterThanOrEqual(before + 60_000)
    expect(data.at.getTime()).toBeLessThanOrEqual(Date.now() + 60_000)
  })

  test('a missing document is refused by the SDK with -1', async () => {
    expect(await refusalOf(database().collection('posts').doc('nobody').get())).toMatchObject({ errCode: -1 })
  })

  test('DATABASE_COLLECTION_NOT_EXIST arrives as -502005', async () => {
    expect(await refusalOf(database().collection('nowhere').get())).toMatchObject({ errCode: -502005 })
  })

  test('a duplicate _id arrives as -502001', async () => {
    await database()
      .collection('posts')
      .add({ data: { _id: 'once' } })
    expect(
      await refusalOf(
        database()
          .collection('posts')
          .add({ data: { _id: 'once' } }),
      ),
    ).toMatchObject({
      errCode: -502001,
    })
  })

  test('INDEX_MISSING names the collection and the field', async () => {
    const { text } = await refusalOf(database().collection('posts').where({ mood: 'good' }).get())
    expect(text).toContain('posts')
    expect(text).toContain('mood')
  })

  test('createCollection makes one that takes documents', async () => {
    await database().createCollection('drafts')
    await database()
      .collection('drafts')
      .add({ data: { _id: 'd1' } })
    expect((await database().collection('drafts').doc('d1').get()).data).toEqual({ _id: 'd1' })
  })
})

describe('queries and updates', () => {
  beforeAll(async () => {
    for (let i = 0; i < 12; i++) {
      const data = { _id: `q${i}`, author: i % 2 === 0 ? 'ann' : 'ben', score: i, tags: [`t${i % 3}`] }
      await database().collection('posts').add({ data })
    }
  })

  test('where, orderBy, skip, limit and field', async () => {
    const _ = database().command
    const { data } = await database()
      .collection('posts')
      .where({ score: _.gte(4).and(_.lt(10)) })
      .orderBy('score', 'desc')
      .skip(1)
      .limit(3)
      .field({ score: true })
      .get()
    expect(data).toEqual([8, 7, 6].map((score) => ({ _id: `q${score}`, score })))
  })

  test('count and aggregate with a lookup', async () => {
    const $ = database().command.aggregate
    const posts = database().collection('posts')
    expect(await posts.where({ author: 'ann' }).count()).toMatchObject({ total: 6 })
    const { list } = await posts
      .aggregate()
      .match({ author: 'ann' })
      .group({ _id: '$author', total: $.sum('$score') })
      .lookup({ from: 'authors', localField: '_id', foreignField: '_id', as: 'who' })
      .end()
    expect(list).toEqual([{ _id: 'ann', total: 30, who: [{ _id: 'ann', name: 'ANN' }] }])
  })

  test('update operators change one document', async () => {
    const _ = database().command
    const post = database().collection('posts').doc('q1')
    const { stats } = await post.update({ data: { score: _.inc(100), tags: _.push(['new']), mood: 'good' } })
    expect(stats.updated).toBe(1)
    expect((await post.get()).data).toMatchObject({ score: 101, tags: ['t1', 'new'], mood: 'good' })
    await post.update({ data: { mood: _.remove() } })
    expect((await post.get()).data).not.toHaveProperty('mood')
  })

  test('set replaces or makes a document', async () => {
    const post = database().collection('posts').doc('made')
    await post.set({ data: { a: 1 } })
    await post.set({ data: { b: 2 } })
    expect((await post.get()).data).toEqual({ _id: 'made', b: 2 })
  })

  test('where().update and where().remove touch all they match', async () => {
    const { stats } = await database()
      .collection('posts')
      .where({ author: 'ben' })
      .update({ data: { seen: true } })
    expect(stats.updated).toBe(6)
    const removed = await database().collection('posts').where({ author: 'ben' }).remove()
    expect(removed.stats.removed).toBe(6)
  })
})

describe('transactions', () => {
  const account = (id: string) => database().collection('accounts').doc(id)
  beforeEach(async () => {
    await account('a').set({ data: { balance: 100 } })
    await account('b').set({ data: { balance: 0 } })
  })
  const balance = async (id: string) => (await account(id).get()).data.balance

  test('a commit shows everything at once, and nothing before', async () => {
    const outside = await database().runTransaction(async (transaction) => {
      const accounts = transaction.collection('accounts')
      await accounts.doc('a').update({ data: { balance: 90 } })
      await accounts.doc('b').update({ data: { balance: 10 } })
      expect((await accounts.doc('a').get()).data.balance).toBe(90)
      return balance('a')
    })
    expect(outside).toBe(100)
    expect([await balance('a'), await balance('b')]).toEqual([90, 10])
  })

  test('a throw rolls everything back', async () => {
    const run = database().runTransaction(async (transaction) => {
      await transaction
        .collection('accounts')
        .doc('a')
        .update({ data: { balance: 0 } })
      throw new Error('changed my mind')
    })
    expect((await refusalOf(run)).text).toContain('changed my mind')
    expect(await balance('a')).toBe(100)
  })

  test('a write to what another transaction has written conflicts at once', async () => {
    const first = await database().startTransaction()
    const second = await database().startTransaction()
    await first
      .collection('accounts')
      .doc('a')
      .update({ data: { balance: 1 } })
    const { errCode, text } = await refusalOf(
      second
        .collection('accounts')
        .doc('a')
        .update({ data: { balance: 2 } }),
    )
    expect(errCode).toBe(-501001)
    expect(text).toContain('[ResourceUnavailable.TransactionConflict]')
    await first.commit()
    expect(await balance('a')).toBe(1)
  })

  test('a finished transaction does not exist any more', async () => {
    const transaction = await database().startTransaction()
    await transaction.commit()
    const { text } = await refusalOf(transaction.collection('accounts').doc('a').get())
    expect(text).toContain('[ResourceUnavailable.TransactionNotExist]')
  })
})
