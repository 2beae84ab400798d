/**
 * The audit: whether every account is what its entries make it, every hold accounts for what is set aside, and all of
 * the books come to nothing. It may be ended at any moment and begun again by anybody, two at once included. What it
 * finds it cannot put right: it closes the books and tells operators. PRODUCT 5.8.
 */
import { HOUR_MS } from '../../contract/limits'
import { between, collection, greaterThan, removed, replacedBy } from '../kit/cloud'
import type { Slice, SliceOutcome } from '../kit/jobs'
import { recordFact } from '../kit/outbox'
import { inTransaction } from '../kit/transaction'
import { audited, type Fault, isSame, NOTHING_AUDITED, trialBalance } from './book-rules'
import { keepAudited, readBooks } from './book-store'
import {
  type AccountDocument,
  BOOKS_ID,
  type EntryDocument,
  type FaultDocument,
  type HoldDocument,
  POINT_ACCOUNTS,
  POINT_ENTRIES,
  POINT_FAULTS,
  POINT_HOLDS,
} from './collections'
import { booksFailed, holdOverdue } from './facts'
import { findOpenHolds, findOverdueHolds } from './hold-store'
import { sumOf } from './lot-rules'

const accounts = collection<AccountDocument>(POINT_ACCOUNTS)
const entries = collection<EntryDocument>(POINT_ENTRIES)
const faults = collection<FaultDocument>(POINT_FAULTS)

const ENTRIES_PER_PAGE = 100
const ACCOUNTS_PER_SLICE = 20
/** Of an account with more new entries than these pages hold the rest is looked at by the next audit. */
const PAGES_PER_ACCOUNT_MAX = 20
/** A member with more open holds than this is not asked whether they come to what is set aside. */
const HOLDS_MAX = 100
/** The owner's own job ends a hold within minutes of its time. */
const OVERDUE_AFTER_MS = HOUR_MS

/**
 * Audits the accounts that have entries nobody has looked at, each from where the last audit has come to, so that it
 * costs as much as there is new; after them the books, and holds that nobody has ended.
 */
export async function auditSlice({ cursor, now }: Slice): Promise<SliceOutcome> {
  const after = cursor === undefined ? {} : { _id: greaterThan(cursor) }
  const page = await accounts.find({
    where: { unaudited: true, ...after },
    orderBy: ['_id', 'asc'],
    limit: ACCOUNTS_PER_SLICE,
  })
  const known = await faults.getMany(page.map(({ _id }) => _id))
  const faulty = new Set(known.map(({ _id }) => _id))
  const found = await Promise.all(page.map((account) => auditOne(account, faulty.has(account._id), now)))
  const wrong = found.filter(Boolean).length
  const last = page.at(-1)
  if (page.length === ACCOUNTS_PER_SLICE && last)
    return { next: last._id, handled: page.length, repaired: 0, faults: wrong }
  const isTrialWrong = await auditBooks(now)
  await tellOfOverdueHolds(now)
  await keepAudited(now)
  return { handled: page.length, repaired: 0, faults: wrong + (isTrialWrong ? 1 : 0) }
}

/** True when something is wrong with the account. */
async function auditOne(account: AccountDocument, wasFaulty: boolean, now: number): Promise<boolean> {
  let after = account.audited ?? NOTHING_AUDITED
  let isAll = false
  for (let page = 0; page < PAGES_PER_ACCOUNT_MAX && !isAll; page += 1) {
    const next = await findEntries(account, after.version)
    const outcome = audited(after, next)
    if ('fault' in outcome) return note(account._id, outcome.fault, outcome.version, now)
    after = outcome
    isAll = next.length < ENTRIES_PER_PAGE || after.version === account.version
  }
  const fault = isAll ? await faultOf(account, after) : undefined
  if (fault) return note(account._id, fault.what, fault.version, now)
  if (isAll && wasFaulty) await faults.remove(account._id)
  await accounts.updateWhere(
    { _id: account._id, version: account.version },
    { audited: replacedBy(after), ...(isAll ? { unaudited: removed<true>() } : {}) },
  )
  return false
}

/** The account's next entries after this version, as far as it has come. */
function findEntries({ _id, version }: AccountDocument, after: number): Promise<EntryDocument[]> {
  return entries.find({
    where: { memberId: _id, version: between(after, version + 1) },
    orderBy: ['version', 'asc'],
    limit: ENTRIES_PER_PAGE,
  })
}

/** What is wrong with an account all of whose entries were gone through. */
async function faultOf(
  account: AccountDocument,
  after: typeof NOTHING_AUDITED,
): Promise<{ readonly what: Fault; readonly version: number } | undefined> {
  if (after.version !== account.version) return { what: 'gap', version: after.version + 1 }
  const isExplained = isSame(after.balance, account) && sumOf(account.lots) === account.available
  if (!isExplained) return { what: 'balance', version: account.version }
  return (await isHeldExplained(account)) ? undefined : { what: 'held', version: account.version }
}

/** Whether what is set aside is what the open holds come to; an account that has moved meanwhile is looked at again. */
async function isHeldExplained({ _id, held, version }: AccountDocument): Promise<boolean> {
  const open = await findOpenHolds(_id, HOLDS_MAX)
  if (open.length === HOLDS_MAX) return true
  if (open.reduce((sum, { amount }) => sum + amount, 0) === held) return true
  return (await accounts.get(_id))?.version !== version
}

/** True when the books do not come to nothing. */
async function auditBooks(now: number): Promise<boolean> {
  const { points, xp } = trialBalance((await readBooks()).totals)
  if (points !== 0 || xp !== 0) return note(BOOKS_ID, 'trial', 0, now)
  await faults.remove(BOOKS_ID)
  return false
}

/** Keeps a fault, and tells operators of it once as long as it is there. */
async function note(_id: string, what: Fault, version: number, now: number): Promise<true> {
  await inTransaction(async (tx) => {
    const inside = tx.collection<FaultDocument>(POINT_FAULTS)
    if (await inside.get(_id)) return
    await inside.add({ _id, schemaVersion: 1, what, version, foundAt: now })
    await recordFact(tx, booksFailed(_id, what, now))
  })
  return true
}

const OVERDUE_PER_AUDIT = 20

/** Tells operators, once each, of holds that their owner should have ended long ago. */
async function tellOfOverdueHolds(now: number): Promise<void> {
  const overdue = await findOverdueHolds(now - OVERDUE_AFTER_MS, OVERDUE_PER_AUDIT)
  for (const { _id } of overdue.filter(({ overdueTold }) => !overdueTold))
    await inTransaction(async (tx) => {
      const inside = tx.collection<HoldDocument>(POINT_HOLDS)
      const found = await inside.get(_id)
      if (found?.state !== 'open' || found.overdueTold) return
      await inside.update(_id, { overdueTold: true })
      await recordFact(tx, holdOverdue(_id))
    })
}

/** What is wrong, the first few of it; nothing, as it should be. */
export function findFaults(limit: number): Promise<FaultDocument[]> {
  return faults.find({ where: {}, orderBy: ['_id', 'asc'], limit })
}
