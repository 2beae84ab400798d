/** The whole demo community as documents: the same seed, instant and pictures make the same ones. Pure. */
import type {
  MediaCheckDocument,
  MediaDocument,
  ProcessedPhoto,
} from '../../cloudfunctions/media/collections'
import type { MemberDocument, MemberIdentityDocument } from '../../cloudfunctions/member/collections'
import { DEFAULT_BOARDS } from '../../cloudfunctions/post/boards'
import type {
  BoardDocument,
  CommentDocument,
  LikeDocument,
  PostDocument,
} from '../../cloudfunctions/post/collections'
import type { PickableIdentity } from '../../emulator/types'
import { identitiesOf, makePeople } from './people'
import { makePosts, type StoredPicture } from './posts'
import { createRandom } from './random'
import { makeTalk } from './talk'
import { newestStories, unseenStories } from './texts/newest'
import { otherStories, remarks } from './texts/texts'

const MEMBERS_COUNT = 300

export interface CommunityOptions {
  readonly seed: string
  /** Epoch milliseconds: the community's last thirty days end here. */
  readonly now: number
  readonly pictures: readonly StoredPicture[]
  readonly avatars: readonly ProcessedPhoto[]
}

/** Every document of the community, by what it is. */
export interface Community {
  readonly boards: readonly BoardDocument[]
  readonly members: readonly MemberDocument[]
  readonly memberIdentities: readonly MemberIdentityDocument[]
  readonly media: readonly MediaDocument[]
  readonly mediaChecks: readonly MediaCheckDocument[]
  /** Newest first. */
  readonly posts: readonly PostDocument[]
  readonly comments: readonly CommentDocument[]
  readonly likes: readonly LikeDocument[]
  /** Whom the identity picker offers. */
  readonly identities: readonly PickableIdentity[]
}

/** Makes the community: people, then what they wrote, then what others say to it; counters from the facts. */
export function makeCommunity({ seed, now, pictures, avatars }: CommunityOptions): Community {
  const people = makePeople(MEMBERS_COUNT, now, avatars, createRandom(seed, 'people'))
  const random = createRandom(seed, 'posts')
  const { told, media, checks } = makePosts(
    newestStories,
    [...unseenStories, ...otherStories],
    now,
    people.persons,
    pictures,
    random,
  )
  const { comments, likes } = makeTalk(told, now, people.persons, remarks, createRandom(seed, 'talk'))
  const postCounts = countBy(told, ({ post }) => post.authorId)
  const commentCounts = countBy(comments, (comment) => comment.postId)
  const likeCounts = countBy(likes, (like) => like.postId)
  const members = people.persons.map(({ member }) => ({
    ...member,
    postCount: postCounts.get(member._id) ?? 0,
  }))
  return {
    boards: DEFAULT_BOARDS,
    members,
    memberIdentities: members.map(({ _id, openid }) => ({ _id: openid, schemaVersion: 1, memberId: _id })),
    media: [...people.media, ...media],
    mediaChecks: [...people.checks, ...checks],
    posts: told.map(({ post }) => ({
      ...post,
      commentCount: commentCounts.get(post._id) ?? 0,
      likeCount: likeCounts.get(post._id) ?? 0,
    })),
    comments,
    likes,
    identities: identitiesOf(people.persons),
  }
}

function countBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1)
  return counts
}
