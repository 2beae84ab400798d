/**
 * The cloud's private files on this machine's disk. A file lies under the hash of its path, so no path
 * can lead out of the folder, and `a` and `a/b` can both be files as they can on the cloud.
 */
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { FileStorage } from '../types'
import { TEMPORARY_SUFFIX, writeAtomically } from './atomic-file'
import { checkedPath, fileIdOf, pathOfFileId } from './paths'
import { isSignatureOf, loadSigningKey, type Purpose, sign } from './signing'

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
  private constructor(
    private readonly options: DiskStorageOptions,
    private readonly key: Buffer,
  ) {}

  /** Opens the folder, making it when missing and sweeping what a killed process had half written. */
  static async open(options: DiskStorageOptions): Promise<DiskStorage> {
    await mkdir(join(options.dir, 'objects'), { recursive: true })
    const entries = await readdir(options.dir, { recursive: true })
    for (const entry of entries) if (entry.endsWith(TEMPORARY_SUFFIX)) await rm(join(options.dir, entry))
    return new DiskStorage(options, await loadSigningKey(join(options.dir, 'signing-key')))
  }

  fileIdOf(path: string): string {
    return fileIdOf(path)
  }

  async write(path: string, bytes: Uint8Array): Promise<string> {
    await writeAtomically(this.locate(checkedPath(path)), bytes)
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
      return true
    } catch {
      return false
    }
  }

  async temporaryUrl(fileId: string, maxAgeS: number): Promise<string | undefined> {
    const path = pathOfFileId(fileId)
    if (path === undefined || (await this.sizeOf(path)) === undefined) return undefined
    const { signature, expiresAtS } = this.ticket('get', path, maxAgeS)
    return `${this.options.url}/files/${path}?sign=${signature}&t=${expiresAtS.toString(36)}`
  }

  /** Bytes of a file; undefined when there is none. */
  async sizeOf(path: string): Promise<number | undefined> {
    try {
      return (await stat(this.locate(path))).size
    } catch {
      return undefined
    }
  }

  /**
   * A permission of at least half and at most all of `maxAgeS`: its end is put on a grid of half that
   * time, so that the same file has the same address for a while and a browser finds it in its cache.
   */
  ticket(purpose: Purpose, path: string, maxAgeS: number): Ticket {
    const stepS = Math.max(1, Math.floor(maxAgeS / 2))
    const expiresAtS = Math.floor((this.nowS() + maxAgeS) / stepS) * stepS
    return { signature: sign(this.key, purpose, path, expiresAtS), expiresAtS }
  }

  /** Seconds for which a ticket still opens the file; 0 when it is forged, for another file or over. */
  remainingS(purpose: Purpose, path: string, ticket: Ticket): number {
    const { signature, expiresAtS } = ticket
    if (!isSignatureOf(this.key, purpose, path, expiresAtS, signature)) return 0
    return Math.max(0, expiresAtS - this.nowS())
  }

  private nowS(): number {
    return (this.options.now?.() ?? Date.now()) / 1000
  }

  private locate(path: string): string {
    const hash = createHash('sha256').update(path).digest('hex')
    return join(this.options.dir, 'objects', hash.slice(0, 2), hash)
  }
}
