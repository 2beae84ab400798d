/** Persona tags from counted behaviour (PRODUCT 1.4), for operators only. Pure. */
import type { Deeds, Persona } from '../../contract/member-honours'

/** Nothing done yet. */
export const NO_DEEDS: Deeds = {
  posts: 0,
  works: 0,
  questions: 0,
  gatherings: 0,
  debates: 0,
  likesReceived: 0,
  comments: 0,
  likesGiven: 0,
  hidden: 0,
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
/** In conflict with others: what they wrote was hidden, or half of what they begin is a debate. */
const CHALLENGER_HIDDEN = 2
const CHALLENGER_DEBATES = 3
const CHALLENGER_SHARE = 0.5
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

function isChallenger({ hidden, debates, posts }: Deeds): boolean {
  return hidden >= CHALLENGER_HIDDEN || (debates >= CHALLENGER_DEBATES && debates >= posts * CHALLENGER_SHARE)
}

function isOnlooker({ posts, comments, hidden }: Deeds): boolean {
  return posts + comments <= ONLOOKER_WORDS && hidden < CHALLENGER_HIDDEN
}
