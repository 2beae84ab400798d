/** How posts are shown in lists. Pure: documents and addresses in, the contract's shapes out. */
import { CARD_TOPICS_MAX } from '../../contract/limits'
import type { FeedPage, PostCard } from '../../contract/post-feeds'
import { authorCard, type Urls } from '../member/views'
import type { PostDocument } from './collections'

/** What a feed reads of a post. */
export const CARD_FIELDS = [
  'kind',
  'authorId',
  'author',
  'excerpt',
  'photos',
  'video',
  'topics',
  'likeCount',
  'commentCount',
  'solved',
  'featured',
  'state',
  'createdAt',
] as const satisfies readonly (keyof PostDocument)[]
export type PostForCard = Pick<PostDocument, (typeof CARD_FIELDS)[number] | '_id'>

/** What a viewer's eyes add to documents: the addresses of files and which posts they like. */
export interface Sight {
  readonly urls: Urls
  readonly likedPostIds: ReadonlySet<string>
}

/** The files that a card shows. */
export function cardFileIds(post: PostForCard): string[] {
  return [post.photos[0]?.thumbFileId, post.author.avatarFileId].filter((fileId) => fileId !== undefined)
}

/** A post in a list. */
export function postCard(post: PostForCard, sight: Sight): PostCard {
  const [first] = post.photos
  const url = first && sight.urls.get(first.thumbFileId)
  const kind = post.kind ?? 'post'
  const topics = post.topics?.slice(0, CARD_TOPICS_MAX) ?? []
  return {
    postId: post._id,
    kind,
    excerpt: post.excerpt,
    ...(first && url ? { cover: { url, width: first.width, height: first.height } } : {}),
    photoCount: post.photos.length,
    ...(post.video ? { video: true as const } : {}),
    author: authorCard(post.authorId, post.author, sight.urls),
    likeCount: Math.max(0, post.likeCount),
    commentCount: Math.max(0, post.commentCount),
    liked: sight.likedPostIds.has(post._id),
    ...(kind === 'question' ? { solved: post.solved === true } : {}),
    ...(post.featured ? { featured: true as const } : {}),
    ...(topics.length > 0 ? { topics: [...topics] } : {}),
    state: post.state,
    createdAt: post.createdAt,
  }
}

/** A page of cards. */
export function feedPage(
  page: { items: readonly PostForCard[]; nextCursor?: string },
  sight: Sight,
): FeedPage {
  const { items, nextCursor } = page
  return {
    posts: items.map((post) => postCard(post, sight)),
    ...(nextCursor === undefined ? {} : { nextCursor }),
  }
}
