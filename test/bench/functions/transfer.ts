/** A function that makes one entry of the ledger and nothing else: points of the mint come to a member. */
import { inTransaction } from '../../../cloudfunctions/kit/transaction'
import { earn } from '../../../cloudfunctions/points/ledger'
import { append } from '../../../cloudfunctions/points/store'

interface Transfer {
  readonly memberId: string
  /** Of the entry, once. */
  readonly key: string
  readonly amount: number
}

/** Answers how many entries the member has. */
export async function main({ memberId, key, amount }: Transfer): Promise<{ ok: true; version: number }> {
  const at = Date.now()
  const { entry } = await inTransaction((tx) =>
    append(tx, {
      key,
      memberId,
      kind: 'earn',
      reason: { what: 'post' },
      asked: { amount },
      at,
      book: (account) => ({ booking: earn(account, { from: 'mint:post', points: amount, xp: 0 }, at) }),
    }),
  )
  return { ok: true, version: entry.version }
}
