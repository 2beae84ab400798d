import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { types } from 'node:util'
import { reasonOf } from './errors'

/** Folders that this process has open. */
const claimed = new Set<string>()

/**
 * Makes sure that one database at a time uses the folder: two would not know of each other's locks. The claim is a
 * file with the owner's process id; that of a process that is gone counts for nothing. Answers how to give it back.
 */
export function claimFolder(dir: string): () => void {
  const folder = path.resolve(dir)
  const file = path.join(folder, 'owner.pid')
  const owner = claimed.has(folder) ? process.pid : livingOwner(file)
  if (owner !== undefined) {
    throw new Error(`The data folder ${dir} is in use by process ${owner} (if it is not, delete ${file}).`)
  }
  try {
    mkdirSync(folder, { recursive: true })
    writeFileSync(file, `${process.pid}\n`)
  } catch (error) {
    throw new Error(`The data folder ${dir} cannot be written: ${reasonOf(error)}.`, { cause: error })
  }
  claimed.add(folder)
  return () => {
    claimed.delete(folder)
    rmSync(file, { force: true })
  }
}

function livingOwner(file: string): number | undefined {
  let pid: number
  try {
    pid = Number.parseInt(readFileSync(file, 'utf8'), 10)
  } catch {
    // No claim, or none that can be read: nobody's.
    return undefined
  }
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return undefined
  try {
    process.kill(pid, 0)
    return pid
  } catch (error) {
    const isForeign = types.isNativeError(error) && 'code' in error && error.code === 'EPERM'
    return isForeign ? pid : undefined
  }
}
