/**
 * Entries and the accounts they make. An entry is appended inside the transaction of its cause, so that there is an
 * entry exactly when the cause has happened; its key is its document's id, so that it is made once.
 */
import type { EntryKind } from '../../contract/points-shapes'
import { AppError } from '../kit/app-error'
import { between, collection, greaterThan, lessThan, replacedBy } from '../kit/cloud'
import { fingerprint } from '../kit/fingerprint'
import { addGuard, passGuard } from '../kit/guard'
import { recordFact } from '../kit/outbox'
import { inTransaction, type Transaction } from '../kit/transaction'
import type { BookedEntry } from './award-rules'
import {
  type AccountDocument,
  type EntryDocument,
  type EntryReason,
  POINT_ACCOUNTS,
  POINT_ENTRIES,
} from './collections'
import type { AwardsOfDay } from './earning-rules'
import { derivedOf, entryOf, fingerprintOf } from './entry-rules'
import { colourChanged } from './facts'
import { type Account, type Booking, EMPTY_ACCOUNT, expire } from './ledger'
import { titleColourOf } from './level-rules'

/** Nothing new is earned or spent by who is banned; what is owed or has lapsed is booked for them all the same. */
const GUARDED: readonly EntryKind[] = ['earn', 'spend', 'hold']

const accounts = collection<AccountDocument>(POINT_ACCOUNTS)
const entries = collection<EntryDocument>(POINT_ENTRIES)

/** What a member has; nothing at all before their first entry. */
export async function findAccount(memberId: string): Promise<Account> {
  return (await accounts.get(memberId)) ?? EMPTY_ACCOUNT
}

/** A member's account as it is kept; undefined before their first entry. */
export function findAccountDocument(memberId: string): Promise<AccountDocument | undefined> {
  return accounts.get(memberId)
}

/** The accounts of these members, in no order; of those who have had an entry. At most QUERY_LIMIT_MAX. */
export function findManyAccounts(memberIds: readonly string[]): Promise<AccountDocument[]> {
  return accounts.getMany(memberIds)
}

/** A member's entries before the one of this number, the latest first. */
export function findEntries(
  memberId: string,
  before: number | undefined,
  limit: number,
): Promise<EntryDocument[]> {
  const older = before === undefined ? {} : { version: lessThan(before) }
  return entries.find({ where: { memberId, ...older }, orderBy: ['version', 'desc'], limit })
}

/** A member's entries after the one of this number, the oldest first. */
export function findEntriesAfter(memberId: string, after: number, limit: number): Promise<EntryDocument[]> {
  const newer = { memberId, version: greaterThan(after) }
  return entries.find({ where: newer, orderBy: ['version', 'asc'], limit })
}

/** A member's entry of this number. */
export async function findEntry(memberId: string, version: number): Promise<EntryDocument | undefined> {
  const [entry] = await entries.find({ where: { memberId, version }, limit: 1 })
  return entry
}

/** An entry by its key, or undefined. */
export function findEntryByKey(key: string): Promise<EntryDocument | undefined> {
  return entries.get(key)
}

/** One entry that is wanted. */
export interface NewEntry {
  /** `{rule}:{version}:{subject}:{period}`, or what else can happen once only. */
  readonly key: string
  readonly memberId: string
  readonly kind: EntryKind
  readonly reason: EntryReason
  /** What is asked for, by which a repetition is told from a mistake. */
  readonly asked: unknown
  /**
   * There when a document that this transaction reads and writes says that nothing was booked under this key: it is not
   * asked for then. A key that is taken all the same fails the transaction, and is never booked twice.
   */
  readonly isFirst?: true | undefined
  /** There when this transaction makes the member: neither their standing nor their account is asked for then. */
  readonly isNewMember?: true | undefined
  /** When the invocation began, epoch milliseconds; nothing earlier: the books have gone past what is long ago. */
  readonly at: number
  /**
   * The pure step, from the account as it is.
   * @throws AppError what the ledger refuses
   */
  book(account: Account, awards: AwardsOfDay | undefined): BookedEntry
}

