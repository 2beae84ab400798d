/**
 * Changes of the shape of stored documents: upgrades from one `schemaVersion` to the next, run by a job in slices
 * while the community goes on. Functions that read both shapes are deployed first, so half way is a state like any
 * other; killed at any moment, it goes on where it was.
 */
import { now } from './clock'
import { collection, greaterThan, increasedBy } from './cloud'
import { MIGRATIONS, type MigrationDocument } from './collections'
import type { Job, Slice, SliceOutcome } from './jobs'
import { inTransaction, type Transaction } from './transaction'

/** A stored document of any version. */
export interface Versioned {
  readonly _id: string
  readonly schemaVersion: number
}

/** One upgrade of one collection. */
export interface Migration<T extends Versioned = Versioned> {
  /** `{collection}:{from}-{to}`, once and for ever. */
  readonly name: string
  readonly collection: string
  readonly from: number
  readonly to: number
  /** The fields that change, from the whole document and from nothing else but what `tx` reads. */
  upgrade(document: T, tx: Transaction): Readonly<Partial<T>> | Promise<Readonly<Partial<T>>>
}

const DOCUMENTS_PER_SLICE = 50

const migrations = collection<MigrationDocument>(MIGRATIONS)

/** The job that runs the migrations one after another. */
export function migrationJob(all: readonly Migration[]): Job {
  return { name: 'migrations.run', every: 'minute', missed: 'latest', run: (slice) => runSlice(all, slice) }
}

async function runSlice(all: readonly Migration[], slice: Slice): Promise<SliceOutcome> {
  const known = new Map(
    (await migrations.getMany(all.map((each) => each.name))).map((each) => [each._id, each]),
  )
  const current = all.find((each) => known.get(each.name)?.state !== 'done')
  if (!current) return { handled: 0, repaired: 0 }
  const progress = known.get(current.name) ?? (await begin(current.name, slice.now))
  return advance(current, progress)
}

async function begin(name: string, at: number): Promise<MigrationDocument> {
  const fresh: MigrationDocument = {
    _id: name,
    schemaVersion: 1,
    state: 'running',
    cursor: '',
    upgraded: 0,
    upgradedInPass: 0,
    startedAt: at,
  }
  return (await migrations.addOrGet(fresh)) ?? fresh
}

/** Upgrades the next documents. The last pass is one that found nothing to upgrade: what came in meanwhile is done too. */
async function advance(migration: Migration, progress: MigrationDocument): Promise<SliceOutcome> {
  const documents = collection<Versioned>(migration.collection)
  const page = await documents.find({
    where: { _id: greaterThan(progress.cursor) },
    orderBy: ['_id', 'asc'],
    limit: DOCUMENTS_PER_SLICE,
    fields: ['schemaVersion'],
  })
  let upgraded = 0
  for (const { _id, schemaVersion } of page) {
    if (schemaVersion === migration.from && (await upgradeOne(migration, _id))) upgraded += 1
  }
  const isPassOver = page.length < DOCUMENTS_PER_SLICE
  const isOver = isPassOver && progress.upgradedInPass + upgraded === 0
  // Bound to where this slice began: two at once do not count twice, nor set each other back.
  await migrations.updateWhere(
    { _id: migration.name, cursor: progress.cursor, state: 'running' },
    {
      cursor: isPassOver ? '' : (page.at(-1)?._id ?? ''),
      upgraded: increasedBy(upgraded),
      upgradedInPass: isPassOver ? 0 : increasedBy(upgraded),
      ...(isOver ? { state: 'done' as const, doneAt: now() } : {}),
    },
  )
  return { next: 'more', handled: page.length, repaired: upgraded }
}

/** In a transaction: a change of the document between the reading and the writing would be upgraded away. */
function upgradeOne(migration: Migration, _id: string): Promise<boolean> {
  return inTransaction(async (tx) => {
    const documents = tx.collection<Versioned>(migration.collection)
    const document = await documents.get(_id)
    if (document?.schemaVersion !== migration.from) return false
    const changed = await migration.upgrade(document, tx)
    await documents.update(_id, { ...changed, schemaVersion: migration.to })
    return true
  })
}
