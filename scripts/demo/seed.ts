/** Loads the demo community into an emulator: a baking community of 300 members and their last thirty days. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CHALLENGES, CHECK_IN_CALENDARS, CHECK_INS } from '../../cloudfunctions/checkin/collections'
import {
  CONTEST_SECRETS,
  CONTESTS,
  ENTRANTS,
  LICENCES,
  WORKS,
} from '../../cloudfunctions/contest/collections'
import { BALLOTS } from '../../cloudfunctions/contest/vote-collections'
import { MALL_ITEMS } from '../../cloudfunctions/mall/collections'
import { COUPON_TEMPLATES } from '../../cloudfunctions/mall/coupon-collections'
import { MALL_SLOTS } from '../../cloudfunctions/mall/order-collections'
import { MEDIA, MEDIA_CHECKS } from '../../cloudfunctions/media/collections'
import { MEMBER_FOLLOWS, MEMBER_IDENTITIES, MEMBERS } from '../../cloudfunctions/member/collections'
import { POINT_ACCOUNTS, POINT_BOOKS, POINT_ENTRIES } from '../../cloudfunctions/points/collections'
import { BOARDS, POST_COMMENTS, POST_LIKES, POSTS, TOPICS } from '../../cloudfunctions/post/collections'
import {
  COMMENT_LIKES,
  POST_BALLOTS,
  POST_CHAIN_ENTRIES,
  POST_FAVOURITES,
} from '../../cloudfunctions/post/engagement-collections'
import { FEED_INBOXES } from '../../cloudfunctions/post/feed-collections'
import { MINUTE_MS } from '../../contract/limits'
import type { Document, Emulator } from '../../emulator/types'
import { avatars } from './art/avatars'
import { pictures } from './art/pictures'
import { type Community, makeCommunity } from './community'
import { type DemoContests, makeContests } from './contests'
import { storeDrawings } from './gallery'
import { type DemoMall, makeMall } from './mall'
import { placeOrders } from './orders'
import { OPENIDS } from './people'

const SEED = 'tonghao'

export interface SeedOptions {
  /** Epoch milliseconds: the community's last thirty days end here. */
  readonly now: number
}

/**
 * Writes the files, the documents and `identities.json` of the demo community, in the product's own shapes, places its
 * orders through the functions, and lets the jobs count its contests. The same `now` makes the same community, but for
 * what is drawn by the mall: ids and codes. The collections must be empty: counters are set, not added to.
 */
export async function seedDemo(emulator: Emulator, { now }: SeedOptions): Promise<void> {
  const photos = await storeDrawings(emulator.storage, [
    ...pictures.map(({ svg }) => ({ svg, purpose: 'post' as const })),
    ...avatars.map((svg) => ({ svg, purpose: 'avatar' as const })),
  ])
  const shown = pictures.flatMap(({ subject }, place) => {
    const photo = photos[place]
    return photo ? [{ subject, photo }] : []
  })
  const community = makeCommunity({
    seed: SEED,
    now,
    pictures: shown,
    avatars: photos.slice(pictures.length),
  })
  const mall = makeMall(now, shown)
  const contests = makeContests(SEED, now, {
    members: community.members,
    pictures: shown,
    staffOpenids: Object.values(OPENIDS),
  })
  for (const [collection, documents] of [
    ...documentsOf(community),
    ...mallDocuments(mall),
    ...contestDocuments(contests),
  ])
    await emulator.database.importDocuments(collection, documents)
  await placeOrders(emulator, mall)
  await runJobs(emulator, now)
  writeFileSync(join(emulator.dataDir, 'identities.json'), JSON.stringify(community.identities, undefined, 2))
}

/** In so many minutes the jobs have counted the demo's contests, and paid the prizes of the one that is over. */
const COUNTING_MINUTES = 8

async function runJobs({ clock, timers }: Emulator, now: number): Promise<void> {
  for (let minute = COUNTING_MINUTES; minute > 0; minute -= 1) {
    await clock.set(now - minute * MINUTE_MS)
    const { error } = await timers.runNow('jobs', 'each-minute')
    if (error) throw new Error(`the demo's jobs failed: ${error.errorMessage}`)
  }
  await clock.reset()
}

function contestDocuments(made: DemoContests): [collection: string, documents: Document[]][] {
  return asPlain([
    [CONTESTS, made.contests],
    [CONTEST_SECRETS, made.secrets],
    [WORKS, made.works],
    [ENTRANTS, made.entrants],
    [LICENCES, made.licences],
    [BALLOTS, made.ballots],
  ])
}

function mallDocuments({
  items,
  slots,
  couponTemplates,
}: DemoMall): [collection: string, documents: Document[]][] {
  return asPlain([
    [MALL_ITEMS, items],
    [MALL_SLOTS, slots],
    [COUPON_TEMPLATES, couponTemplates],
  ])
}

function documentsOf(community: Community): [collection: string, documents: Document[]][] {
  return asPlain([
    [BOARDS, community.boards],
    [MEMBERS, community.members],
    [MEMBER_IDENTITIES, community.memberIdentities],
    [MEDIA, community.media],
    [MEDIA_CHECKS, community.mediaChecks],
    [POSTS, community.posts],
    [POST_COMMENTS, community.comments],
    [POST_LIKES, community.likes],
    [POST_BALLOTS, community.ballots],
    [POST_CHAIN_ENTRIES, community.entries],
    [COMMENT_LIKES, community.commentLikes],
    [POST_FAVOURITES, community.favourites],
    [MEMBER_FOLLOWS, community.follows],
    [POINT_ENTRIES, community.ledger.entries],
    [POINT_ACCOUNTS, community.ledger.accounts],
    [POINT_BOOKS, community.ledger.books],
    [TOPICS, community.topics],
    [FEED_INBOXES, community.inboxes],
    [CHECK_INS, community.checkIns],
    [CHECK_IN_CALENDARS, community.calendars],
    [CHALLENGES, community.challenges],
  ])
}

function asPlain(
  stored: readonly [string, readonly { readonly _id: string }[]][],
): [collection: string, documents: Document[]][] {
  return stored.map(([collection, documents]) => [collection, documents.map((each) => ({ ...each }))])
}
