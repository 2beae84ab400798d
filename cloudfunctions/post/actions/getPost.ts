import { PAGE_SIZE_DEFAULT } from '../../../contract/limits'
import { post } from '../../../contract/post'
import { canAny } from '../../../contract/roles'
import type { Actor } from '../../kit/actor'
import { AppError } from '../../kit/app-error'
import { temporaryUrls } from '../../kit/files'
import { prefetching } from '../../kit/handler'
import { followedAmong } from '../../member/store'
import { findBallot } from '../ballot-store'
import type { PostDocument } from '../collections'
import { findVisibleComments } from '../comment-store'
import { isFavourite, isLiked } from '../marks'
import { namesOf, readChain, readComments } from '../reading'
import { asItsAuthorSees } from '../revision-rules'
import { findRevision } from '../revisions'
import { hasNewerRevision, isShownTo } from '../rules'
import { findBoard, findPost, listBoards } from '../store'
import { type DetailSight, detailFileIds, postDetail } from '../views'

/** A post and the first page of its comments: two round trips, three for an author with a revision that waits. */
export const getPost = prefetching(post['post.getPost'], {
  prefetch: ({ postId }) =>
    Promise.all([findPost(postId), findVisibleComments({ postId, limit: PAGE_SIZE_DEFAULT }), listBoards()]),
  async run({ postId }, ctx, [found, visible]) {
    const viewer = await ctx.viewer()
    if (!found || !isShownTo(viewer?._id, found)) throw new AppError('NOT_FOUND')
    const [board, latest] = await Promise.all([
      findBoard(found.boardId),
      found.latestRevisionId !== undefined && found.authorId === viewer?._id && hasNewerRevision(found)
        ? findRevision(found.latestRevisionId)
        : undefined,
    ])
    if (!board) throw new Error(`post ${postId} lies on a board that is not there: ${found.boardId}`)
    const shown = asItsAuthorSees(found, latest)
    const [comments, sight] = await Promise.all([
      readComments({ postId, limit: PAGE_SIZE_DEFAULT }, visible, viewer?._id),
      lookAtPost(shown, viewer, ctx.now),
    ])
    return { post: postDetail(shown, board, sight), comments }
  },
})

/** What the viewer's eyes add to the post, all at once; of a chain, the pictures of who is in it one round later. */
async function lookAtPost(shown: PostDocument, viewer: Actor | undefined, now: number): Promise<DetailSight> {
  const { _id: postId, authorId } = shown
  const mine = viewer?._id
  const isVotedOn = shown.poll !== undefined || shown.debate !== undefined
  const [urls, names, chain, followed, liked, favourited, ballot] = await Promise.all([
    temporaryUrls(detailFileIds(shown)),
    namesOf(shown.mentionIds ?? []),
    shown.chain ? readChain(shown, mine, undefined, PAGE_SIZE_DEFAULT) : { entries: [] },
    mine === authorId ? undefined : followedAmong(mine, [authorId]),
    mine === undefined ? false : isLiked(postId, mine),
    mine === undefined ? false : isFavourite(postId, mine),
    mine !== undefined && isVotedOn ? findBallot(postId, mine) : undefined,
  ])
  return {
    viewerId: mine,
    urls,
    names,
    chain,
    followed: followed?.has(authorId) === true,
    liked,
    favourited,
    choices: ballot?.choices ?? [],
    mayModerate: viewer !== undefined && canAny(viewer.roles, 'post.moderate'),
    now,
  }
}
