/**
 * Reads an export into a new data folder beside the present one, `{dataDir}/incoming`. Only when all of it has been
 * read and understood is it marked as whole; `finishImport` (swap.ts) then puts it in the place of the present data.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline, type Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { extract } from 'tar-stream'
import * as z from 'zod'
import { openDatabase } from '../database/database'
import { describeIssues } from '../issues'
import { parseEjsonObject } from '../protocol/ejson'
import { writeAtomically } from '../storage/atomic-file'
import { DiskStorage } from '../storage/files'
import type { CollectionSpecs, Database, Document } from '../types'
import {
  ArchiveRefused,
  END_NAME,
  MANIFEST_NAME,
  manifestSchema,
  parseEntryName,
  type Totals,
  totalsSchema,
} from './format'
import { dropIncoming, incomingData, markWhole } from './swap'

/** The largest file that can be stored, and more than a chunk of documents can be. */
const ENTRY_BYTES_MAX = 65 * 1024 * 1024

/**
 * Stages an export. What is there already is not touched. `declared` must hold for the documents that come.
 * @throws ArchiveRefused, one sentence, when the file is no export, is damaged or was cut off; nothing is left of it.
 */
export async function stageImport(
  archive: Readable,
  dataDir: string,
  declared: CollectionSpecs = {},
): Promise<void> {
  await dropIncoming(dataDir)
  try {
    await readInto(incomingData(dataDir), archive, declared)
    await markWhole(dataDir)
  } catch (error) {
    await dropIncoming(dataDir)
    throw error instanceof ArchiveRefused ? error : new ArchiveRefused(reasonOf(error))
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof z.ZodError) return describeIssues(error)
  const message = error instanceof Error ? error.message : String(error)
  if (/incorrect header check|unexpected end of (file|data)|Premature close/i.test(message))
    return `the file is not an export, or not all of it (${message.toLowerCase()})`
  return message.replace(/\.$/, '')
}

async function readInto(dir: string, archive: Readable, declared: CollectionSpecs): Promise<void> {
  mkdirSync(dir, { recursive: true })
  const database = await openDatabase(join(dir, 'database'))
  try {
    const staging = await Staging.open(dir, database)
    for await (const { name, writtenAt, bytes } of entriesOf(archive))
      await staging.take(name, bytes, writtenAt)
    staging.demandWhole()
    await database.declareCollections(declared)
  } finally {
    await database.close()
  }
}

interface Entry {
  readonly name: string
  readonly bytes: Buffer
  /** Epoch milliseconds. */
  readonly writtenAt: number
}

const timesSchema = z.object({ mtime: z.coerce.number() })

/** The full time of an entry stands beside its header, which has whole seconds only. */
function writtenAtOf(pax: unknown): number {
  const times = timesSchema.safeParse(pax)
  return times.success ? Math.round(times.data.mtime * 1000) : 0
}

async function* entriesOf(archive: Readable): AsyncGenerator<Entry> {
  const tar = extract()
  // An error anywhere on the way ends the loop below with it.
  pipeline(archive, createGunzip(), tar, () => {})
  for await (const entry of tar) {
    const { name, size = 0, pax } = entry.header
    if (size > ENTRY_BYTES_MAX) throw new ArchiveRefused(`${name} is larger than anything an export holds`)
    const chunks: Buffer[] = []
    for await (const chunk of entry) if (Buffer.isBuffer(chunk)) chunks.push(chunk)
    yield { name, bytes: Buffer.concat(chunks), writtenAt: writtenAtOf(pax) }
  }
}

/** A data folder in the making. */
class Staging {
  private readonly seen: Totals = { documents: {}, state: 0, files: 0 }
  private hasManifest = false
  private expected: Totals | undefined

  private constructor(
    private readonly dir: string,
    private readonly database: Database,
    private readonly storage: DiskStorage,
  ) {}

  static async open(dir: string, database: Database): Promise<Staging> {
    return new Staging(dir, database, await DiskStorage.open({ dir: join(dir, 'files'), url: '' }))
  }

  async take(name: string, bytes: Buffer, writtenAt: number): Promise<void> {
    if (name === MANIFEST_NAME) return this.takeManifest(bytes)
    if (!this.hasManifest) throw new ArchiveRefused(`the file does not begin with ${MANIFEST_NAME}`)
    if (name === END_NAME) {
      this.expected = totalsSchema.parse(parseJson(name, bytes))
      return
    }
    const entry = parseEntryName(name)
    switch (entry?.kind) {
      case 'documents':
        return this.takeDocuments(entry.collection, bytes)
      case 'state':
        parseJson(name, bytes)
        this.seen.state++
        return writeAtomically(join(this.dir, entry.name), bytes)
      case 'file':
        this.seen.files++
        await this.storage.write(entry.path, bytes, writtenAt)
        return
      default:
        throw new ArchiveRefused(`the file holds ${name}, which is no part of an export`)
    }
  }

  /** @throws ArchiveRefused unless everything that the archive says it holds has come. */
  demandWhole(): void {
    const wanted = this.expected
    if (!wanted) throw new ArchiveRefused('the file was cut off')
    const names = new Set([...Object.keys(wanted.documents), ...Object.keys(this.seen.documents)])
    const isWhole =
      wanted.files === this.seen.files &&
      wanted.state === this.seen.state &&
      [...names].every((name) => (wanted.documents[name] ?? 0) === (this.seen.documents[name] ?? 0))
    if (!isWhole) throw new ArchiveRefused('the file does not hold what it says')
  }

  private async takeManifest(bytes: Buffer): Promise<void> {
    const manifest = manifestSchema.safeParse(parseJson(MANIFEST_NAME, bytes))
    if (!manifest.success)
      throw new ArchiveRefused(
        `the file was not exported by this version (${describeIssues(manifest.error)})`,
      )
    await this.database.declareCollections(manifest.data.collections)
    this.hasManifest = true
  }

  private async takeDocuments(collection: string, bytes: Buffer): Promise<void> {
    const lines = bytes.toString('utf8').split('\n').slice(0, -1)
    const documents = lines.map((line) => documentOf(collection, line))
    const count = await this.database.importDocuments(collection, documents)
    this.seen.documents[collection] = (this.seen.documents[collection] ?? 0) + count
  }
}

function parseJson(name: string, bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    throw new ArchiveRefused(`${name} is not JSON`)
  }
}

function documentOf(collection: string, line: string): Document {
  const { _id, ...fields } = parseEjsonObject(line, 0)
  if (typeof _id !== 'string' && typeof _id !== 'number')
    throw new ArchiveRefused(`a document of ${collection} has no _id`)
  return { _id, ...fields }
}
