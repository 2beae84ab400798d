/** Make-up cards: each is a document that is used once. */
import { collection } from '../kit/cloud'
import type { Transaction } from '../kit/transaction'
import { MAKE_UP_CARDS, type MakeUpCardDocument } from './collections'

const cards = collection<MakeUpCardDocument>(MAKE_UP_CARDS)
const UNUSED = ''
/** So many cards are counted; nobody needs more in a month. */
const CARDS_COUNTED_MAX = 20

/**
 * Gives a member a make-up card, in the transaction of its cause: an order's fulfilment. Asked again with the same
 * cause it changes nothing.
 * @param cause what it is given for, once: the id of an order, and which of its pieces
 */
export async function grantMakeUpCard(
  tx: Transaction,
  memberId: string,
  cause: string,
  at: number,
): Promise<void> {
  const inside = tx.collection<MakeUpCardDocument>(MAKE_UP_CARDS)
  if (await inside.get(cause)) return
  await inside.add({ _id: cause, schemaVersion: 1, memberId, givenAt: at, usedFor: UNUSED })
}

/** A member's unused cards, the oldest first. */
export function findUnusedCards(memberId: string): Promise<MakeUpCardDocument[]> {
  return cards.find({
    where: { memberId, usedFor: UNUSED },
    orderBy: ['givenAt', 'asc'],
    limit: CARDS_COUNTED_MAX,
  })
}

/** Uses a card in the transaction of what it pays for; false when it was used meanwhile. */
export async function useCard(tx: Transaction, cardId: string, checkInId: string): Promise<boolean> {
  const inside = tx.collection<MakeUpCardDocument>(MAKE_UP_CARDS)
  const card = await inside.get(cardId)
  if (card?.usedFor !== UNUSED) return false
  await inside.update(cardId, { usedFor: checkInId })
  return true
}
