/**
 * Databases that are built once and copied afterwards: a million posts take minutes to fill in and seconds to copy.
 * They lie under `.cache/fixtures`, named by what is in them.
 */
import { createHash } from 'node:crypto'
import {
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { join } from 'node:path'
import { openDatabase } from '../emulator/database/database'
import type { CollectionSpecs, Database } from '../emulator/types'

const ROOT = join(__dirname, '..')
const CACHE = join(ROOT, '.cache', 'fixtures')
/** What decides how documents lie on the disk: a change there makes older databases worthless. */
const LAYOUT_FILES = ['catalog', 'documents', 'index-entries', 'key-encoding', 'paths', 'store'] as const

/** What a prepared database holds. */
export interface Prepared {
  /** For what it is: of one name only the one that was built last is kept. */
  readonly name: string
  readonly collections: CollectionSpecs
  /** All that decides which documents `fill` puts in, such as their number and the source text of what makes them. */
  readonly contents: readonly string[]
  fill(database: Database): Promise<unknown>
}

/** Puts the database into `dir`, which must not exist yet; builds it when there is none of these contents. */
export async function copyPrepared(prepared: Prepared, dir: string): Promise<void> {
  const built = join(CACHE, `${prepared.name}.${hashOf(prepared)}`)
  if (!existsSync(built)) await build(prepared, built)
  cpSync(built, dir, { recursive: true, mode: constants.COPYFILE_FICLONE })
}

function hashOf({ collections, contents }: Prepared): string {
  const hash = createHash('sha256')
  for (const file of LAYOUT_FILES) hash.update(readFileSync(join(ROOT, 'emulator', 'database', `${file}.ts`)))
  return hash
    .update(JSON.stringify([collections, contents]))
    .digest('hex')
    .slice(0, 32)
}

/** Builds aside and renames at the end, so that a build cut short is never taken for a finished one. */
async function build({ name, collections, fill }: Prepared, target: string): Promise<void> {
  const unfinished = `${target}.${process.pid}.part`
  mkdirSync(CACHE, { recursive: true })
  const database = await openDatabase(unfinished)
  try {
    await database.declareCollections(collections)
    await fill(database)
  } finally {
    await database.close()
  }
  if (existsSync(target)) rmSync(unfinished, { recursive: true })
  else renameSync(unfinished, target)
  for (const file of readdirSync(CACHE)) {
    const isOlder = file.startsWith(`${name}.`) && !file.includes('.part') && join(CACHE, file) !== target
    if (isOlder) rmSync(join(CACHE, file), { recursive: true, force: true })
  }
}
