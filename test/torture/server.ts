/**
 * The process that is killed: an emulator on the folder given as its first argument. The second says how honest it is;
 * the broken ones are controls, to show that a test would notice:
 * `forgetful` acknowledges writes before it has made them, `careless` does not look whether transactions meet.
 * The third is its port, the fourth the declared collections as JSON.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openDatabase } from '../../emulator/database/database'
import { Locks } from '../../emulator/database/locks'
import { createEmulator } from '../../emulator/server'
import type { Database } from '../../emulator/types'

/** How long the forgetful store takes to do what it has already confirmed. */
const FORGETFUL_DELAY_MS = 40

/** Does the work later and nobody waits for it. */
function later(work: () => Promise<unknown>): void {
  setTimeout(() => work().catch(() => {}), FORGETFUL_DELAY_MS)
}

async function openForgetfully(...args: Parameters<typeof openDatabase>): Promise<Database> {
  const database = await openDatabase(...args)
  const { insert, commitTransaction } = database
  database.insert = async (collection, documents, transactionId) => {
    if (transactionId !== undefined) return insert.call(database, collection, documents, transactionId)
    later(() => insert.call(database, collection, documents))
    return documents.map((document) => String(document._id))
  }
  database.commitTransaction = async (transactionId) =>
    later(() => commitTransaction.call(database, transactionId))
  return database
}

async function main(): Promise<void> {
  const [dir = '', mode = 'honest', port = '0', collections = '{}'] = process.argv.slice(2)
  if (mode === 'careless') Locks.prototype.acquire = () => {}
  mkdirSync(dir, { recursive: true })
  const collectionsFile = join(dir, 'collections.json')
  writeFileSync(collectionsFile, collections)
  const emulator = await createEmulator(
    { port: Number(port), dataDir: join(dir, 'data'), functionsDir: dir, collectionsFile },
    mode === 'forgetful' ? { openDatabase: openForgetfully } : {},
  )
  // Whoever started this process holds its input open; when they are gone, it has nothing left to do.
  process.stdin.resume().on('end', () => process.exit(0))
  console.log(`ready ${emulator.url}`)
}

main().catch((error) => {
  console.error(error)
  process.exit(1)
})
