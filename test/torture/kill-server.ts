/**
 * The process that is killed: an emulator on the folder given as its first argument. With `forgetful` as the
 * second it acknowledges writes before it has made them: a control, to show that the test would notice.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openDatabase } from '../../emulator/database/database'
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
  const [dir = '', mode] = process.argv.slice(2)
  mkdirSync(dir, { recursive: true })
  const collectionsFile = join(dir, 'collections.json')
  const none = { indexes: [] }
  writeFileSync(collectionsFile, JSON.stringify({ facts: none, accounts: none, transfers: none }))
  const options = { port: 0, dataDir: join(dir, 'data'), functionsDir: dir, collectionsFile }
  const emulator = await createEmulator(
    options,
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
