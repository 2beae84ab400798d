/** What yesterday was worth: the draft of today's digest. */
import { DAY_MS, DIGEST_BEST_MAX, DIGEST_QUESTIONS_MAX } from '../../contract/limits'
import { between, collection } from '../kit/cloud'
import { idsFrom } from '../kit/id'
import type { Slice, SliceOutcome } from '../kit/jobs'
import { startOf } from '../kit/period'
import { draftDigest as keepDraft } from '../notice/store'
import { POSTS, type PostDocument } from './collections'
import { bestOf, type Candidate, openQuestionsOf } from './digest-rules'
import { findTopic, findTopicOfDay } from './topic-store'

const posts = collection<PostDocument>(POSTS)
const FIELDS = ['likeCount', 'commentCount', 'kind', 'solved', 'featured', 'authorId'] as const
const POSTS_PER_QUERY = 100
/** So many of yesterday's posts are looked at, the latest first: more are no community's day. */
const QUERIES_MAX = 10
/** Posts that operators have picked lately: among them the questions that they have. */
const PICKED_MAX = 50

/** The job, once a day at half past seven: an operator's own draft of that day is left alone. */
export async function draftDigest(slice: Slice): Promise<SliceOutcome> {
  const today = startOf(slice.period)
  const [ofYesterday, picked, topicId] = await Promise.all([
    postsOf(today - DAY_MS, today),
    posts.find({
      where: { state: 'visible', featured: true },
      orderBy: ['_id', 'desc'],
      limit: PICKED_MAX,
      fields: FIELDS,
    }),
    findTopicOfDay(slice.period),
  ])
  const topic = topicId === undefined ? undefined : await findTopic(topicId)
  await keepDraft(slice.period, {
    greeting: '',
    best: bestOf(ofYesterday, DIGEST_BEST_MAX),
    questions: openQuestionsOf([...ofYesterday, ...picked], DIGEST_QUESTIONS_MAX),
    // Other parts of the day have nothing to say yet; the operator adds what there is.
    slots: topic ? [`今日话题：${topic.name}`] : [],
  })
  return { handled: ofYesterday.length + picked.length, repaired: 0 }
}

/** Visible posts made in this time, the latest first. */
async function postsOf(from: number, to: number): Promise<Candidate[]> {
  const found: Candidate[] = []
  let before = idsFrom('pst', to)
  for (let query = 0; query < QUERIES_MAX; query += 1) {
    const page = await posts.find({
      where: { state: 'visible', _id: between(idsFrom('pst', from), before) },
      orderBy: ['_id', 'desc'],
      limit: POSTS_PER_QUERY,
      fields: FIELDS,
    })
    found.push(...page)
    const last = page.at(-1)
    if (page.length < POSTS_PER_QUERY || !last) break
    before = last._id
  }
  return found
}
