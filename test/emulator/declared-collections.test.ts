/** A program that is not ours declares its collections in a file, or asks for scans; seen through the real SDK. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createEmulator } from '../../emulator/server'
import type { Emulator } from '../../emulator/types'
import { pointSdkAt, refusalOf, type SdkDatabase } from './sdk'

const DECLARED = {
  visits: {
    indexes: [
      {
        name: 'shop_at',
        keys: [
          ['shop', 1],
          ['at', -1],
        ],
      },
      { name: 'ticket', keys: [['ticket', 1]], unique: true },
    ],
  },
}
const VISITS = 60

let dir: string
let emulator: Emulator
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'tonghao-declared-'))
})
afterEach(async () => {
  await emulator.close()
  rmSync(dir, { recursive: true })
})

async function start(allowScans: boolean): Promise<SdkDatabase> {
  const collectionsFile = join(dir, 'collections.json')
  writeFileSync(collectionsFile, JSON.stringify(DECLARED))
  emulator = await createEmulator({
    port: 0,
    dataDir: join(dir, 'data'),
    functionsDir: dir,
    collectionsFile,
    allowScans,
  })
  const visits = Array.from({ length: VISITS }, (_, at) => ({
    _id: `v${at}`,
    shop: at % 2,
    at,
    ticket: at,
    note: 'n',
  }))
  await emulator.database.importDocuments('visits', visits)
  return pointSdkAt(emulator).database()
}

test('its indexes serve and bind', async () => {
  const visits = (await start(false)).collection('visits')
  const { data } = await visits.where({ shop: 1 }).orderBy('at', 'desc').limit(3).get()
  expect(data.map(({ at }) => at)).toEqual([59, 57, 55])
  expect(await visits.where({ shop: 1 }).count()).toMatchObject({ total: VISITS / 2 })
  const { text } = await refusalOf(visits.add({ data: { shop: 1, ticket: 7 } }))
  expect(text).toContain('E11000')
})

test('INDEX_MISSING: reads, counts, updates, removals and aggregations that none of them serves', async () => {
  const visits = (await start(false)).collection('visits')
  const refusals = [
    () => visits.where({ note: 'n' }).get(),
    () => visits.where({ note: 'n' }).count(),
    () => visits.where({ note: 'n' }).update({ data: { note: 'm' } }),
    () => visits.where({ note: 'n' }).remove(),
    () => visits.aggregate().match({ note: 'n' }).end(),
    // Served, but it looks at thirty to find none.
    () => visits.where({ shop: 1, note: 'x' }).get(),
  ]
  for (const ask of refusals) {
    const { text } = await refusalOf(ask())
    expect(text).toMatch(/collection visits: .* Declare the index \{ name: .*note/s)
  }
})

test('scans are made when they are asked for', async () => {
  const visits = (await start(true)).collection('visits')
  expect(await visits.where({ note: 'n' }).count()).toMatchObject({ total: VISITS })
  const { data } = await visits.orderBy('note', 'asc').limit(2).get()
  expect(data.length).toBe(2)
})
