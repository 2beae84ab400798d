/** Packs an export into one zip on the disk, piece by piece: no more than a few pictures are in memory at once. */
import { once } from 'node:events'
import { createReadStream, createWriteStream, type ReadStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate'

/** A zip that is being written. */
export interface Archive {
  /** Adds a file that is compressed already. */
  addPicture(name: string, bytes: Uint8Array): Promise<void>
  /** Adds a text and compresses it. */
  addText(name: string, text: string): Promise<void>
  /** How many bytes have been added. */
  readonly bytesAdded: number
  /** Ends the zip; its bytes to read. Nothing can be added any more. */
  finish(): Promise<ReadStream>
  /** Removes it from the disk. */
  remove(): Promise<void>
}

/** Opens an empty zip in a folder of its own. */
export async function openArchive(): Promise<Archive> {
  const folder = await mkdtemp(join(tmpdir(), 'export-'))
  const path = join(folder, 'export.zip')
  const file = createWriteStream(path)
  let bytesAdded = 0
  let failure: Error | undefined
  file.on('error', (error) => {
    failure = error
  })
  const zip = new Zip((error, chunk) => {
    if (error) failure = error
    else file.write(chunk)
  })
  /** Waits until the disk has what the memory would have to keep. */
  const settle = async () => {
    if (failure) throw failure
    if (file.writableNeedDrain) await once(file, 'drain')
  }
  return {
    get bytesAdded() {
      return bytesAdded
    },
    async addPicture(name, bytes) {
      const entry = new ZipPassThrough(name)
      zip.add(entry)
      entry.push(bytes, true)
      bytesAdded += bytes.length
      await settle()
    },
    async addText(name, text) {
      const bytes = new TextEncoder().encode(text)
      const entry = new ZipDeflate(name)
      zip.add(entry)
      entry.push(bytes, true)
      bytesAdded += bytes.length
      await settle()
    },
    async finish() {
      zip.end()
      file.end()
      await once(file, 'close')
      if (failure) throw failure
      return createReadStream(path)
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}
