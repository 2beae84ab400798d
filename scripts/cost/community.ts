/** A community of any size for measuring: plain documents in exactly the stored shapes. */
import { randomId } from '../../cloudfunctions/kit/id'
import { documentTokens, nameTokens } from '../../cloudfunctions/kit/ngrams'
import type { MemberDocument } from '../../cloudfunctions/member/collections'
import { authorSnippet } from '../../cloudfunctions/member/views'
import { DEFAULT_BOARDS } from '../../cloudfunctions/post/boards'
import type { CommentDocument, LikeDocument, PostDocument } from '../../cloudfunctions/post/collections'
import { excerptOf, likeId } from '../../cloudfunctions/post/rules'
import { fileIdOf } from '../../emulator/storage/paths'
import type { Database, Document, Emulator, FileStorage } from '../../emulator/types'
import { asDocuments, idOf, numbered } from './documents'
import { FOLLOWED, fillSurroundings, topicOf } from './surroundings'

/** Few enough that even in a thousand posts each has more than a page of them. */
export const MEMBERS = 40
const COVERS = 40
const POST_EVERY_MS = 60_000
/** Posts that the viewer likes, and that stand in the viewer's inbox. */
const RECENT = 500
const COMMENTS = 40
/** Words that a post is found by. Of all of its words these are enough: an index is as deep whatever a document has. */
const TOKENS = 8
/** One post in so many is picked by operators. */
const FEATURED_EVERY = 20
/** Of every four posts three have a photo, of every five members four have a picture, as communities do. */
const TEXTS = [
  '今天第一次用石板烤欧包，发酵多给了二十分钟，入炉那一下蒸汽很足，开口终于炸得漂亮，切开气孔均匀，麦香满屋，配一碗热汤就是晚饭。',
  '求助：戚风脱模总是缩腰，温度和时间都按配方来的，是蛋白没打到位吗？',
  '周末和女儿一起做的小熊饼干，歪歪扭扭但是最好吃。',
  '整理了一份新手工具清单：电子秤、刮刀、硅胶垫，其他都可以慢慢来。烤箱温度计一定要买！',
  '贝果整形练习第七天',
] as const

/** The first member, through whose eyes actions are measured. */
export const VIEWER_OPENID = 'oCostViewer00000000000000001'

/** The openid of the n-th member; the viewer is number 0. There are MEMBERS of them. */
export function memberOpenid(n: number): string {
  return n === 0 ? VIEWER_OPENID : `oCostMember${String(n).padStart(17, '0')}`
}

/** Where the files lie that the documents below name. */
const PICTURES = Array.from({ length: COVERS }, (_, n) => `p/cost${String(n).padStart(8, '0')}/t.webp`)

/** Stores the pictures of a community of any size. */
export async function writePictures(storage: FileStorage): Promise<void> {
  await Promise.all(PICTURES.map((path) => storage.write(path, Buffer.from('a picture'))))
}

/** The id of the n-th member. */
export function memberIdOf(n: number): string {
  return randomId('mbr', numbered(n))
}

/** Members; the first one is the viewer. */
export function members(now: number, fileIds: readonly string[]): MemberDocument[] {
  return Array.from({ length: MEMBERS }, (_, n) => ({
    _id: memberIdOf(n),
    schemaVersion: 2,
    openid: memberOpenid(n),
    nickname: `面包师傅${n}`,
    nicknameTokens: nameTokens(`面包师傅${n}`),
    ...(n % 5 === 4
      ? {}
      : {
          avatar: {
            mediaId: idOf('med', n, now),
            fileId: fileIds[(n * 7) % fileIds.length] ?? '',
            state: 'passed' as const,
          },
        }),
    roles: n === 0 ? ['operator' as const] : [],
    standing: 'active',
    postCount: 50,
    followingCount: n === 0 ? FOLLOWED : 0,
    followerCount: 1,
    joinedAt: now,
    lastPostAt: now,
  }))
}

/** `size` visible posts, the last of them made at `now`; each with a photo and the longest excerpt. */
export function* posts(
  size: number,
  now: number,
  authors: readonly MemberDocument[],
  fileIds: readonly string[],
): Generator<PostDocument> {
  for (let n = 0; n < size; n += 1) yield postAt(n, size, { now, authors, fileIds })
}

/** What a post refers to. */
interface Around {
  /** When the newest post was made. */
  readonly now: number
  readonly authors: readonly MemberDocument[]
  readonly fileIds: readonly string[]
}

