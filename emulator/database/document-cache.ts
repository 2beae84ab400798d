import type { Document } from '../types'
import { bsonSizeBytes } from './documents'
import { keyText } from './write-set'

/** As much as the documents of a few hundred pages; a fraction of what the store maps into memory anyway. */
const BYTES_MAX = 16 * 1024 * 1024
/** A larger one would push out many that are read more often. */
const DOCUMENT_BYTES_MAX = 64 * 1024

interface Entry {
  readonly document: Document
  readonly sizeBytes: number
}

/**
 * The documents that were read lately, as the newest commit has them: the pages that everybody looks at are not decoded
 * anew for each. They are frozen, since many may hold them. A document that a commit under way has written is not kept
 * until that commit has ended: in between, some readers see it as it was and some as it will be.
 */
export class DocumentCache {
  private readonly entries = new Map<string, Entry>()
  private readonly held = new Map<string, number>()
  private sizeBytes = 0

  /** The document of this key: the kept one, or what `load` finds. */
  read(key: Buffer, load: () => Document | undefined): Document | undefined {
    const name = keyText(key)
    const kept = this.entries.get(name)
    if (kept) return kept.document
    const document = load()
    if (document && !this.held.has(name)) this.keep(name, document)
    return document
  }

  /** A commit begins to write this document; `release` is to be told the name that is returned. */
  hold(key: Buffer): string {
    const name = keyText(key)
    this.forget(name)
    this.held.set(name, (this.held.get(name) ?? 0) + 1)
    return name
  }

  /** The commit that held these has ended, well or not. */
  release(names: readonly string[]): void {
    for (const name of names) {
      const others = (this.held.get(name) ?? 0) - 1
      if (others > 0) this.held.set(name, others)
      else this.held.delete(name)
    }
  }

  private keep(name: string, document: Document): void {
    const sizeBytes = bsonSizeBytes(document)
    if (sizeBytes > DOCUMENT_BYTES_MAX) return
    this.entries.set(name, { document: frozen(document), sizeBytes })
    this.sizeBytes += sizeBytes
    for (const oldest of this.entries.keys()) {
      if (this.sizeBytes <= BYTES_MAX) break
      this.forget(oldest)
    }
  }

  private forget(name: string): void {
    this.sizeBytes -= this.entries.get(name)?.sizeBytes ?? 0
    this.entries.delete(name)
  }
}

function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value
  for (const part of Object.values(value)) frozen(part)
  return Object.freeze(value)
}
