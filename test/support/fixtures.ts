/**
 * Databases that are built once and copied afterwards. A large one takes a minute to build and a second to copy, so
 * benches and campaigns that need many documents ask here. They lie under `.cache/fixtures`, named by what is in them.
 */
import { createHash } from 'node:crypto'
import { constants, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { openDatabase } from '../../emulator/database/database'
import type { CollectionSpecs, Document } from '../../emulator/types'

const ROOT = join(__dirname, '..', '..')
const CACHE = join(ROOT, '.cache', 'fixtures')
/** What decides how documents lie on the disk: a change there makes older fixtures worthless. */
const LAYOUT_FILES = ['catalog', 'documents', 'index-entries', 'key-encoding', 'paths', 'store'] as const

/** What a prepared database holds. All of it goes into the fixture's name, the makers by their source text. */
export interface Fixture {
  readonly collections: CollectionSpecs
  readonly documents: Readonly<Record<string, DocumentSeries>>
}
export interface DocumentSeries {
  readonly count: number
  /** The document at this place. Depends on nothing but its argument, and uses nothing from outside itself. */
  readonly make: (at: number) => Document
}

/** Puts the fixture's database into `dir`, which must not exist yet; builds it when there is none of this content. */
export async function copyFixture(fixture: Fixture, dir: string): Promise<void> {
  const built = join(CACHE, nameOf(fixture))
  if (!existsSync(built)) await build(fixture, built)
  cpSync(built, dir, { recursive: true, mode: constants.COPYFILE_FICLONE })
}

function nameOf({ collections, documents }: Fixture): string {
  const hash = createHash('sha256')
  for (const file of LAYOUT_FILES) hash.update(readFileSync(join(ROOT, 'emulator', 'database', `${file}.ts`)))
  hash.update(JSON.stringify(collections))
  for (const [name, { count, make }] of Object.entries(documents)) {
    hash.update(JSON.stringify([name, count, make.toString()]))
  }
  return hash.digest('hex').slice(0, 32)
}

/** Builds aside and renames at the end, so that a build cut short is never taken for a finished one. */
async function build({ collections, documents }: Fixture, target: string): Promise<void> {
  const unfinished = `${target}.${process.pid}.part`
  mkdirSync(CACHE, { recursive: true })
  const database = await openDatabase(unfinished)
  try {
    await database.declareCollections(collections)
    for (const [name, series] of Object.entries(documents)) {
      await database.importDocuments(name, made(series))
    }
  } finally {
    await database.close()
  }
  if (existsSync(target)) rmSync(unfinished, { recursive: true })
  else renameSync(unfinished, target)
}

function* made({ count, make }: DocumentSeries): Generator<Document> {
  for (let at = 0; at < count; at++) yield make(at)
}
