import { PAGE_SIZE_DEFAULT } from '../../../contract/limits'
import { post } from '../../../contract/post'
import { prefetching } from '../../kit/handler'
import { findAnswerHits, lookAtAnswers } from '../search-store'
import { answerHits } from '../search-views'

/** Answers that have these words: two round trips. One whose question is not visible leaves its place on the page. */
export const searchAnswers = prefetching(post['post.searchAnswers'], {
  prefetch: ({ limit = PAGE_SIZE_DEFAULT, ...asked }) => findAnswerHits({ ...asked, limit }),
  async run(_input, _ctx, { tokens, hits, nextCursor }) {
    const { questions, urls } = await lookAtAnswers(hits)
    return {
      hits: answerHits(tokens, hits, questions, urls),
      ...(nextCursor === undefined ? {} : { nextCursor }),
    }
  },
})
