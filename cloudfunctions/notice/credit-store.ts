/**
 * The ledger of message credits: entries are only ever added, each under the id of what made it, and the balance is
 * written in the transaction of its entry. So under any interleaving the balance is the sum of the entries, no consent
 * counts twice and no credit is spent twice (docs/adr/0019).
 */
import type { TemplateKey } from '../../contract/notice'
import { collection, greaterThan } from '../kit/cloud'
import { claimInTransaction, type Wish } from '../kit/request'
import { inTransaction, type Transaction } from '../kit/transaction'
import {
  type CreditBalanceDocument,
  type CreditEntryDocument,
  MESSAGE_BALANCES,
  MESSAGE_CREDITS,
  MESSAGES,
  type MessageDocument,
} from './collections'
import { TEMPLATE_KEYS } from './template-rules'

const balances = collection<CreditBalanceDocument>(MESSAGE_BALANCES)

const balanceId = (memberId: string, key: TemplateKey) => `${memberId}:${key}`

/** How many messages of each key a member has allowed that were not sent yet. */
export async function creditsOf(memberId: string): Promise<Record<TemplateKey, number>> {
  const found = await balances.getMany(TEMPLATE_KEYS.map((key) => balanceId(memberId, key)))
  const left = (key: TemplateKey) => found.find((balance) => balance.templateKey === key)?.left ?? 0
  return {
    reply: left('reply'),
    activity: left('activity'),
    case: left('case'),
    digest: left('digest'),
    checkIn: left('checkIn'),
  }
}

/** Those of these members who have allowed a message of this key that was not sent yet. */
export async function creditedAmong(
  key: TemplateKey,
  memberIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const found = await balances.getMany(memberIds.map((memberId) => balanceId(memberId, key)))
  return new Set(found.filter(({ left }) => left > 0).map(({ memberId }) => memberId))
}

/** Balances of one key after this one by their ids, those of whom nothing is left included. */
export function findBalances(
  key: TemplateKey,
  after: string | undefined,
  limit: number,
): Promise<CreditBalanceDocument[]> {
  const beyond = after === undefined ? {} : { _id: greaterThan(after) }
  return balances.find({ where: { templateKey: key, ...beyond }, orderBy: ['_id', 'asc'], limit })
}

/**
 * Books one credit for each key that was accepted, once for each wish.
 * @throws AppError IDEMPOTENCY_MISMATCH
 */
export async function bookConsents(
  memberId: string,
  keys: readonly TemplateKey[],
  wish: Wish,
): Promise<void> {
  await inTransaction(async (tx) => {
    const claim = await claimInTransaction(tx, wish)
    if (!claim.first) return
    for (const key of new Set(keys)) {
      const entryId = `consent:${wish.callerKey}:${wish.requestId}:${key}`
      await book(tx, { _id: entryId, memberId, templateKey: key, amount: 1, reason: 'consent', at: wish.now })
    }
  })
}

/**
 * Spends a credit on a message and begins to send it, both or neither. False when there is no credit, or somebody
 * else has begun.
 */
export function beginSending(message: MessageDocument, now: number, leaseMs: number): Promise<boolean> {
  const { _id, to, templateKey } = message
  return inTransaction(async (tx) => {
    const messages = tx.collection<MessageDocument>(MESSAGES)
    const present = await messages.get(_id)
    if (present?.state !== 'waiting') return false
    const attempts = present.attempts + 1
    const entry = { memberId: to, templateKey, amount: -1, reason: 'message', at: now } as const
    if (!(await book(tx, { _id: `message:${_id}:${attempts}`, ...entry }))) return false
    await messages.update(_id, { state: 'sending', attempts, dueAt: now + leaseMs })
    return true
  })
}

/**
 * Gives back what was spent on a message that the platform has not taken, and says what becomes of it: it waits until
 * `retryAt`, or has failed for good.
 */
export async function returnCredit(
  messageId: string,
  outcome: string,
  now: number,
  retryAt?: number,
): Promise<void> {
  await inTransaction(async (tx) => {
    const messages = tx.collection<MessageDocument>(MESSAGES)
    const present = await messages.get(messageId)
    if (present?.state !== 'sending') return
    const { to: memberId, templateKey, attempts } = present
    const entry = { memberId, templateKey, amount: 1, reason: 'returned', at: now } as const
    await book(tx, { _id: `returned:${messageId}:${attempts}`, ...entry })
    const waits =
      retryAt === undefined ? ({ state: 'failed' } as const) : ({ state: 'waiting', dueAt: retryAt } as const)
    await messages.update(messageId, { ...waits, outcome })
  })
}

/** The platform says that nothing is left, whatever we have counted: the balance becomes 0. */
export async function correctCredits(message: MessageDocument, outcome: string, now: number): Promise<void> {
  await inTransaction(async (tx) => {
    const messages = tx.collection<MessageDocument>(MESSAGES)
    const present = await messages.get(message._id)
    if (present?.state !== 'sending') return
    const { to: memberId, templateKey } = present
    const balance = await tx
      .collection<CreditBalanceDocument>(MESSAGE_BALANCES)
      .get(balanceId(memberId, templateKey))
    const amount = -(balance?.left ?? 0)
    if (amount !== 0) {
      const entryId = `corrected:${message._id}:${present.attempts}`
      await book(tx, { _id: entryId, memberId, templateKey, amount, reason: 'corrected', at: now })
    }
    await messages.update(message._id, { state: 'refused', outcome })
  })
}

/** Adds an entry and moves its balance; false, and nothing is changed, when that would go below zero. */
async function book(tx: Transaction, entry: Omit<CreditEntryDocument, 'schemaVersion'>): Promise<boolean> {
  const { memberId, templateKey, amount } = entry
  const documents = tx.collection<CreditBalanceDocument>(MESSAGE_BALANCES)
  const _id = balanceId(memberId, templateKey)
  const balance = await documents.get(_id)
  const left = (balance?.left ?? 0) + amount
  if (left < 0) return false
  await tx.collection<CreditEntryDocument>(MESSAGE_CREDITS).add({ ...entry, schemaVersion: 1 })
  if (balance) await documents.update(_id, { left })
  else await documents.add({ _id, schemaVersion: 1, memberId, templateKey, left })
  return true
}
