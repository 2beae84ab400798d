/** What timers do for members. */
import { now } from '../kit/clock'
import { collection } from '../kit/cloud'
import type { Job, Slice, SliceOutcome } from '../kit/jobs'
import type { Migration } from '../kit/migrations'
import { nameTokens } from '../kit/ngrams'
import { type Consumer, recordFact } from '../kit/outbox'
import { type Reconciliation, reconciling } from '../kit/reconcile'
import { inTransaction } from '../kit/transaction'
import { type AccountDocument, POINT_ACCOUNTS } from '../points/collections'
import { COLOUR_CHANGED } from '../points/facts'
import { titleColourOf } from '../points/level-rules'
import { findAccount } from '../points/store'
import { type FollowDocument, MEMBER_FOLLOWS, MEMBERS, type MemberDocument } from './collections'
import { SHOWN_ANEW, titleLapsed } from './facts'
import { lapseTitles } from './mark-rules'
import { refreshCopies } from './store'
import { findTitlesDue, keepHonours, keepTitleColour } from './title-store'

const members = collection<MemberDocument>(MEMBERS)
const follows = collection<FollowDocument>(MEMBER_FOLLOWS)
const MEMBERS_PER_SLICE = 20

/** Writes a member's new name and picture to whatever was written with the old ones in the meantime. */
export const shownAnewConsumer: Consumer = {
  kind: SHOWN_ANEW,
  consume: (fact) => refreshCopies(fact.key),
}

/** Gives a name the colour that its owner's XP are worth by now, whichever change of them is told. */
export const titleColourConsumer: Consumer = {
  kind: COLOUR_CHANGED,
  async consume({ payload: { memberId } }) {
    if (typeof memberId !== 'string') return
    const { xp } = await findAccount(memberId)
    await keepTitleColour(memberId, titleColourOf(xp), now())
  },
}

/** The colours of names: as their owners' XP are worth. */
const titleColours: Reconciliation<MemberDocument, number> = {
  documents: members,
  where: {},
  async look(page) {
    const accounts = await collection<AccountDocument>(POINT_ACCOUNTS).getMany(page.map(({ _id }) => _id))
    const xpOf = new Map(accounts.map(({ _id, xp }) => [_id, xp]))
    const drifts = page.flatMap(({ _id, titleColour }): [string, number][] => {
      const xp = xpOf.get(_id) ?? 0
      return titleColour === titleColourOf(xp) ? [] : [[_id, xp]]
    })
    return new Map(drifts)
  },
  repair: ({ _id }, xp) => keepTitleColour(_id, titleColourOf(xp), now()),
}

/** Lets titles lapse whose time is over or whose owner was idle, and looks when the others are due. */
async function lapse(slice: Slice): Promise<SliceOutcome> {
  const due = await findTitlesDue(slice.now, MEMBERS_PER_SLICE)
  let repaired = 0
  for (const { _id } of due) if (await lapseOne(_id, slice)) repaired += 1
  return { next: due.length < MEMBERS_PER_SLICE ? undefined : 'more', handled: due.length, repaired }
}

/** True when a title has lapsed. Whoever has published since is only given another day to be looked at. */
function lapseOne(memberId: string, { now, period }: Slice): Promise<boolean> {
  return inTransaction(async (tx) => {
    const member = await tx.collection<MemberDocument>(MEMBERS).get(memberId)
    if (!member) return false
    const { titles, lapsed } = lapseTitles(member, now)
    const isShownAnew = await keepHonours(tx, member, { titles }, `${memberId}:lapse:${period}`)
    for (const title of lapsed) await recordFact(tx, titleLapsed(memberId, title))
    if (isShownAnew) tx.afterCommit(() => refreshCopies(memberId))
    return lapsed.length > 0
  })
}

type FollowCounts = { readonly followingCount: number; readonly followerCount: number }

/** How many a member follows, and how many follow them. */
const followCounts: Reconciliation<MemberDocument, { seen: FollowCounts; right: FollowCounts }> = {
  documents: members,
  where: {},
  async look(page) {
    const drifts = new Map<string, { seen: FollowCounts; right: FollowCounts }>()
    await Promise.all(
      page.map(async ({ _id, followingCount, followerCount }) => {
        // Before its migration a member's document has no counts to compare.
        if (followingCount === undefined || followerCount === undefined) return
        const [following, followers] = await Promise.all([
          follows.count({ followerId: _id }),
          follows.count({ followedId: _id }),
        ])
        if (followingCount === following && followerCount === followers) return
        const seen = { followingCount, followerCount }
        drifts.set(_id, { seen, right: { followingCount: following, followerCount: followers } })
      }),
    )
    return drifts
  },
  repair: async ({ _id }, { seen, right }) => (await members.updateWhere({ _id, ...seen }, right)) === 1,
}

/** Every job of this domain. */
export const memberJobs: readonly Job[] = [
  { name: 'member.lapseTitles', every: 'hour', missed: 'latest', run: lapse },
  { name: 'member.reconcileTitleColours', every: 'day', missed: 'latest', run: reconciling(titleColours) },
  { name: 'member.reconcileFollows', every: 'day', missed: 'latest', run: reconciling(followCounts) },
]

/** A member says how many they follow and how many follow them, and is found by their nickname. */
export const memberFollowCounts: Migration<MemberDocument> = {
  name: 'members:1-2',
  collection: MEMBERS,
  from: 1,
  to: 2,
  upgrade: ({ nickname, followingCount = 0, followerCount = 0 }) => ({
    followingCount,
    followerCount,
    nicknameTokens: nameTokens(nickname),
  }),
}
