/** How hits are shown. Pure. */
import type { AnswerHit, PostHit } from '../../contract/post-feeds'
import { authorCard, type Urls } from '../member/views'
import { type PostForCard, postCard, type Sight } from './card-views'
import type { CommentDocument, PostDocument } from './collections'
import { type Ranked, showHit } from './search-rules'

/** A post that was found. */
export type FoundPost = PostForCard & Pick<PostDocument, 'text'>
/** An answer that was found. */
export type FoundAnswer = Pick<
  CommentDocument,
  '_id' | 'postId' | 'authorId' | 'author' | 'text' | 'createdAt'
>
/** What is known of the question that an answer stands under. */
export type FoundQuestion = Pick<PostDocument, '_id' | 'solvedCommentId'>

/** A post with the part of its text that says why it was found. */
export function postHit(tokens: readonly string[], { document }: Ranked<FoundPost>, sight: Sight): PostHit {
  return { post: postCard(document, sight), ...showHit(tokens, document.text) }
}

/** The answers whose question is visible; one whose question is not is left out. */
export function answerHits(
  tokens: readonly string[],
  hits: readonly Ranked<FoundAnswer>[],
  questions: ReadonlyMap<string, FoundQuestion>,
  urls: Urls,
): AnswerHit[] {
  return hits.flatMap(({ document }) => {
    const question = questions.get(document.postId)
    if (!question) return []
    const { _id, postId, authorId, author, text, createdAt } = document
    return [
      {
        commentId: _id,
        postId,
        ...showHit(tokens, text),
        author: authorCard(authorId, author, urls),
        solves: question.solvedCommentId === _id,
        createdAt,
      },
    ]
  })
}
