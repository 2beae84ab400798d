/** Idempotency by requestId: what was asked for once is done once, however often it is asked. */
import { AppError } from './app-error'
import { collection } from './cloud'
import { REQUESTS, type RequestDocument } from './collections'
import { fingerprint } from './fingerprint'
import type { Transaction } from './transaction'

/** One wish of a caller. */
export interface Wish {
  /** `callerKey(openid)`: another caller's requestId never collides with this one's. */
  readonly callerKey: string
  readonly requestId: string
  readonly action: string
  /** The parsed input; its fingerprint tells a repetition from a mistake. */
  readonly input: unknown
  /** The id to give the work's document, if this is the first attempt. */
  readonly workId: string
  /** Epoch milliseconds. */
  readonly now: number
}

/** The right to do the work: the first attempt's id and instant, whichever attempt this is. */
export interface Claim {
  readonly workId: string
  readonly createdAt: number
  readonly first: boolean
}

/**
 * Claims the wish. One call for a first attempt, two for a repetition, which gets the first attempt's id: with it
 * a crashed attempt is completed and a finished one is found.
 * @throws AppError IDEMPOTENCY_MISMATCH when the requestId was used for something else
 */
export async function claimRequest(wish: Wish): Promise<Claim> {
  const mine = toDocument(wish)
  const earlier = await collection<RequestDocument>(REQUESTS).addOrGet(mine)
  return earlier ? repeated(mine, earlier) : { workId: mine.workId, createdAt: mine.createdAt, first: true }
}

/**
 * The claim of an earlier attempt, if there was one: one read, and nothing is claimed.
 * @throws AppError IDEMPOTENCY_MISMATCH as above
 */
export async function findClaim(wish: Wish): Promise<Claim | undefined> {
  const mine = toDocument(wish)
  const earlier = await collection<RequestDocument>(REQUESTS).get(mine._id)
  return earlier && repeated(mine, earlier)
}

/**
 * Claims the wish inside the transaction that does the work, so that claim and work stand or fall together:
 * a claim that is not `first` means that the work is done.
 * @throws AppError IDEMPOTENCY_MISMATCH as above
 */
export async function claimInTransaction(tx: Transaction, wish: Wish): Promise<Claim> {
  const mine = toDocument(wish)
  const requests = tx.collection<RequestDocument>(REQUESTS)
  const earlier = await requests.get(mine._id)
  if (earlier) return repeated(mine, earlier)
  await requests.add(mine)
  return { workId: mine.workId, createdAt: mine.createdAt, first: true }
}

function toDocument(wish: Wish): RequestDocument {
  return {
    _id: `${wish.callerKey}:${wish.requestId}`,
    schemaVersion: 1,
    action: wish.action,
    fingerprint: fingerprint(wish.input),
    workId: wish.workId,
    createdAt: wish.now,
  }
}

function repeated(mine: RequestDocument, earlier: RequestDocument): Claim {
  if (earlier.action !== mine.action || earlier.fingerprint !== mine.fingerprint) {
    throw new AppError('IDEMPOTENCY_MISMATCH')
  }
  return { workId: earlier.workId, createdAt: earlier.createdAt, first: false }
}
