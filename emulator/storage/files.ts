/**
 * The cloud's private files on this machine's disk. A file lies under the hash of its path, so no path
 * can lead out of the folder, and `a` and `a/b` can both be files as they can on the cloud.
 */
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { FileStorage, StoredFile } from '../types'
import { TEMPORARY_SUFFIX, writeAtomically } from './atomic-file'
import { ensureName, hashOf, type NamedFile, orphanedNames, readNames } from './names'
import { checkedPath, fileIdOf, pathOfFileId } from './paths'
import { isSignatureOf, loadSigningKey, type Purpose, sign } from './signing'

/** So many addresses are remembered at most. */
const ADDRESSES_MAX = 10_000

export interface DiskStorageOptions {
  /** Everything of the storage lives below this folder. */
  readonly dir: string
  /** The emulator's own address, without a slash at the end. */
  readonly url: string
  /** Epoch milliseconds; tests let addresses expire with it. */
  readonly now?: () => number
}

/** A signed permission to read or put one file, as it travels in an address. */
export interface Ticket {
  readonly signature: string
  /** Epoch seconds. */
  readonly expiresAtS: number
}

export class DiskStorage implements FileStorage {
  /** What `list` answers, by path; read from the disk when it is first asked for, then kept up. */
  private named: Promise<Map<string, NamedFile>> | undefined
  /** The newest temporary address of each file id: a page of a feed asks for the same forty again and again. */
  private readonly addresses = new Map<string, { readonly url: string; readonly expiresAtS: number }>()

  private constructor(
    private readonly options: DiskStorageOptions,
    private readonly key: Buffer,
  ) {}

  /** Opens the folder, making it when missing and sweeping what a killed process had half written. */
  static async open(options: DiskStorageOptions): Promise<DiskStorage> {
    await mkdir(join(options.dir, 'objects'), { recursive: true })
    const entries = await readdir(options.dir, { recursive: true })
    const leftovers = entries.filter((entry) => entry.endsWith(TEMPORARY_SUFFIX))
    for (const entry of [...leftovers, ...orphanedNames(entries)]) await rm(join(options.dir, entry))
    return new DiskStorage(options, await loadSigningKey(join(options.dir, 'signing-key')))
  }

  fileIdOf(path: string): string {
    return fileIdOf(path)
  }

  /** `writtenAt` in epoch milliseconds, for a file that comes with its age. */
  async write(path: string, bytes: Uint8Array, writtenAt = Math.round(this.now())): Promise<string> {
    const object = this.locate(checkedPath(path))
    await ensureName(object, path)
    await writeAtomically(object, bytes, writtenAt)
    const named = await this.named
    named?.set(path, { path, bytes: bytes.length, writtenAt })
    return fileIdOf(path)
  }

  async read(fileId: string): Promise<Buffer | undefined> {
    const path = pathOfFileId(fileId)
    return path === undefined ? undefined : this.readPath(path)
  }

  /** As `read`, by the path inside the bucket. */
  async readPath(path: string): Promise<Buffer | undefined> {
    try {
      return await readFile(this.locate(path))
    } catch {
      return undefined
    }
  }

  async remove(fileId: string): Promise<boolean> {
    const path = pathOfFileId(fileId)
    if (path === undefined) return false
    try {
      await rm(this.locate(path))
    } catch {
      return false
    } finally {
      this.addresses.delete(fileId)
    }
    const named = await this.named
    named?.delete(path)
    return true
  }

  /** Files that an older version wrote have no name; each gets one when it is written again. */
  async list(): Promise<readonly StoredFile[]> {
    this.named ??= readNames(join(this.options.dir, 'objects')).then(
      (files) => new Map(files.map((file) => [file.path, file])),
    )
    const files = [...(await this.named).values()].sort((a, b) => (a.path < b.path ? -1 : 1))
    return files.map((file) => ({ ...file, fileId: fileIdOf(file.path) }))
  }

  async temporaryUrl(fileId: string, maxAgeS: number): Promise<string | undefined> {
    const known = this.addresses.get(fileId)
    if (known?.expiresAtS === this.expiryS(maxAgeS)) return known.url
    const path = pathOfFileId(fileId)
    if (path === undefined) return undefined
    // Looked up and remembered in one breath: a removal in between would leave an address behind.
    if (!existsSync(this.locate(path))) return undefined
    const { signature, expiresAtS } = this.ticket('get', path, maxAgeS)
    const url = `${this.options.url}/files/${path}?sign=${signature}&t=${expiresAtS.toString(36)}`
    if (this.addresses.size >= ADDRESSES_MAX) this.addresses.clear()
    this.addresses.set(fileId, { url, expiresAtS })
    return url
  }

  /** Bytes of a file; undefined when there is none. */
  async sizeOf(path: string): Promise<number | undefined> {
    try {
      return (await stat(this.locate(path))).size
    } catch {
      return undefined
    }
  }

  ticket(purpose: Purpose, path: string, maxAgeS: number): Ticket {
    const expiresAtS = this.expiryS(maxAgeS)
    return { signature: sign(this.key, purpose, path, expiresAtS), expiresAtS }
  }

  /** Seconds for which a ticket still opens the file; 0 when it is forged, for another file or over. */
  remainingS(purpose: Purpose, path: string, ticket: Ticket): number {
    const { signature, expiresAtS } = ticket
    if (!isSignatureOf(this.key, purpose, path, expiresAtS, signature)) return 0
    return Math.max(0, expiresAtS - this.nowS())
  }

  /**
   * When a permission ends that is given now, in epoch seconds. It lasts at least half and at most all of `maxAgeS`:
   * its end is put on a grid of half that time, so that the same file has the same address for a while and a browser
   * finds it in its cache.
   */
  private expiryS(maxAgeS: number): number {
    const stepS = Math.max(1, Math.floor(maxAgeS / 2))
    return Math.floor((this.nowS() + maxAgeS) / stepS) * stepS
  }

  private now(): number {
    return this.options.now?.() ?? Date.now()
  }

  private nowS(): number {
    return this.now() / 1000
  }

  private locate(path: string): string {
    const hash = hashOf(path)
    return join(this.options.dir, 'objects', hash.slice(0, 2), hash)
  }
}
