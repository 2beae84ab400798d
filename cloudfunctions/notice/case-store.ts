/** What is stored of cases. What is said is added under the version that was seen, so that nothing is lost or twice. */
import type { CaseState } from '../../contract/notice-cases'
import { AppError } from '../kit/app-error'
import { collection, greaterThan, increasedBy, lessThan, type Patch } from '../kit/cloud'
import { decodeCursor, ownList, toPage } from '../kit/cursor'
import { CASES, type CaseDocument } from './service-collections'

const cases = collection<CaseDocument>(CASES)

/** So often one looks again when others write to the same case. */
const CHANGE_ATTEMPTS = 5

interface Page {
  readonly cursor?: string | undefined
  readonly limit: number
}
export interface CasesPage {
  readonly items: readonly CaseDocument[]
  readonly nextCursor?: string
}

/** A case by id, or undefined. */
export function findCase(caseId: string): Promise<CaseDocument | undefined> {
  return cases.get(caseId)
}

/** Adds a case once; answers the one that was there before, if any. */
export function addCase(wanted: CaseDocument): Promise<CaseDocument | undefined> {
  return cases.addOrGet(wanted)
}

/** A caller's cases, the latest first. Somebody who came back may find those of before they left. */
export async function findCasesOf(callerKey: string, { cursor, limit }: Page): Promise<CasesPage> {
  const list = ownList('cases', callerKey)
  const before = decodeCursor(list, cursor)
  const found = await cases.find({
    where: before === undefined ? { callerKey } : { callerKey, _id: lessThan(before) },
    orderBy: ['_id', 'desc'],
    limit: limit + 1,
  })
  return toPage(list, found, limit)
}

/** Cases in one state, of everybody or of the butler who calls: what has waited longest first. */
export async function findCasesIn(
  state: CaseState,
  butlerCallerKey: string | undefined,
  { cursor, limit }: Page,
): Promise<CasesPage> {
  const list = butlerCallerKey === undefined ? `cases:${state}` : ownList(`cases:${state}`, butlerCallerKey)
  const after = decodeCursor(list, cursor)
  const where = { state, ...(butlerCallerKey === undefined ? {} : { butlerCallerKey }) }
  const found = await cases.find({
    where: after === undefined ? where : { ...where, _id: greaterThan(after) },
    orderBy: ['_id', 'asc'],
    limit: limit + 1,
  })
  return toPage(list, found, limit)
}

/**
 * Changes a case by what it is now; when somebody else changes it meanwhile, by what it is then.
 * @param change what to set, or undefined when nothing is left to do; it may throw a refusal
 * @returns the case afterwards, and whether this call changed it
 * @throws AppError NOT_FOUND, or BUSY when others were always quicker
 */
export async function changeCase(
  caseId: string,
  change: (found: CaseDocument) => Patch<CaseDocument> | undefined,
): Promise<{ found: CaseDocument; isChanged: boolean }> {
  for (let attempt = 0; attempt < CHANGE_ATTEMPTS; attempt += 1) {
    const found = await cases.get(caseId)
    if (!found) throw new AppError('NOT_FOUND')
    const patch = change(found)
    if (!patch) return { found, isChanged: false }
    const seen = { _id: caseId, version: found.version }
    if ((await cases.updateWhere(seen, { ...patch, version: increasedBy(1) })) === 1) {
      const after = await cases.get(caseId)
      return { found: after ?? found, isChanged: true }
    }
  }
  throw new AppError('BUSY')
}

/** Cases with words whose check could not be made, from `cursor` on. */
export function findUncheckedCases(cursor: string | undefined, limit: number): Promise<CaseDocument[]> {
  return cases.find({
    where: { unchecked: true, ...(cursor === undefined ? {} : { _id: greaterThan(cursor) }) },
    orderBy: ['_id', 'asc'],
    limit,
  })
}
