/** A data folder without a server around it: what exports are made of and imports become. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { exportArchive } from '../../emulator/archive/export'
import { STATE_FILE } from '../../emulator/archive/format'
import { openDatabase } from '../../emulator/database/database'
import { DiskStorage } from '../../emulator/storage/files'
import type { CollectionSpecs, Database, Document, FileStorage } from '../../emulator/types'

export interface DataFolder {
  readonly dir: string
  readonly database: Database
  readonly storage: FileStorage
}

export async function openFolder(dir: string): Promise<DataFolder & { close(): Promise<void> }> {
  const database = await openDatabase(join(dir, 'database'))
  const storage = await DiskStorage.open({ dir: join(dir, 'files'), url: '' })
  return { dir, database, storage, close: () => database.close() }
}

/** Everything that a data folder holds, to be compared. */
export interface Content {
  readonly collections: CollectionSpecs
  readonly documents: Readonly<Record<string, readonly Document[]>>
  readonly files: readonly (readonly [path: string, writtenAt: number, hex: string])[]
  readonly state: Readonly<Record<string, string>>
}

export async function contentOf({ dir, database, storage }: DataFolder): Promise<Content> {
  const names = database.collectionNames().sort()
  const snapshot = database.snapshot()
  const documents = Object.fromEntries(names.map((name) => [name, [...snapshot.documents(name)]]))
  snapshot.release()
  const files = await Promise.all(
    (await storage.list()).map(
      async ({ path, fileId, writtenAt }) =>
        [path, writtenAt, (await storage.read(fileId))?.toString('hex') ?? ''] as const,
    ),
  )
  const state = readdirSync(dir).filter((name) => STATE_FILE.test(name))
  return {
    collections: Object.fromEntries(names.map((name) => [name, { indexes: database.indexesOf(name) }])),
    documents,
    files,
    state: Object.fromEntries(state.map((name) => [name, readFileSync(join(dir, name), 'utf8')])),
  }
}

/** The whole export as bytes. */
export async function exportBytes(folder: DataFolder): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of exportArchive({ ...folder, dataDir: folder.dir })) chunks.push(chunk)
  return Buffer.concat(chunks)
}
