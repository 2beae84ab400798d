import { home } from '../../../contract/home'
import { HOME_HITS_MAX } from '../../../contract/limits'
import { temporaryUrls } from '../../kit/files'
import { prefetching } from '../../kit/handler'
import { findByNickname } from '../../member/search-store'
import { cardFileIds, memberCard } from '../../member/views'
import { lookAtCards } from '../../post/feed-store'
import { findAnswerHits, findPostHits, lookAtAnswers } from '../../post/search-store'
import { answerHits, postHit } from '../../post/search-views'
import { suggestTopics, topicView } from '../../post/topic-store'

/** The first hits of every kind: two round trips, as each kind's own search. */
export const search = prefetching(home['home.search'], {
  prefetch({ text }) {
    const asked = { text, limit: HOME_HITS_MAX }
    return Promise.all([
      findPostHits(asked),
      findAnswerHits(asked),
      findByNickname(text, HOME_HITS_MAX),
      suggestTopics(text, HOME_HITS_MAX),
    ])
  },
  async run(_input, ctx, [posts, answers, members, topics]) {
    const viewer = await ctx.viewer()
    const [sight, { questions, urls }, faces] = await Promise.all([
      lookAtCards(viewer?._id, { items: posts.hits.map(({ document }) => document) }),
      lookAtAnswers(answers.hits),
      temporaryUrls(cardFileIds(members)),
    ])
    return {
      posts: posts.hits.map((hit) => postHit(posts.tokens, hit, sight)),
      answers: answerHits(answers.tokens, answers.hits, questions, urls),
      members: members.map((member) => memberCard(member, faces)),
      topics: topics.map(topicView),
    }
  },
})
