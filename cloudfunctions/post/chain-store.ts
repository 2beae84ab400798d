/** What is stored of chains: the entries by themselves, their order with the post. */
import { CHAIN_ENTRIES_MAX } from '../../contract/limits'
import { absent, appended, between, collection, notHolding } from '../kit/cloud'
import { POSTS, type PostDocument } from './collections'
import { type ChainEntryDocument, POST_CHAIN_ENTRIES } from './engagement-collections'
import { likeId } from './rules'

const posts = collection<PostDocument>(POSTS)
const entries = collection<ChainEntryDocument>(POST_CHAIN_ENTRIES)

/** A member's entry in a chain, if they have joined. */
export function findEntry(postId: string, memberId: string): Promise<ChainEntryDocument | undefined> {
  return entries.get(likeId(postId, memberId))
}

/** The entries of these members, in no order. */
export function findEntries(postId: string, memberIds: readonly string[]): Promise<ChainEntryDocument[]> {
  return entries.getMany(memberIds.map((memberId) => likeId(postId, memberId)))
}

/** Adds an entry once; answers the one that was there before, if any. */
export function addEntry(entry: ChainEntryDocument): Promise<ChainEntryDocument | undefined> {
  return entries.addOrGet(entry)
}

/** Takes back an entry that found no place. */
export async function dropEntry(postId: string, memberId: string): Promise<void> {
  await entries.remove(likeId(postId, memberId))
}

/**
 * Gives a member the next place of a chain, once. One conditional update of one document: two at once get two places,
 * without waiting for each other and without a gap.
 */
export async function takePlace(postId: string, memberId: string): Promise<void> {
  await posts.updateWhere(
    {
      _id: postId,
      chainMemberIds: notHolding(memberId),
      [`chainMemberIds.${CHAIN_ENTRIES_MAX - 1}`]: absent<string>(),
    },
    { chainMemberIds: appended(memberId) },
  )
}

/** Entries whose text could not be checked, after `cursor` by their ids. */
export function findUncheckedEntries(
  cursor: string | undefined,
  limit: number,
): Promise<ChainEntryDocument[]> {
  return entries.find({
    where: { state: 'checking', textVerdict: 'unknown', _id: between(cursor ?? '', 'pst_~') },
    orderBy: ['_id', 'asc'],
    limit,
  })
}

/** Keeps what the platform says of an entry's text now, or that it was asked in vain. */
export async function keepEntryVerdict(
  entry: ChainEntryDocument,
  verdict: ChainEntryDocument['textVerdict'] | 'risky',
  now: number,
): Promise<void> {
  const said = {
    pass: { textVerdict: 'pass', state: 'visible' },
    risky: { state: 'rejected' },
    review: { textVerdict: 'review' },
    unknown: {},
  } as const
  await entries.updateWhere(
    { _id: entry._id, state: 'checking', textVerdict: 'unknown' },
    { textAsks: (entry.textAsks ?? 0) + 1, textAskedAt: now, ...said[verdict] },
  )
}
