import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { type DatabaseOptions, openDatabase } from '../../../emulator/database/database'
import type {
  CollectionSpecs,
  Database,
  ModifyRequest,
  OperationCost,
  PlainObject,
} from '../../../emulator/types'

/** A database in a folder of its own that goes away with it. */
export async function withDatabase(
  specs: CollectionSpecs,
  run: (database: Database, dir: string) => Promise<void>,
  options: DatabaseOptions = {},
): Promise<void> {
  await withFolder(async (dir) => {
    const database = await openDatabase(dir, options)
    try {
      await database.declareCollections(specs)
      await run(database, dir)
    } finally {
      await database.close()
    }
  })
}

export async function withFolder(run: (dir: string) => Promise<void>): Promise<void> {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'tonghao-database-'))
  try {
    await run(dir)
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

export function noCost(): OperationCost {
  return { read: 0, examined: 0, written: 0 }
}

/** `doc(id).update(operators)`, inside a transaction when its id is given. */
export function updateById(id: string, data: PlainObject, transactionId?: string): ModifyRequest {
  const request = { query: { _id: id }, data, multi: false, merge: true, upsert: false }
  return transactionId === undefined ? request : { ...request, transactionId }
}

/** `doc(id).set(data)`. */
export function setById(id: string, data: PlainObject, transactionId?: string): ModifyRequest {
  return { ...updateById(id, data, transactionId), merge: false, upsert: true }
}
