/** Migrations: in slices, while the community goes on, killed half way, and nothing left to do the second time. */
import type { Migration, Versioned } from '../../../cloudfunctions/kit/migrations'
import { runWithFault } from '../../support/faults'
import { createInProcessWorld, type InProcessWorld } from '../../support/in-process'
import { newId, systemContext } from '../../support/situations'

let world: InProcessWorld
beforeAll(async () => {
  world = await createInProcessWorld()
})
afterAll(() => world.close())

interface Shelf extends Versioned {
  readonly loaf?: string
  readonly loaves?: readonly string[]
}
const COUNT = 60
const idOf = (n: number) => `shelf-${String(n).padStart(4, '0')}`

/** A collection of COUNT documents of the first shape, and the migration of it. */
async function plant(): Promise<Migration<Shelf>> {
  const name = `test_${newId()}`
  await world.emulator.database.declareCollections({ [name]: { indexes: [] } })
  const shelves = Array.from({ length: COUNT }, (_, n) => ({ _id: idOf(n), schemaVersion: 1, loaf: `${n}` }))
  await world.emulator.database.importDocuments(name, shelves)
  return {
    name: `${name}:1-2`,
    collection: name,
    from: 1,
    to: 2,
    upgrade: ({ loaf = '' }) => ({ loaves: [loaf] }),
  }
}
/** One slice; whether there is more to do. */
async function slice(...migrations: readonly Migration[]): Promise<boolean> {
  const job = world.modules.migrations.migrationJob(migrations)
  return (await job.run({ ...systemContext(), cursor: undefined, period: '' })).next !== undefined
}
const shelvesOf = ({ collection }: Migration) =>
  world.emulator.database.find(collection, { query: {}, order: { _id: 1 }, limit: 1_000 })
const versionsOf = async (migration: Migration) =>
  (await shelvesOf(migration)).map(({ schemaVersion }) => schemaVersion)
const progressOf = async ({ name }: Migration) =>
  (await world.emulator.database.find('migrations', { query: { _id: name } }))[0]

test('goes through in slices, then once more over all, then never again', async () => {
  const migration = await plant()
  expect(await slice(migration)).toBe(true)
  const half = await versionsOf(migration)
  expect([half[0], half[49], half[50]]).toEqual([2, 2, 1])
  while (await slice(migration));
  const shelves = await shelvesOf(migration)
  expect(shelves.map(({ loaves }) => loaves)).toEqual(shelves.map((_, n) => [`${n}`]))
  expect(await progressOf(migration)).toMatchObject({ state: 'done', upgraded: COUNT })
  expect(await slice(migration)).toBe(false)
})

test('what an older instance writes behind its back is upgraded by the next pass', async () => {
  const migration = await plant()
  await slice(migration)
  const late = { _id: 'shelf-0000-late', schemaVersion: 1, loaf: 'late' }
  await world.emulator.database.importDocuments(migration.collection, [late])
  while (await slice(migration));
  expect(new Set(await versionsOf(migration))).toEqual(new Set([2]))
  expect(await progressOf(migration)).toMatchObject({ upgraded: COUNT + 1 })
})

test('killed at any of the calls of a slice it goes on and ends the same', async () => {
  const migration = await plant()
  const { calls } = await runWithFault(world, () => slice(migration))
  for (const index of [0, 1, 2, 5, calls - 2, calls - 1])
    await runWithFault(world, () => slice(migration), index, index % 2 === 0 ? 'crash-before' : 'crash-after')
  while (await slice(migration));
  const shelves = await shelvesOf(migration)
  expect(shelves.map(({ loaves }) => loaves)).toEqual(shelves.map((_, n) => [`${n}`]))
})

test('a change between the reading and the writing is not upgraded away', async () => {
  const migration = await plant()
  let isFirst = true
  const racing: Migration<Shelf> = {
    ...migration,
    upgrade: (shelf, tx) => {
      if (isFirst) void changeLoaf(migration.collection, shelf._id)
      isFirst = false
      return migration.upgrade(shelf, tx)
    },
  }
  while (await slice(racing));
  const [first] = await shelvesOf(migration)
  // Either the change came first and was upgraded, or it waited and is there beside the upgrade: it is not lost.
  expect([first?.loaf, first?.schemaVersion]).toEqual(['changed', 2])
})

function changeLoaf(collection: string, _id: string): Promise<unknown> {
  const data = { $set: { loaf: 'changed' } }
  const change = { query: { _id }, data, multi: false, merge: true, upsert: false }
  return world.emulator.database.modify(collection, change)
}

test('one after another, in the order they stand', async () => {
  const [first, second] = [await plant(), await plant()]
  await slice(first, second)
  expect([(await versionsOf(first))[0], (await versionsOf(second))[0]]).toEqual([2, 1])
  while (await slice(first, second));
  expect(new Set([...(await versionsOf(first)), ...(await versionsOf(second))])).toEqual(new Set([2]))
})
