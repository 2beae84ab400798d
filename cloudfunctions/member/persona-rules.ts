/** Persona tags from counted behaviour (PRODUCT 1.4), for operators only. Pure. */
import type { Deeds, Persona } from '../../contract/member'

/** Nothing done yet. */
export const NO_DEEDS: Deeds = {
  posts: 0,
  works: 0,
  questions: 0,
  gatherings: 0,
  comments: 0,
  solutions: 0,
  likesGiven: 0,
  likesReceived: 0,
  sidesTaken: 0,
  reportsUpheld: 0,
}

/** The thresholds, each with what it says of a member. */
const ORGANISER_GATHERINGS = 3
/** Likes for each post, from a few posts on: others look at what they do. */
const INFLUENCER_LIKES_PER_POST = 10
const INFLUENCER_POSTS = 5
const ASKER_QUESTIONS = 3
/** At least half of an asker's posts are questions. */
const ASKER_SHARE = 0.5
const SHARER_WORKS = 5
/** In conflict with others: reports about them were upheld, or nearly all they do is to take sides. */
const CHALLENGER_REPORTS = 2
const CHALLENGER_SIDES = 5
/** So little said at all: an onlooker, whatever they liked. */
const ONLOOKER_WORDS = 2

/**
 * The personas of who has done this, in the order of the list; somebody may be several. An onlooker is nothing else,
 * and whoever has said something and is none of the others is none.
 */
export function personasOf(deeds: Deeds): Persona[] {
  if (isOnlooker(deeds)) return ['onlooker']
  const is: Readonly<Record<Exclude<Persona, 'onlooker'>, boolean>> = {
    organiser: deeds.gatherings >= ORGANISER_GATHERINGS,
    influencer:
      deeds.posts >= INFLUENCER_POSTS && deeds.likesReceived >= deeds.posts * INFLUENCER_LIKES_PER_POST,
    asker: deeds.questions >= ASKER_QUESTIONS && deeds.questions >= deeds.posts * ASKER_SHARE,
    sharer: deeds.works >= SHARER_WORKS,
    challenger: isChallenger(deeds),
  }
  const order = ['organiser', 'influencer', 'asker', 'sharer', 'challenger'] as const
  return order.filter((persona) => is[persona])
}

function isChallenger({ reportsUpheld, sidesTaken, posts, comments }: Deeds): boolean {
  return (
    reportsUpheld >= CHALLENGER_REPORTS || (sidesTaken >= CHALLENGER_SIDES && sidesTaken > posts + comments)
  )
}

function isOnlooker({ posts, comments, sidesTaken, reportsUpheld }: Deeds): boolean {
  return posts + comments + sidesTaken <= ONLOOKER_WORDS && reportsUpheld < CHALLENGER_REPORTS
}
