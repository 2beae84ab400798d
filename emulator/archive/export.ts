/** Writes an export while it is read, so that a large data folder needs no more memory than a small one. */
import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline, Readable } from 'node:stream'
import { createGzip } from 'node:zlib'
import { type Pack, pack } from 'tar-stream'
import { stringifyEjson } from '../protocol/ejson'
import type { CollectionSpecs, Database, DatabaseSnapshot, FileStorage } from '../types'
import {
  documentsName,
  END_NAME,
  FORMAT,
  fileName,
  MANIFEST_NAME,
  type Manifest,
  STATE_FILE,
  stateName,
  type Totals,
  VERSION,
} from './format'

/** Documents are put together to about so many bytes before they are handed on. */
const CHUNK_BYTES = 1024 * 1024
/** Pictures do not get smaller, and documents hardly smaller than at this level. */
const GZIP_LEVEL = 4

export interface ExportSource {
  readonly database: Database
  readonly storage: FileStorage
  /** The data folder, for the small files beside the database. */
  readonly dataDir: string
}

/**
 * Everything that lasts, as a gzipped tar. The documents are those of the moment of the call; a file that is removed
 * while the export is read is left out. The stream ends with an error if something cannot be read.
 */
export function exportArchive(source: ExportSource): Readable {
  const tar = pack()
  const gzip = createGzip({ level: GZIP_LEVEL })
  // A reader that goes away ends the tar, and with it `fill`.
  pipeline(Readable.from(tar), gzip, () => tar.destroy())
  const snapshot = source.database.snapshot()
  fill(tar, source, snapshot)
    .then(
      () => tar.finalize(),
      (error) => gzip.destroy(error instanceof Error ? error : new Error(String(error))),
    )
    .finally(() => snapshot.release())
  return gzip
}

async function fill(tar: Pack, source: ExportSource, snapshot: DatabaseSnapshot): Promise<void> {
  const { database } = source
  const collections: CollectionSpecs = Object.fromEntries(
    database.collectionNames().map((name) => [name, { indexes: database.indexesOf(name) }]),
  )
  const manifest = { format: FORMAT, version: VERSION, createdAt: Date.now(), collections }
  await addJson(tar, MANIFEST_NAME, manifest satisfies { [name in keyof Manifest]: unknown })
  const documents: Record<string, number> = {}
  for (const name of Object.keys(collections)) documents[name] = await addDocuments(tar, name, snapshot)
  const state = await addState(tar, source.dataDir)
  const files = await addFiles(tar, source.storage)
  await addJson(tar, END_NAME, { documents, state, files } satisfies Totals)
}

/** Resolves when there is room for more. A tar counts whole seconds; `writtenAt` (epoch ms) stands beside them in full. */
function add(tar: Pack, name: string, bytes: Buffer, writtenAt = Date.now()): Promise<void> {
  const pax = { mtime: String(writtenAt / 1000) }
  return new Promise((resolve, reject) => {
    tar.entry({ name, mtime: new Date(writtenAt), pax, type: 'file' }, bytes, (error) =>
      error ? reject(error) : resolve(),
    )
  })
}

function addJson(tar: Pack, name: string, value: unknown): Promise<void> {
  return add(tar, name, Buffer.from(JSON.stringify(value, undefined, 2)))
}

async function addDocuments(tar: Pack, collection: string, snapshot: DatabaseSnapshot): Promise<number> {
  let count = 0
  let chunks = 0
  let lines: string[] = []
  let size = 0
  const flush = async () => {
    const bytes = Buffer.from(lines.join(''))
    lines = []
    size = 0
    await add(tar, documentsName(collection, ++chunks), bytes)
  }
  for (const document of snapshot.documents(collection)) {
    const line = `${stringifyEjson(document)}\n`
    lines.push(line)
    size += line.length
    count++
    if (size >= CHUNK_BYTES) await flush()
  }
  if (lines.length > 0) await flush()
  return count
}

async function addState(tar: Pack, dataDir: string): Promise<number> {
  const names = readdirSync(dataDir).filter((name) => STATE_FILE.test(name))
  for (const name of names) await add(tar, stateName(name), await readFile(join(dataDir, name)))
  return names.length
}

async function addFiles(tar: Pack, storage: FileStorage): Promise<number> {
  let count = 0
  for (const { fileId, path, writtenAt } of await storage.list()) {
    const bytes = await storage.read(fileId)
    if (!bytes) continue
    await add(tar, fileName(path), bytes, writtenAt)
    count++
  }
  return count
}
