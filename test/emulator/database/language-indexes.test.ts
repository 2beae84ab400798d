/** Conditions beyond comparison that an index serves, with the house rule in force. */
import type { Document, PlainObject } from '../../../emulator/types'
import { noCost, withDatabase } from './world'

const SPECS = {
  shops: {
    indexes: [
      { name: 'at', keys: [['at', 1]] },
      { name: 'item', keys: [['items.kind', 1]] },
    ],
  },
} as const

function shop(n: number): Document {
  return {
    _id: n,
    at: { type: 'Point', coordinates: [n / 10, 0] },
    items: [
      { kind: `k${n}`, price: n },
      { kind: 'common', price: 1000 - n },
    ],
  }
}

async function idsOf(query: PlainObject, limit?: number): Promise<{ ids: unknown[]; examined: number }> {
  let ids: unknown[] = []
  const cost = noCost()
  await withDatabase(SPECS, async (database) => {
    await database.importDocuments(
      'shops',
      Array.from({ length: 200 }, (_, n) => shop(n)),
    )
    const found = await database.find('shops', limit === undefined ? { query } : { query, limit }, cost)
    ids = found.map(({ _id }) => _id)
  })
  return { ids, examined: cost.examined }
}

const here = { type: 'Point', coordinates: [5, 0] }

test('an index on the field lets the nearest be found, in their order', async () => {
  const { ids } = await idsOf({ at: { $nearSphere: { $geometry: here } } }, 3)
  expect(ids[0]).toBe(50)
  expect(new Set(ids)).toEqual(new Set([50, 49, 51]))
})

test('an index on the field lets an area be searched, however little is in it', async () => {
  const { ids } = await idsOf({ at: { $geoWithin: { $centerSphere: [[5, 0], 0.002] } } })
  expect(ids).toEqual([49, 50, 51])
})

test('an $elemMatch is looked up by the fields of its documents', async () => {
  const { ids, examined } = await idsOf({ items: { $elemMatch: { kind: 'k7', price: { $lt: 10 } } } })
  expect(ids).toEqual([7])
  expect(examined).toBe(1)
})

test('INDEX_MISSING: a place in a field without an index', async () => {
  await expect(idsOf({ where: { $geoIntersects: { $geometry: here } } })).rejects.toMatchObject({
    code: 'INDEX_MISSING',
    message: expect.stringContaining('"where"'),
  })
})

test('$geoNear is served as a query is', async () => {
  await withDatabase(SPECS, async (database) => {
    await database.importDocuments(
      'shops',
      Array.from({ length: 200 }, (_, n) => shop(n)),
    )
    const $geoNear = { near: here, key: 'at', distanceField: 'distance', maxDistance: 12_000, query: {} }
    const rows = await database.aggregate('shops', [
      { $geoNear },
      { $project: { distance: { $trunc: '$distance' } } },
    ])
    expect(rows).toEqual([
      { _id: 50, distance: 0 },
      { _id: 49, distance: 11_131 },
      { _id: 51, distance: 11_131 },
    ])
  })
})

test('$geoNear without a key means the only indexed field that holds places', async () => {
  await withDatabase(SPECS, async (database) => {
    const stages = [{ $geoNear: { near: here, distanceField: 'd', limit: 1 } }, { $project: { at: 1 } }]
    await expect(database.aggregate('shops', stages)).rejects.toMatchObject({
      code: 'DATABASE_REQUEST_FAILED',
      message: expect.stringContaining('unable to find index for $geoNear query'),
    })
    await database.importDocuments('shops', [shop(1), shop(2)])
    expect(await database.aggregate('shops', stages)).toEqual([{ _id: 2, at: shop(2).at }])
  })
})
