/**
 * The last step of an import: what lies whole in `{dataDir}/incoming` takes the place of everything else in the data
 * folder. Each step can be done again, so an import that was killed half way is finished by the next start.
 */
import { existsSync } from 'node:fs'
import { readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import { claimFolder } from '../database/folder-claim'
import { writeAtomically } from '../storage/atomic-file'

const INCOMING = 'incoming'

/** The folder in which an import builds the new data. */
export function incomingData(dataDir: string): string {
  return join(dataDir, INCOMING, 'data')
}

/** Present when the folder beside it is whole; says which entries it has. */
function wholeMark(dataDir: string): string {
  return join(dataDir, INCOMING, 'whole')
}

export async function dropIncoming(dataDir: string): Promise<void> {
  // The mark first: without it the rest is nothing.
  await rm(wholeMark(dataDir), { force: true })
  await rm(join(dataDir, INCOMING), { recursive: true, force: true })
}

/** From here on the import will happen, whatever becomes of this process. */
export async function markWhole(dataDir: string): Promise<void> {
  const names = await readdir(incomingData(dataDir))
  await writeAtomically(wholeMark(dataDir), Buffer.from(JSON.stringify(names)))
}

/**
 * Finishes an import that was read whole, and clears away one that was not. Nothing may have the data open.
 * @throws Error when another process uses the data folder.
 */
export async function finishImport(dataDir: string): Promise<void> {
  if (!existsSync(join(dataDir, INCOMING))) return
  const giveBack = claimFolder(join(dataDir, 'database'))
  try {
    if (existsSync(wholeMark(dataDir))) await replaceData(dataDir)
    await dropIncoming(dataDir)
  } finally {
    giveBack()
  }
}

/** Moves the new entries over the old ones, and removes old ones that have no successor. */
async function replaceData(dataDir: string): Promise<void> {
  const names = z.array(z.string()).parse(JSON.parse(await readFile(wholeMark(dataDir), 'utf8')))
  for (const name of names) {
    const arriving = join(incomingData(dataDir), name)
    // It has been moved already if an earlier attempt was cut short.
    if (!existsSync(arriving)) continue
    await rm(join(dataDir, name), { recursive: true, force: true })
    await rename(arriving, join(dataDir, name))
  }
  for (const name of await readdir(dataDir))
    if (name !== INCOMING && !names.includes(name)) await rm(join(dataDir, name), { recursive: true })
}
