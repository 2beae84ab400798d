/**
 * What an export is: a gzipped tar of
 *
 * - `manifest.json`: what this is, and which collections with which indexes,
 * - `collections/{name}/{number}.jsonl`: documents, one a line, as canonical Extended JSON,
 * - `state/{name}.json`: the small files beside the database: the clock, messages, identities, ...
 * - `files/{path}`: the stored files, with the moment they were written,
 * - `end.json`: how much of each there was. An archive without it was cut off.
 */
import * as z from 'zod'
import { CloudError } from '../types'

export const FORMAT = 'wechat-cloud-emulator'
export const VERSION = 1
export const MANIFEST_NAME = 'manifest.json'
export const END_NAME = 'end.json'
/** A part of the emulator keeps what lasts in the database, the files or one of these in the data folder itself. */
export const STATE_FILE = /^[\w-]+\.json$/

const indexSchema = z.strictObject({
  name: z.string().min(1),
  keys: z.array(z.tuple([z.string().min(1), z.union([z.literal(1), z.literal(-1)])])).min(1),
  unique: z.boolean().optional(),
})

export const manifestSchema = z.object({
  format: z.literal(FORMAT),
  version: z.literal(VERSION),
  /** Epoch milliseconds by the machine's own clock. */
  createdAt: z.number(),
  collections: z.record(z.string(), z.strictObject({ indexes: z.array(indexSchema) })),
})
export type Manifest = z.infer<typeof manifestSchema>

export const totalsSchema = z.object({
  /** Documents by collection. */
  documents: z.record(z.string(), z.number()),
  state: z.number(),
  files: z.number(),
})
export type Totals = z.infer<typeof totalsSchema>

/** What an entry between the first and the last is. */
export type EntryName =
  | { readonly kind: 'documents'; readonly collection: string }
  | { readonly kind: 'state'; readonly name: string }
  | { readonly kind: 'file'; readonly path: string }

export function documentsName(collection: string, number: number): string {
  return `collections/${collection}/${String(number).padStart(6, '0')}.jsonl`
}
export function stateName(name: string): string {
  return `state/${name}`
}
export function fileName(path: string): string {
  return `files/${path}`
}

/** Undefined for a name that means nothing here. */
export function parseEntryName(name: string): EntryName | undefined {
  const [, collection] = /^collections\/([\w-]+)\/\d+\.jsonl$/.exec(name) ?? []
  if (collection !== undefined) return { kind: 'documents', collection }
  if (name.startsWith('files/')) return { kind: 'file', path: name.slice(6) }
  const state = name.startsWith('state/') ? name.slice(6) : ''
  return STATE_FILE.test(state) ? { kind: 'state', name: state } : undefined
}

/** Why a file was not imported, in one sentence. Nothing was changed. */
export class ArchiveRefused extends CloudError {
  constructor(reason: string) {
    super('ARCHIVE_REFUSED', `Nothing was imported: ${reason}.`)
  }
}
