/** What is stored of exports. */
import { DAY_MS, EXPORT_KEPT_DAYS } from '../../contract/limits'
import { atMost, collection, increasedBy } from '../kit/cloud'
import { deleteFiles, temporaryUrls } from '../kit/files'
import type { Transaction } from '../kit/transaction'
import { DATA_EXPORTS, type ExportDocument } from './collections'
import { isCurrent } from './export-rules'

const exports = collection<ExportDocument>(DATA_EXPORTS)
const KEPT_MS = EXPORT_KEPT_DAYS * DAY_MS

/** A member's export, or undefined. */
export function findExport(memberId: string): Promise<ExportDocument | undefined> {
  return exports.get(memberId)
}

/** The address of an export's file, if it has one. */
export async function exportUrls(found: ExportDocument): Promise<ReadonlyMap<string, string>> {
  return found.fileId === undefined ? new Map() : temporaryUrls([found.fileId])
}

/** Keeps that a member wants their data, unless they have an export already; answers the one that stands. */
export async function keepWanted(tx: Transaction, wanted: ExportDocument): Promise<ExportDocument> {
  const documents = tx.collection<ExportDocument>(DATA_EXPORTS)
  const found = await documents.get(wanted._id)
  if (found && isCurrent(found, wanted.requestedAt)) return found
  if (found) {
    await documents.remove(found._id)
    // One that has expired may still have its file.
    const { fileId } = found
    if (fileId !== undefined) tx.afterCommit(() => deleteFiles([fileId]))
  }
  await documents.add(wanted)
  return wanted
}

/** The export that has waited longest. */
export async function findWaiting(): Promise<ExportDocument | undefined> {
  const [first] = await exports.find({
    where: { state: 'waiting' },
    orderBy: ['requestedAt', 'asc'],
    limit: 1,
  })
  return first
}

const waiting = (memberId: string) => ({ _id: memberId, state: 'waiting' }) as const

/** Counts that making an export is begun; false when it does not wait any more. */
export async function countAttempt(memberId: string): Promise<boolean> {
  return (await exports.updateWhere(waiting(memberId), { attempts: increasedBy(1) })) === 1
}

/** Keeps the file of an export; false when nobody waits for it any more. */
export async function keepReady(
  memberId: string,
  file: { readonly fileId: string; readonly bytes: number },
  now: number,
): Promise<boolean> {
  const ready = { ...file, state: 'ready', expiresAt: now + KEPT_MS } as const
  return (await exports.updateWhere(waiting(memberId), ready)) === 1
}

/** Gives an export up: it may be asked for again. */
export async function keepFailed(memberId: string, now: number): Promise<void> {
  await exports.updateWhere(waiting(memberId), { state: 'failed', expiresAt: now + KEPT_MS })
}

/** Exports whose time is over. */
export function findExpired(now: number, limit: number): Promise<ExportDocument[]> {
  return exports.find({ where: { expiresAt: atMost(now) }, orderBy: ['expiresAt', 'asc'], limit })
}

/** Removes an export, its file first: a document without a file can be found again, a file without one cannot. */
export async function removeExport(found: ExportDocument): Promise<void> {
  if (found.fileId !== undefined) await deleteFiles([found.fileId])
  await exports.remove(found._id)
}
