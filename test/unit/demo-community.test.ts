/** The demo community: the same each time, true to its own facts, and believable where people look first. */
import type { ProcessedPhoto } from '../../cloudfunctions/media/collections'
import { authorSnippet } from '../../cloudfunctions/member/views'
import { excerptOf } from '../../cloudfunctions/post/rules'
import { COMMENT_TEXT_LENGTH_MAX, NICKNAME_LENGTH_MAX, POST_TEXT_LENGTH_MAX } from '../../contract/limits'
import { CommentId, MediaId, MemberId, PostId } from '../../contract/shared'
import { checkText } from '../../emulator/openapi/text-check'
import { SUBJECTS } from '../../scripts/demo/art/pictures'
import { makeCommunity } from '../../scripts/demo/community'

const NOW = Date.UTC(2026, 10, 22, 4)
const HOUR_MS = 60 * 60 * 1000
const DAY_MS = 24 * HOUR_MS
const NEWEST_COUNT = 30

const photo = (name: string): ProcessedPhoto => ({
  thumbFileId: `cloud://demo/p/${name}/t.webp`,
  displayFileId: `cloud://demo/p/${name}/d.webp`,
  originalFileId: `cloud://demo/original/${name}`,
  width: 1080,
  height: 1440,
  perceptualHash: '00ff00ff00ff00ff',
  hashBands: ['0:00ff', '1:00ff', '2:00ff', '3:00ff'],
})
const pictures = SUBJECTS.flatMap((subject) =>
  ['a', 'b', 'c'].map((layout) => ({ subject, photo: photo(`${subject}-${layout}`) })),
)
const avatars = ['x', 'y', 'z'].map(photo)
const make = (now = NOW, seed = 'test') => makeCommunity({ seed, now, pictures, avatars })

const community = make()
const { boards, members, media, mediaChecks, posts, comments, likes, identities } = community
const visible = posts.filter((post) => post.state === 'visible')
const byId = new Map(members.map((member) => [member._id, member]))
/** What a post's first photo shows; undefined without one. */
const subjectOf = (post: (typeof posts)[number]) =>
  /p\/(.*)-[abc]\//.exec(post.photos[0]?.thumbFileId ?? '')?.[1]

test('the same seed and instant make the same community, another seed another', () => {
  expect(make()).toEqual(community)
  expect(make(NOW, 'other').posts).not.toEqual(posts)
})

test('300 members, a month of posts, and talk', () => {
  expect(members).toHaveLength(300)
  expect(posts.length).toBeGreaterThanOrEqual(420)
  expect(comments.length).toBeGreaterThan(1_500)
  expect(likes.length).toBeGreaterThan(4_500)
  expect(NOW - (posts.at(-1)?.createdAt ?? NOW)).toBeGreaterThan(28 * DAY_MS)
})

test('counters equal the facts', () => {
  for (const post of posts) {
    expect(post.likeCount).toBe(likes.filter((like) => like.postId === post._id).length)
    expect(post.commentCount).toBe(comments.filter((comment) => comment.postId === post._id).length)
  }
  for (const member of members) {
    expect(member.postCount).toBe(posts.filter((post) => post.authorId === member._id).length)
  }
})

test('ids are of the contract and of one document each', () => {
  for (const member of members) MemberId.parse(member._id)
  for (const post of posts) PostId.parse(post._id)
  for (const comment of comments) CommentId.parse(comment._id)
  for (const each of media) MediaId.parse(each._id)
  for (const documents of [boards, members, posts, comments, likes, media, mediaChecks]) {
    expect(new Set(documents.map(({ _id }) => _id)).size).toBe(documents.length)
  }
})

test('feeds come in the order of their ids, newest first', () => {
  const ids = posts.map((post) => post._id)
  expect(ids).toEqual([...ids].sort().reverse())
})

test('texts are within the limits, and the platform passes every one of them', async () => {
  for (const { text, excerpt } of posts) {
    expect(text.length).toBeLessThanOrEqual(POST_TEXT_LENGTH_MAX)
    expect(excerpt).toBe(excerptOf(text))
  }
  for (const { text } of comments) expect(text.length).toBeLessThanOrEqual(COMMENT_TEXT_LENGTH_MAX)
  const names = members.map((member) => member.nickname)
  for (const name of names) expect(name.length).toBeLessThanOrEqual(NICKNAME_LENGTH_MAX)
  expect(new Set(names).size).toBe(names.length)
  const texts = new Set([...posts, ...comments].map(({ text }) => text).concat(names))
  for (const content of texts) {
    expect(content).toBe(content.trim())
    const request = { version: 2, openid: 'oAnybody', scene: 3, content }
    expect(await checkText(request, { mode: 'by-content' })).toMatchObject({ result: { suggest: 'pass' } })
  }
})

