/** What people say under posts, and what they like. Pure. */
import { timeOrderedId } from '../../cloudfunctions/kit/id'
import { documentTokens } from '../../cloudfunctions/kit/ngrams'
import { periodOf } from '../../cloudfunctions/kit/period'
import { authorSnippet } from '../../cloudfunctions/member/views'
import type { CommentDocument, LikeDocument } from '../../cloudfunctions/post/collections'
import { placeOfLike } from '../../cloudfunctions/post/like-rules'
import { likeId } from '../../cloudfunctions/post/rules'
import type { Subject } from './art/pictures'
import type { Person } from './people'
import type { ToldPost } from './posts'
import { createDeck, type Random } from './random'
import { followingInstants } from './schedule'
import type { BoardKey, Remark } from './story'
import { chooseSome } from './weighted'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const ID_BYTES = 8
/** After so long about two thirds of what a post will get has come. */
const RIPENING_MS = 7 * HOUR_MS
const COMMENT_DELAY_MS = 5 * HOUR_MS
const LIKE_DELAY_MS = 8 * HOUR_MS
/** A fresh post has had time for one remark in so long. */
const REMARK_EVERY_MS = 4 * MINUTE_MS

const REMARKS_MEAN = 2.6
const LIKES_MEAN = 9.5
/** How uneven attention is: the spread of its logarithm. */
const ATTENTION_SPREAD = 0.9
/** Of what is not about this very post, so much is about what it shows. */
const ABOUT_SUBJECT_SHARE = 0.55

/** What can be said under any post of a board, and under any photo of a subject. */
export interface Remarks {
  readonly byBoard: Readonly<Record<BoardKey, readonly Remark[]>>
  readonly bySubject: ReadonlyMap<Subject, readonly Remark[]>
}

export interface Talk {
  readonly comments: readonly CommentDocument[]
  readonly likes: readonly LikeDocument[]
}

/** Comments and likes of all visible posts. */
export function makeTalk(
  told: readonly ToldPost[],
  now: number,
  persons: readonly Person[],
  remarks: Remarks,
  random: Random,
): Talk {
  const deal = createRemarkDealer(remarks, random)
  const comments: CommentDocument[] = []
  const likes: LikeDocument[] = []
  for (const each of told.filter(({ post }) => post.state === 'visible')) {
    const { createdAt } = each.post
    const others = persons.filter((person) => person !== each.author && person.member.joinedAt < createdAt)
    const attention = attentionOf(now - createdAt, random)
    const said = remarksUnder(each, now, attention, deal, random)
    comments.push(...makeComments(each, said, others, now, random))
    likes.push(...makeLikes(each, Math.round(attention * LIKES_MEAN), others, now, random))
  }
  return { comments, likes }
}

/** How much of the usual attention a post of this age has had: 1 in the middle, sometimes many times that. */
function attentionOf(ageMs: number, random: Random): number {
  // The sum of twelve fractions is near enough to a bell curve around six.
  const bell = Array.from({ length: 12 }, () => random.fraction()).reduce((sum, each) => sum + each, -6)
  const ripeness = 1 - Math.exp(-ageMs / RIPENING_MS)
  return Math.exp(bell * ATTENTION_SPREAD) * ripeness
}

type DealRemark = (told: ToldPost) => Remark

function createRemarkDealer({ byBoard, bySubject }: Remarks, random: Random): DealRemark {
  const boardDecks = {
    works: createDeck(byBoard.works, random),
    recipes: createDeck(byBoard.recipes, random),
    questions: createDeck(byBoard.questions, random),
    kitchen: createDeck(byBoard.kitchen, random),
    everyday: createDeck(byBoard.everyday, random),
  } satisfies Record<BoardKey, () => Remark>
  const subjectDecks = new Map(
    [...bySubject].map(([subject, found]) => [subject, createDeck(found, random)] as const),
  )
  return ({ story }) => {
    const aboutSubject = story.board === 'works' && story.subject && subjectDecks.get(story.subject)
    return aboutSubject && random.chance(ABOUT_SUBJECT_SHARE) ? aboutSubject() : boardDecks[story.board]()
  }
}

function remarksUnder(
  told: ToldPost,
  now: number,
  attention: number,
  deal: DealRemark,
  random: Random,
): Remark[] {
  const countMax = Math.floor((now - told.post.createdAt) / REMARK_EVERY_MS)
  const more = Math.round(attention * REMARKS_MEAN * (0.5 + random.fraction()))
  const dealt = Array.from({ length: more }, () => deal(told))
  return [...new Set([...(told.story.talk ?? []), ...dealt])].slice(0, countMax)
}

function makeComments(
  { post, author }: ToldPost,
  said: readonly Remark[],
  others: readonly Person[],
  now: number,
  random: Random,
): CommentDocument[] {
  const speakers = chooseSome(others, said.length, (person) => person.busyness, random)
  const lines = said.flatMap((remark, place): Line[] => {
    const speaker = speakers[place]
    if (!speaker) return []
    if (typeof remark === 'string') return [{ text: remark, speaker }]
    const [question, answer] = remark
    return [
      { text: question, speaker },
      { text: answer, speaker: author, answers: speaker },
    ]
  })
  const instants = followingInstants(lines.length, post.createdAt, now, COMMENT_DELAY_MS, random)
  let rootId = ''
  return lines.map(({ text, speaker: { member }, answers }, place) => {
    const createdAt = instants[place] ?? now
    const _id = timeOrderedId('cmt', createdAt, random.bytes(ID_BYTES))
    if (!answers) rootId = _id
    return {
      _id,
      schemaVersion: 2,
      postId: post._id,
      ...(answers ? { rootId, replyToMemberId: answers.member._id } : {}),
      authorId: member._id,
      author: authorSnippet(member),
      text,
      mentionIds: [],
      ...(post.kind === 'question' ? { tokens: documentTokens(text) } : {}),
      textVerdict: 'pass',
      state: 'visible',
      likeCount: 0,
      replyCount: 0,
      createdAt,
    }
  })
}

/** Something said under a post, or below what somebody else has said there. */
interface Line {
  readonly text: string
  readonly speaker: Person
  readonly answers?: Person
}

function makeLikes(
  { post }: ToldPost,
  count: number,
  others: readonly Person[],
  now: number,
  random: Random,
): LikeDocument[] {
  // Reading is more evenly spread than writing.
  const likers = chooseSome(others, count, (person) => Math.sqrt(person.busyness), random)
  const instants = followingInstants(likers.length, post.createdAt, now, LIKE_DELAY_MS, random)
  return likers.map(({ member }, n): LikeDocument => {
    const createdAt = instants[n] ?? now
    const place = placeOfLike(periodOf('day', createdAt), post.authorId, post._id, member._id)
    const _id = likeId(post._id, member._id)
    return { _id, schemaVersion: 1, postId: post._id, memberId: member._id, place, createdAt }
  })
}
