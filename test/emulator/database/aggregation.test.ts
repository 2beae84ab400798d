/** Pipelines: the first stages go through the planner, joins go through indexes. */
import type { Database } from '../../../emulator/types'
import { noCost, withDatabase } from './world'

const SPECS = {
  orders: {
    indexes: [
      {
        name: 'member',
        keys: [
          ['memberId', 1],
          ['at', -1],
        ],
      },
    ],
  },
  members: { indexes: [{ name: 'nickname', keys: [['nickname', 1]] }] },
} as const

async function withOrders(run: (database: Database) => Promise<void>): Promise<void> {
  await withDatabase(SPECS, async (database) => {
    await database.insert('members', [
      { _id: 'm1', nickname: 'Ann' },
      { _id: 'm2', nickname: 'Bob' },
    ])
    const orders = Array.from({ length: 60 }, (_, at) => ({
      _id: at,
      memberId: `m${at % 3}`,
      at,
      points: at,
    }))
    await database.importDocuments('orders', orders)
    await run(database)
  })
}

test('$match, $sort and $limit are looked up, the rest runs on what they leave', async () => {
  await withOrders(async (database) => {
    const cost = noCost()
    const stages = [
      { $match: { memberId: 'm1' } },
      { $match: { at: { $gte: 10 } } },
      { $sort: { at: -1 } },
      { $limit: 3 },
      { $group: { _id: '$memberId', points: { $sum: '$points' } } },
    ]
    expect(await database.aggregate('orders', stages, cost)).toEqual([{ _id: 'm1', points: 58 + 55 + 52 }])
    expect(cost.examined).toBe(3)
  })
})

test('$lookup joins through the index, by each element of an array, and leaves an empty list', async () => {
  await withOrders(async (database) => {
    const cost = noCost()
    const stages = [
      { $match: { memberId: { $in: ['m0', 'm1'] } } },
      { $sort: { at: -1 } },
      { $limit: 2 },
      { $lookup: { from: 'members', localField: 'memberId', foreignField: '_id', as: 'member' } },
      { $project: { _id: 1, names: '$member.nickname' } },
    ]
    expect(await database.aggregate('orders', stages, cost)).toEqual([
      { _id: 58, names: ['Ann'] },
      { _id: 57, names: [] },
    ])
    // Two orders and the one member that is there.
    expect(cost.read).toBe(2 + 1)
  })
})

test('INDEX_MISSING: a join by a field without an index', async () => {
  await withOrders(async (database) => {
    const $lookup = { from: 'members', localField: 'memberId', foreignField: 'city', as: 'member' }
    await expect(
      database.aggregate('orders', [{ $match: { memberId: 'm1' } }, { $lookup }]),
    ).rejects.toMatchObject({ code: 'INDEX_MISSING' })
  })
})

test('$lookup with a pipeline is looked up by the equalities of its $expr', async () => {
  await withOrders(async (database) => {
    const cost = noCost()
    const pipeline = [
      { $match: { $expr: { $and: [{ $eq: ['$_id', '$$memberId'] }, { $ne: ['$nickname', 'Bob'] }] } } },
      { $project: { _id: 0, nickname: 1 } },
    ]
    const stages = [
      { $match: { memberId: { $in: ['m1', 'm2'] } } },
      { $sort: { at: -1 } },
      { $limit: 2 },
      { $lookup: { from: 'members', let: { memberId: '$memberId' }, pipeline, as: 'member' } },
      { $project: { member: 1 } },
    ]
    expect(await database.aggregate('orders', stages, cost)).toEqual([
      { _id: 59, member: [] },
      { _id: 58, member: [{ nickname: 'Ann' }] },
    ])
    // Two orders and the next of the other member, which the merge has looked at, and one member for each.
    expect(cost.examined).toBe(5)
  })
})

test('INDEX_MISSING: a pipeline of a $lookup that would read its whole collection', async () => {
  await withOrders(async (database) => {
    const $lookup = { from: 'members', let: {}, pipeline: [], as: 'x' }
    await expect(
      database.aggregate('orders', [{ $match: { memberId: 'm1' } }, { $lookup }]),
    ).rejects.toMatchObject({ code: 'INDEX_MISSING' })
  })
})

test.each([
  ['$out', [{ $out: 'copies' }]],
  ['$merge', [{ $merge: { into: 'copies' } }]],
  ['$graphLookup', [{ $graphLookup: {} }]],
  ['$redact', [{ $limit: 1 }, { $redact: '$$KEEP' }]],
  ['$meta', [{ $limit: 1 }, { $project: { score: { $meta: 'textScore' } } }]],
])('NOT_EMULATED: %s', async (_name, stages) => {
  await withOrders(async (database) => {
    await expect(database.aggregate('orders', stages)).rejects.toMatchObject({
      code: 'NOT_EMULATED',
      message: expect.stringContaining('not emulated: '),
    })
  })
})

test('DATABASE_REQUEST_FAILED: a stage with two operators, and an expression that does not exist', async () => {
  await withOrders(async (database) => {
    const failed = { code: 'DATABASE_REQUEST_FAILED' }
    await expect(database.aggregate('orders', [{ $limit: 1, $skip: 1 }])).rejects.toMatchObject(failed)
    const nonsense = [{ $limit: 1 }, { $project: { a: { $nonsense: 1 } } }]
    await expect(database.aggregate('orders', nonsense)).rejects.toMatchObject(failed)
  })
})