/** The n-th of `size` posts. */
function postAt(n: number, size: number, around: Around): PostDocument {
  const { now, authors, fileIds } = around
  const createdAt = now - (size - n) * POST_EVERY_MS
  const author = authors[n % authors.length]
  const board = DEFAULT_BOARDS[n % DEFAULT_BOARDS.length]
  const fileId = fileIds[n % fileIds.length]
  if (!author || !board || !fileId) throw new RangeError('a community has authors, boards and pictures')
  const text = TEXTS[n % TEXTS.length] ?? ''
  const mediaId = idOf('med', n, createdAt)
  const photos =
    n % 4 === 3 ? [] : [{ mediaId, thumbFileId: fileId, displayFileId: fileId, width: 1080, height: 1440 }]
  const isQuestion = text.startsWith('求助')
  const topic = topicOf(n)
  return {
    _id: idOf('pst', n, createdAt),
    schemaVersion: 2,
    ...(isQuestion ? { kind: 'question', solved: n % 2 === 0 } : { kind: 'post' }),
    featured: n % FEATURED_EVERY === 0,
    topics: [topic],
    topicIds: [topic.topicId],
    tokens: wordsOf(text),
    visibleAt: createdAt,
    boardId: board._id,
    authorId: author._id,
    author: authorSnippet(author),
    text,
    excerpt: excerptOf(text),
    photos,
    photoIds: photos.map((photo) => photo.mediaId),
    textVerdict: 'pass',
    state: 'visible',
    removed: false,
    revision: 1,
    likeCount: 1,
    commentCount: 0,
    createdAt,
  }
}

/** The words of each text, made once for all its posts. */
const words = new Map<string, readonly string[]>()
function wordsOf(text: string): readonly string[] {
  const known = words.get(text) ?? documentTokens(text).slice(0, TOKENS)
  words.set(text, known)
  return known
}

/** The viewer likes all of these. */
function likes(liked: readonly PostDocument[], viewerId: string): LikeDocument[] {
  return liked.map(({ _id, createdAt }) => ({
    _id: likeId(_id, viewerId),
    schemaVersion: 1,
    postId: _id,
    memberId: viewerId,
    createdAt,
  }))
}

/** More comments under a post than a page holds. */
function comments(count: number, post: PostDocument, authors: readonly MemberDocument[]): CommentDocument[] {
  return authors.slice(0, count).map((author, n) => ({
    _id: idOf('cmt', n, post.createdAt + n),
    schemaVersion: 2,
    postId: post._id,
    authorId: author._id,
    author: authorSnippet(author),
    text: '配方可以分享一下吗？',
    tokens: documentTokens('配方可以分享一下吗？'),
    textVerdict: 'pass',
    state: 'visible',
    createdAt: post.createdAt + n,
  }))
}

/** Fills an emulator with a community of `size` posts; answers the newest of them. */
export async function fillCommunity({ database, storage }: Emulator, size: number): Promise<PostDocument> {
  await writePictures(storage)
  return fillDocuments(database, size, Date.now())
}

/** The newest post of `fillDocuments(database, size, now)`. */
export function newestPost(size: number, now: number): PostDocument {
  const fileIds = PICTURES.map(fileIdOf)
  return postAt(size - 1, size, { now, authors: members(now, fileIds), fileIds })
}

/** The documents of a community whose newest post was made at `now`, the same for the same arguments. */
export async function fillDocuments(database: Database, size: number, now: number): Promise<PostDocument> {
  const fileIds = PICTURES.map(fileIdOf)
  const authors = members(now, fileIds)
  const recent: PostDocument[] = []
  function* keepingRecent(): Generator<Document> {
    for (const post of posts(size, now, authors, fileIds)) {
      recent.push(post)
      if (recent.length > RECENT) recent.shift()
      yield { ...post }
    }
  }
  await database.importDocuments('boards', asDocuments(DEFAULT_BOARDS))
  await database.importDocuments('members', asDocuments(authors))
  await database.importDocuments('posts', keepingRecent())
  const newest = recent.at(-1)
  const [viewer] = authors
  if (!newest || !viewer) throw new RangeError('a community has a member and a post')
  await database.importDocuments('post_likes', asDocuments(likes(recent, viewer._id)))
  await database.importDocuments('post_comments', asDocuments(comments(COMMENTS, newest, authors)))
  await fillSurroundings(database, { viewer, authors, recent, now })
  return newest
}
