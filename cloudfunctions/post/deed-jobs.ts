/** Counts once a day what every member has done: what their persona and the proof of their tier are read from. */
import type { Deeds } from '../../contract/member-honours'
import { collection, greaterThan } from '../kit/cloud'
import type { Job, Slice, SliceOutcome } from '../kit/jobs'
import { MEMBERS, type MemberDocument } from '../member/collections'
import { keepDeeds, proveByDeeds } from '../member/deeds-store'
import {
  type CommentDocument,
  type LikeDocument,
  POST_COMMENTS,
  POST_LIKES,
  POSTS,
  type PostDocument,
} from './collections'
import { deedsIn } from './deed-rules'

const members = collection<MemberDocument>(MEMBERS)
const posts = collection<PostDocument>(POSTS)
const comments = collection<CommentDocument>(POST_COMMENTS)
const likes = collection<LikeDocument>(POST_LIKES)

const MEMBERS_PER_SLICE = 20
/** So many of a member's posts are looked at, the latest. */
const POSTS_LOOKED_AT = 100

async function countSlice({ cursor, now }: Slice): Promise<SliceOutcome> {
  const page = await members.find({
    where: cursor === undefined ? {} : { _id: greaterThan(cursor) },
    orderBy: ['_id', 'asc'],
    limit: MEMBERS_PER_SLICE,
  })
  const present = page.filter(({ standing }) => standing !== 'deleted')
  const proven = await Promise.all(present.map((member) => countOne(member, now)))
  const last = page.length < MEMBERS_PER_SLICE ? undefined : page.at(-1)
  return { next: last?._id, handled: page.length, repaired: proven.filter(Boolean).length }
}

/** True when the deeds have proven the member's tier. */
async function countOne(member: MemberDocument, now: number): Promise<boolean> {
  const deeds = await deedsOf(member._id)
  await keepDeeds(member._id, deeds, now)
  return proveByDeeds(member, deeds)
}

async function deedsOf(memberId: string): Promise<Deeds> {
  const [latest, hidden, said, likesGiven] = await Promise.all([
    posts.find({
      where: { authorId: memberId, state: 'visible' },
      orderBy: ['_id', 'desc'],
      limit: POSTS_LOOKED_AT,
      fields: ['kind', 'photoIds', 'video', 'likeCount'],
    }),
    posts.count({ authorId: memberId, state: 'hidden' }),
    comments.count({ authorId: memberId }),
    likes.count({ memberId }),
  ])
  return { ...deedsIn(latest), hidden, comments: said, likesGiven }
}

/** Every job of members' deeds. */
export const deedJobs: readonly Job[] = [
  { name: 'post.countDeeds', every: 'day', missed: 'latest', run: countSlice },
]
