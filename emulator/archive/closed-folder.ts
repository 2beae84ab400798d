/** Export and import of a data folder that no emulator has open. */
import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { openDatabase } from '../database/database'
import { claimFolder } from '../database/folder-claim'
import { DiskStorage } from '../storage/files'
import { exportArchive } from './export'
import { stageImport } from './import'
import { dropIncoming, finishImport } from './swap'

/**
 * Writes everything in the folder into `file`, which is there whole or not at all.
 * @throws Error with one sentence when there is no data, or an emulator has it open.
 */
export async function exportFolder(dataDir: string, file: string): Promise<void> {
  if (!existsSync(join(dataDir, 'database'))) throw new Error(`There is no data in ${dataDir}.`)
  await finishImport(dataDir)
  const database = await openDatabase(join(dataDir, 'database'))
  const unfinished = `${file}.part`
  try {
    const storage = await DiskStorage.open({ dir: join(dataDir, 'files'), url: '' })
    await mkdir(dirname(file), { recursive: true })
    await pipeline(exportArchive({ database, storage, dataDir }), createWriteStream(unfinished))
    await rename(unfinished, file)
  } finally {
    await rm(unfinished, { force: true })
    await database.close()
  }
}

/**
 * Replaces everything in the folder, which is made when missing, by what `file` holds.
 * @throws Error with one sentence, and nothing has changed, when the file is no export or an emulator has the folder open.
 */
export async function importFolder(dataDir: string, file: string): Promise<void> {
  if (!existsSync(file)) throw new Error(`There is no file ${file}.`)
  await mkdir(dataDir, { recursive: true })
  // Nothing is staged beside data that somebody else has open: its next start would take it for its own.
  claimFolder(join(dataDir, 'database'))()
  await stageImport(createReadStream(file), dataDir)
  try {
    await finishImport(dataDir)
  } catch (error) {
    await dropIncoming(dataDir)
    throw error
  }
}
