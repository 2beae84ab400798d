/** Files that are there whole or not at all, whatever moment the process dies. */
import { randomBytes } from 'node:crypto'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Ends the name of a file that is being written; what a killed process left behind can be told by it. */
export const TEMPORARY_SUFFIX = '.part'

async function syncDirectory(dir: string): Promise<void> {
  const handle = await open(dir, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/**
 * Resolves when `bytes` are the content of `file` and would survive a loss of power. Makes the folder if needed.
 * `modifiedAt` (epoch ms) is what the file says of its own age; without it the machine's present.
 */
export async function writeAtomically(file: string, bytes: Uint8Array, modifiedAt?: number): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  const temporary = `${file}.${randomBytes(6).toString('hex')}${TEMPORARY_SUFFIX}`
  try {
    const handle = await open(temporary, 'wx', 0o600)
    try {
      await handle.writeFile(bytes)
      if (modifiedAt !== undefined) await handle.utimes(modifiedAt / 1000, modifiedAt / 1000)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(temporary, file)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
  await syncDirectory(dirname(file))
}
