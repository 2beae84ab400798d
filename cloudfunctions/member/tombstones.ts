/** What stays of who has left: that somebody with this openid once did, and nothing that leads back to them. */
import { createHash } from 'node:crypto'
import { collection } from '../kit/cloud'
import type { Transaction } from '../kit/transaction'
import { MEMBER_TOMBSTONES, type TombstoneDocument } from './collections'

/**
 * The `_id` of somebody's tombstone. A hash of its own kind: neither the caller key nor a member's id can be found
 * from it, and an openid has too many possible values to be guessed.
 */
export function tombstoneKey(openid: string): string {
  return createHash('sha256').update(`tonghao:tombstone:${openid}`).digest('base64url')
}

/** The tombstone of whoever had this openid, if they have left before. */
export function findTombstone(openid: string): Promise<TombstoneDocument | undefined> {
  return collection<TombstoneDocument>(MEMBER_TOMBSTONES).get(tombstoneKey(openid))
}

/** Puts up a tombstone in the transaction that leaves; whoever leaves again has the one with a new date. */
export async function keepTombstone(
  tx: Transaction,
  openid: string,
  said: Pick<TombstoneDocument, 'leftAt' | 'banned'>,
): Promise<void> {
  const tombstones = tx.collection<TombstoneDocument>(MEMBER_TOMBSTONES)
  const _id = tombstoneKey(openid)
  if (await tombstones.get(_id)) await tombstones.update(_id, said)
  else await tombstones.add({ _id, schemaVersion: 1, ...said })
}
