/** What belongs to a revision of a post, and what to the post through all of them. Pure. */
import type { PostContent, PostDocument } from './collections'
import type { RevisionDocument } from './engagement-collections'

/** The part of a document that an edit replaces. */
export function contentOf(document: PostContent): PostContent {
  const { text, excerpt, photos, photoIds, topics, topicIds, location, mentionIds, tokens, textVerdict } =
    document
  return {
    text,
    excerpt,
    photos,
    photoIds,
    textVerdict,
    ...(topics === undefined ? {} : { topics }),
    ...(topicIds === undefined ? {} : { topicIds }),
    ...(location === undefined ? {} : { location }),
    ...(mentionIds === undefined ? {} : { mentionIds }),
    ...(tokens === undefined ? {} : { tokens }),
  }
}

/** The `_id` under which a post's first revision is written down once there is a second. */
export function firstRevisionId(postId: string): string {
  return postId.replace(/^pst_/, 'rev_')
}

/**
 * A post as its author sees it: in the words of their latest revision, which stands where that one does. Others see
 * what stands there.
 */
export function asItsAuthorSees(post: PostDocument, latest: RevisionDocument | undefined): PostDocument {
  if (!latest || latest._id === post.revisionId || latest.state === 'superseded') return post
  const { location, topics, topicIds, mentionIds, tokens, ...rest } = post
  const state = latest.state === 'rejected' ? 'rejected' : 'checking'
  return { ...rest, ...contentOf(latest), state, editedAt: latest.createdAt }
}
