/** What a search asks of the database: a few of its words, each through one index, each with a limit. */
import { collection, holding, oneOf, oneOfOrAbsent } from '../kit/cloud'
import { decodePosition, encodeCursor } from '../kit/cursor'
import { temporaryUrls } from '../kit/files'
import { fingerprint } from '../kit/fingerprint'
import { askedTokens, queryTokens } from '../kit/ngrams'
import type { Urls } from '../member/views'
import { CARD_FIELDS } from './card-views'
import { type CommentDocument, POST_COMMENTS, POSTS, type PostDocument } from './collections'
import { hitsAfter, type Ranked, type RankPosition, rankHits } from './search-rules'
import type { FoundAnswer, FoundPost, FoundQuestion } from './search-views'

const posts = collection<PostDocument>(POSTS)
const comments = collection<CommentDocument>(POST_COMMENTS)

/** The newest documents that each of the words that are asked for brings. */
const FOUND_PER_TOKEN = 30

/** What is searched for, and which page of the hits. */
export interface SearchAsked {
  readonly text: string
  /** Questions with a marked answer, or those that wait for one. */
  readonly solved?: boolean
  readonly cursor?: string
  readonly limit: number
}

/** A page of hits, the best first. */
export interface HitsPage<T extends { readonly _id: string; readonly text: string }> {
  readonly tokens: readonly string[]
  readonly hits: readonly Ranked<T>[]
  readonly nextCursor?: string
}

const FOUND_POST_FIELDS = [...CARD_FIELDS, 'text'] as const
const FOUND_ANSWER_FIELDS = ['postId', 'authorId', 'author', 'text', 'createdAt'] as const

/** Visible posts with the words of a text: one round trip. */
export function findPostHits(asked: SearchAsked): Promise<HitsPage<FoundPost>> {
  // All posts are solved questions, open ones or no questions: so one index serves every search.
  const solved = asked.solved === undefined ? oneOfOrAbsent([true, false]) : asked.solved
  return findHits(asked, (token) =>
    posts.find({
      where: { tokens: holding(token), state: 'visible', solved },
      orderBy: ['_id', 'desc'],
      limit: FOUND_PER_TOKEN,
      fields: FOUND_POST_FIELDS,
    }),
  )
}

/** Visible answers with the words of a text: one round trip. */
export function findAnswerHits(asked: SearchAsked): Promise<HitsPage<FoundAnswer>> {
  return findHits(asked, (token) =>
    comments.find({
      where: { tokens: holding(token), state: 'visible' },
      orderBy: ['_id', 'desc'],
      limit: FOUND_PER_TOKEN,
      fields: FOUND_ANSWER_FIELDS,
    }),
  )
}

async function findHits<T extends { readonly _id: string; readonly text: string }>(
  { text, solved, cursor, limit }: SearchAsked,
  find: (token: string) => Promise<T[]>,
): Promise<HitsPage<T>> {
  const tokens = queryTokens(text)
  const list = `found:${fingerprint([tokens, solved ?? 'any']).slice(0, 16)}`
  const position = positionOf(list, cursor)
  const found = await Promise.all(askedTokens(tokens).map(find))
  const left = hitsAfter(rankHits(tokens, found.flat()), position)
  const hits = left.slice(0, limit)
  const last = hits.at(-1)
  if (left.length <= limit || !last) return { tokens, hits }
  return { tokens, hits, nextCursor: encodeCursor(list, last.document._id, [String(last.matched)]) }
}

function positionOf(list: string, cursor: string | undefined): RankPosition | undefined {
  const position = decodePosition(list, cursor)
  return position && { lastId: position.lastId, matched: Number(position.notes[0]) || 0 }
}

/** The questions that these answers stand under, of those that are visible, and the faces of who answered. */
export async function lookAtAnswers(
  hits: readonly Ranked<FoundAnswer>[],
): Promise<{ questions: ReadonlyMap<string, FoundQuestion>; urls: Urls }> {
  const fileIds = hits.flatMap(({ document }) => document.author.avatarFileId ?? [])
  const postIds = [...new Set(hits.map(({ document }) => document.postId))]
  const [questions, urls] = await Promise.all([findQuestions(postIds), temporaryUrls(fileIds)])
  return { questions: new Map(questions.map((question) => [question._id, question])), urls }
}

async function findQuestions(postIds: readonly string[]): Promise<FoundQuestion[]> {
  if (postIds.length === 0) return []
  const found = await posts.find({
    where: { _id: oneOf(postIds) },
    limit: postIds.length,
    fields: ['solvedCommentId', 'state'],
  })
  // Picked out here: a query for the visible ones would look at many for none.
  return found.filter(({ state }) => state === 'visible')
}
