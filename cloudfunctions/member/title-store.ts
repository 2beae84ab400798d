/** What is stored of titles and proven tiers: with them the mark beside a name changes, and all copies of it. */
import { atMost, collection, type Patch, removed, replacedBy } from '../kit/cloud'
import { fingerprint } from '../kit/fingerprint'
import { recordFact } from '../kit/outbox'
import { inTransaction, type Transaction } from '../kit/transaction'
import { MEMBERS, type MemberDocument } from './collections'
import { shownAnew } from './facts'
import { markOf, titlesDueAt } from './mark-rules'
import { refreshCopies } from './store'

/** What an honour, a certification or a proof changes of a member. */
export type Honours = Pick<MemberDocument, 'titles' | 'skillTier' | 'tierProven'>

/**
 * Keeps a member's honours in the transaction that read them, and with them the mark; when that has changed, the
 * copies are told. Answers whether it has.
 * @param cause what made the change, once
 */
export async function keepHonours(
  tx: Transaction,
  member: MemberDocument,
  change: Honours,
  cause: string,
): Promise<boolean> {
  const changed = { ...member, ...change }
  const mark = markOf(changed)
  const dueAt = titlesDueAt(changed)
  const patch: Patch<MemberDocument> = {
    ...change,
    titleDueAt: dueAt ?? removed(),
    mark: mark === undefined ? removed() : replacedBy(mark),
  }
  await tx.collection<MemberDocument>(MEMBERS).update(member._id, patch)
  const isShownAnew = fingerprint(mark ?? null) !== fingerprint(member.mark ?? null)
  if (isShownAnew) await recordFact(tx, shownAnew(member._id, cause))
  return isShownAnew
}

/** Keeps the colour that a member's XP have gained their name; the copies are told. Answers whether it is another. */
export function keepTitleColour(
  memberId: string,
  titleColour: number | undefined,
  at: number,
): Promise<boolean> {
  return inTransaction(async (tx) => {
    const inside = tx.collection<MemberDocument>(MEMBERS)
    const member = await inside.get(memberId)
    if (!member || member.titleColour === titleColour) return false
    await inside.update(memberId, { titleColour: titleColour ?? removed<number>() })
    await recordFact(tx, shownAnew(memberId, `${memberId}:colour:${at}`))
    tx.afterCommit(() => refreshCopies(memberId))
    return true
  })
}

/** Members some of whose titles may have lapsed by `now`, a bounded number. */
export function findTitlesDue(
  now: number,
  limit: number,
): Promise<Pick<MemberDocument, '_id' | 'titleDueAt'>[]> {
  return collection<MemberDocument>(MEMBERS).find({
    where: { titleDueAt: atMost(now) },
    orderBy: ['titleDueAt', 'asc'],
    limit,
    fields: ['titleDueAt'],
  })
}