test('no post says what another says, and under a post nobody repeats anybody', () => {
  expect(new Set(posts.map((post) => post.excerpt)).size).toBe(posts.length)
  const said = comments.map(({ postId, text }) => `${postId}:${text}`)
  // Two different questions under one post may have the same short answer.
  expect(said.length - new Set(said).size).toBeLessThan(comments.length / 100)
})

test.each([0, 5, 10, 15, 20])('at %i o’clock nobody acts before they joined, nor in the future', (hour) => {
  const now = NOW + hour * HOUR_MS
  const at = make(now)
  const joinedAt = new Map(at.members.map((member) => [member._id, member.joinedAt]))
  const postedAt = new Map(at.posts.map((post) => [post._id, post.createdAt]))
  const acts = [
    ...at.posts.map((post) => ({ who: post.authorId, when: post.createdAt, after: 0 })),
    ...at.comments.map(({ authorId, createdAt, postId }) => ({
      who: authorId,
      when: createdAt,
      after: postedAt.get(postId) ?? now,
    })),
    ...at.likes.map(({ memberId, createdAt, postId }) => ({
      who: memberId,
      when: createdAt,
      after: postedAt.get(postId) ?? now,
    })),
  ]
  expect(acts.filter(({ who, when }) => when <= (joinedAt.get(who) ?? now))).toEqual([])
  expect(acts.filter(({ when, after }) => when <= after || when > now)).toEqual([])
})

test('every photo is a checked upload of its author, and copies of authors are as they are now', () => {
  const uploads = new Map(media.map((each) => [each._id, each]))
  for (const post of posts) {
    expect(post.photoIds).toEqual(post.photos.map((each) => each.mediaId))
    for (const mediaId of post.photoIds) expect(uploads.get(mediaId)?.purpose).toBe('post')
  }
  for (const written of [...posts, ...comments]) {
    const author = byId.get(written.authorId)
    expect(author && authorSnippet(author)).toEqual(written.author)
  }
  for (const check of mediaChecks) {
    const upload = uploads.get(check.mediaId ?? '')
    expect(upload?.traceId).toBe(check._id)
    expect(upload?.state).toBe(check.answer ?? 'checking')
  }
})

test('one post waits for its photo and one was refused; each belongs to somebody of the picker', () => {
  const unseen = posts.filter((post) => post.state !== 'visible')
  expect(unseen.map((post) => post.state).sort()).toEqual(['checking', 'rejected'])
  const openids = identities.map((identity) => identity.openid)
  for (const post of unseen) expect(openids).toContain(byId.get(post.authorId)?.openid)
  const unseenIds = new Set(unseen.map((post) => post._id))
  expect(comments.some((comment) => unseenIds.has(comment.postId))).toBe(false)
})

test('the first screens show a different thing in every picture, and some posts without one', () => {
  const newest = visible.slice(0, NEWEST_COUNT)
  const subjects = newest.map(subjectOf).filter((subject) => subject !== undefined)
  expect(new Set(subjects).size).toBe(subjects.length)
  expect(subjects.length).toBeGreaterThanOrEqual(24)
  expect(NEWEST_COUNT - subjects.length).toBeGreaterThanOrEqual(2)
  expect(new Set(newest.map((post) => post.boardId)).size).toBe(boards.length)
})

test('further down, neighbours in the feed are about different things', () => {
  const same = visible.filter((post, place) => {
    const next = visible[place + 1]
    return next && subjectOf(post) !== undefined && subjectOf(post) === subjectOf(next)
  })
  expect(same).toEqual([])
})

test('attention has a long tail: the most liked post has many times what the middle one has', () => {
  const counts = visible.map((post) => post.likeCount).sort((a, b) => a - b)
  const middle = counts[Math.floor(counts.length / 2)] ?? 0
  expect(middle).toBeGreaterThan(3)
  expect(counts.at(-1)).toBeGreaterThan(middle * 6)
})

test('the picker offers every role and a plain member first', () => {
  const roles = identities.map(({ openid }) => members.find((member) => member.openid === openid)?.roles[0])
  expect(roles).toEqual([
    undefined,
    'instructor',
    'operator',
    'moderator',
    'butler',
    undefined,
    undefined,
    undefined,
  ])
  for (const { name, note } of identities) expect(`${name}${note}`).not.toBe(name)
})