/** An entry, and whether it was made just now. */
export interface Appended {
  readonly entry: EntryDocument
  readonly isNew: boolean
}

/**
 * Appends an entry in the transaction of its cause; asked again with the same key it answers what there is.
 * @throws AppError IDEMPOTENCY_MISMATCH for a key that something else was booked under; MEMBER_BANNED and NOT_A_MEMBER for an
 *   earning or a spending; what `book` refuses
 */
export async function append(tx: Transaction, wanted: NewEntry): Promise<Appended> {
  const inside = tx.collection<EntryDocument>(POINT_ENTRIES)
  const asked = fingerprintOf(wanted)
  const earlier = wanted.isFirst ? undefined : await inside.get(wanted.key)
  if (earlier) {
    if (earlier.fingerprint !== asked) throw new AppError('IDEMPOTENCY_MISMATCH')
    return { entry: earlier, isNew: false }
  }
  if (GUARDED.includes(wanted.kind))
    await (wanted.isNewMember ? addGuard(tx, wanted.memberId) : passGuard(tx, wanted.memberId))
  const known = wanted.isNewMember
    ? undefined
    : await tx.collection<AccountDocument>(POINT_ACCOUNTS).get(wanted.memberId)
  const before = await lapse(tx, wanted, known ?? EMPTY_ACCOUNT)
  const { booking, awards, capped } = wanted.book(before, known?.awards)
  const entry = entryOf(wanted, booking, asked, capped)
  await inside.add(entry)
  await keepAccount(tx, known, wanted.memberId, booking.account, awards ?? known?.awards)
  if (titleColourOf(before.xp) !== titleColourOf(booking.account.xp))
    await recordFact(tx, colourChanged(wanted.memberId, booking.account.version))
  return { entry, isNew: true }
}

/** Lets lapsed lots go before anything else is booked, as the job would have. */
async function lapse(
  tx: Transaction,
  { memberId, at }: Pick<NewEntry, 'memberId' | 'at'>,
  account: Account,
): Promise<Account> {
  const booking = expire(account, at)
  if (!booking) return account
  await tx.collection<EntryDocument>(POINT_ENTRIES).add(expiryEntry(memberId, booking, at))
  return booking.account
}

/** Lets an account's lapsed lots go; false when there are none (any more). */
export function lapseAccount(memberId: string, at: number): Promise<boolean> {
  return inTransaction(async (tx) => {
    const known = await tx.collection<AccountDocument>(POINT_ACCOUNTS).get(memberId)
    if (!known) return false
    const account = await lapse(tx, { memberId, at }, known)
    if (account === known) return false
    await keepAccount(tx, known, memberId, account, known.awards)
    return true
  })
}

/** Accounts with a lot whose last day lies before this one. */
export function findLapsing(day: string, limit: number): Promise<Pick<AccountDocument, '_id'>[]> {
  const lapsed = { lapsesAfter: between('', day) }
  return accounts.find({ where: lapsed, orderBy: ['lapsesAfter', 'asc'], limit, fields: [] })
}

/** The entry by which lots lapse; its key says up to which of the member's entries. */
function expiryEntry(memberId: string, booking: Booking, at: number): EntryDocument {
  const key = `expire:${memberId}:${booking.account.version}`
  const wanted = { key, memberId, kind: 'expire', reason: { what: 'expiry' }, at } as const
  return entryOf(wanted, booking, fingerprint(booking.lotChanges))
}

async function keepAccount(
  tx: Transaction,
  known: AccountDocument | undefined,
  memberId: string,
  account: Account,
  awards: AwardsOfDay | undefined,
): Promise<void> {
  const inside = tx.collection<AccountDocument>(POINT_ACCOUNTS)
  const { lots, ...balance } = account
  const derived = derivedOf(account)
  if (known)
    await inside.update(memberId, {
      ...balance,
      ...derived,
      lots,
      ...(awards ? { awards: replacedBy(awards) } : {}),
    })
  else
    await inside.add({
      _id: memberId,
      schemaVersion: 1,
      ...account,
      ...derived,
      ...(awards ? { awards } : {}),
    })
}
