/** The demo community: the same each time, true to its own facts, and believable where people look first. */
import { derivedMonths } from '../../cloudfunctions/checkin/calendar-reconciling-rules'
import { streakOf } from '../../cloudfunctions/checkin/streak-rules'
import { callerKey } from '../../cloudfunctions/kit/id'
import { nameTokens } from '../../cloudfunctions/kit/ngrams'
import { periodOf } from '../../cloudfunctions/kit/period'
import type { ProcessedPhoto } from '../../cloudfunctions/media/collections'
import { markOf } from '../../cloudfunctions/member/mark-rules'
import { onboardingOf } from '../../cloudfunctions/member/onboarding-rules'
import { authorSnippet } from '../../cloudfunctions/member/views'
import { audited, NOTHING_AUDITED } from '../../cloudfunctions/points/book-rules'
import { trialOf } from '../../cloudfunctions/points/ledger'
import { nextStep } from '../../cloudfunctions/post/award-rules'
import { excerptOf } from '../../cloudfunctions/post/rules'
import { COMMENT_TEXT_LENGTH_MAX, NICKNAME_LENGTH_MAX, POST_TEXT_LENGTH_MAX } from '../../contract/limits'
import { CommentId, MediaId, MemberId, PostId } from '../../contract/shared'
import { checkText } from '../../emulator/openapi/text-check'
import { SUBJECTS } from '../../scripts/demo/art/pictures'
import { makeCommunity } from '../../scripts/demo/community'
import { groupBy } from '../../scripts/demo/engagement'

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
  const counted = posts.map((post) => ({
    ...post,
    likeCount: likes.filter((like) => like.postId === post._id).length,
    commentCount: comments.filter((comment) => comment.postId === post._id).length,
  }))
  expect(posts).toEqual(counted)
  expect(members).toEqual(
    members.map((member) => ({
      ...member,
      postCount: posts.filter((post) => post.authorId === member._id).length,
    })),
  )
})

test('the ladder is taken by most, the first of the picker is midway, and marks stand beside names', () => {
  const steps = members.map((member) => onboardingOf(member).steps)
  expect(steps.filter(({ rules }) => rules !== 'done')).toEqual([])
  const [viewer, teacher] = steps
  expect(viewer).toMatchObject({ rules: 'done', survey: 'todo', firstPost: 'done' })
  expect(teacher).toMatchObject({ survey: 'done', firstPost: 'done' })
  const finished = members.filter((member) => onboardingOf(member).finished)
  expect(finished.length).toBeGreaterThan(100)
  expect(finished.length).toBeLessThan(members.length)
  expect(members.map(({ mark }) => mark)).toEqual(members.map(markOf))
  expect(new Set(members.map(({ mark }) => mark?.kind))).toEqual(
    new Set([undefined, 'instructor', 'title', 'v']),
  )
  expect(members[0]?.titles?.map(({ lapsed }) => lapsed?.why)).toEqual(['time'])
})

test('members are found by their names, and those who wrote last by when', () => {
  for (const { nickname, nicknameTokens } of members) expect(nicknameTokens).toEqual(nameTokens(nickname))
  expect(members.map(({ lastPostAt }) => lastPostAt)).toEqual(
    members.map(({ _id }) => posts.find(({ authorId }) => authorId === _id)?.createdAt),
  )
})

test('every kind of post is there, and what members do with them is counted', () => {
  const { ballots, entries, commentLikes, favourites, follows, topics, inboxes } = community
  const kinds = new Set(posts.map((post) => post.kind))
  expect([...kinds].sort()).toEqual(['chain', 'debate', 'order', 'poll', 'post', 'question'])
  const questions = posts.filter((post) => post.kind === 'question')
  expect(questions.filter((post) => post.solved).length).toBeGreaterThan(10)
  expect(questions.filter((post) => !post.solved).length).toBeGreaterThan(10)
  for (const { _id, solvedCommentId, authorId } of questions.filter((post) => post.solved)) {
    const answer = comments.find((comment) => comment._id === solvedCommentId)
    expect(answer).toMatchObject({ postId: _id, state: 'visible' })
    expect(answer?.authorId).not.toBe(authorId)
  }
  for (const post of posts.filter(({ poll, debate }) => poll ?? debate)) {
    const cast = ballots.filter((ballot) => ballot.postId === post._id)
    const counts = (post.poll?.options ?? post.debate?.sides ?? []).map(
      (_, place) => cast.filter(({ choices }) => choices.includes(place)).length,
    )
    expect(counts.map((_, place) => post.ballotCounts?.[`o${place}`] ?? 0)).toEqual(counts)
    expect([post.voterCount, cast.length > 5]).toEqual([cast.length, true])
  }
  const chains = posts.filter((post) => post.chain)
  expect(chains.flatMap((post) => post.chainMemberIds ?? [])).toHaveLength(entries.length)
  for (const topic of topics) {
    const using = visible.filter((post) => post.topicIds?.includes(topic._id))
    expect([topic.name, topic.postCount]).toEqual([topic.name, using.length])
  }
  for (const comment of comments) {
    const below = comments.filter((reply) => reply.rootId === comment._id).length
    const likers = commentLikes.filter((like) => like.commentId === comment._id).length
    expect([comment.replyCount, comment.likeCount]).toEqual([below, likers])
  }
  expect(posts.filter((post) => post.featured).length).toBeGreaterThan(10)
  expect(posts.reduce((sum, post) => sum + (post.favouriteCount ?? 0), 0)).toBe(favourites.length)
  expect(members.reduce((sum, member) => sum + (member.followerCount ?? 0), 0)).toBe(follows.length)
  const [first] = members
  const followed = new Set(
    follows.filter((follow) => follow.followerId === first?._id).map((follow) => follow.followedId),
  )
  const inbox = inboxes.find((each) => each.memberId === first?._id)
  expect(inbox?.entries).toHaveLength(visible.filter((post) => followed.has(post.authorId)).length)
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
  const longest = (texts: readonly string[]) => Math.max(...texts.map((text) => text.length))
  const names = members.map((member) => member.nickname)
  const written = [...posts, ...comments].map(({ text }) => text)
  expect(longest(posts.map(({ text }) => text))).toBeLessThanOrEqual(POST_TEXT_LENGTH_MAX)
  expect(longest(comments.map(({ text }) => text))).toBeLessThanOrEqual(COMMENT_TEXT_LENGTH_MAX)
  expect(longest(names)).toBeLessThanOrEqual(NICKNAME_LENGTH_MAX)
  expect(new Set(names).size).toBe(names.length)
  expect(posts.map(({ excerpt }) => excerpt)).toEqual(posts.map(({ text }) => excerptOf(text)))
  expect(written.filter((text) => text !== text.trim() || text === '')).toEqual([])
  const verdicts = await Promise.all(
    [...new Set([...written, ...names])].map((content) =>
      checkText({ version: 2, openid: 'oAnybody', scene: 3, content }, { mode: 'by-content' }),
    ),
  )
  const passed = { errcode: 0, errmsg: 'ok', result: { suggest: 'pass', label: 100 } }
  expect(verdicts).toEqual(verdicts.map(() => expect.objectContaining(passed)))
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
  const ownerOf = (authorId: string) => callerKey(byId.get(authorId)?.openid ?? '')
  const stray = posts.flatMap(({ photoIds, authorId }) =>
    photoIds.filter((mediaId) => {
      const upload = uploads.get(mediaId)
      return upload?.purpose !== 'post' || upload.ownerKey !== ownerOf(authorId)
    }),
  )
  expect(stray).toEqual([])
  expect(posts.map((post) => post.photoIds)).toEqual(
    posts.map((post) => post.photos.map((each) => each.mediaId)),
  )
  const written = [...posts, ...comments]
  const authors = written.map(({ authorId }) => byId.get(authorId))
  expect(authors.map((author) => author && authorSnippet(author))).toEqual(
    written.map(({ author }) => author),
  )
  expect(mediaChecks.map(({ _id, mediaId, answer }) => [mediaId, _id, answer ?? 'checking'])).toEqual(
    media.map(({ _id, traceId, state }) => [_id, traceId, state]),
  )
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

test('what was done was paid by the rules: each account is what its entries make, and all of it comes to zero', () => {
  const { entries, accounts } = community.ledger
  expect(entries.length).toBeGreaterThan(600)
  expect(new Set(entries.map(({ _id }) => _id)).size).toBe(entries.length)
  expect(trialOf(entries.flatMap(({ postings }) => postings))).toEqual({ points: 0, xp: 0 })
  for (const account of accounts) {
    const own = entries.filter(({ memberId }) => memberId === account._id)
    const result = audited(
      NOTHING_AUDITED,
      own.sort((a, b) => a.version - b.version),
    )
    expect(result).toMatchObject({ version: account.version, balance: { available: account.available } })
  }
  for (const post of visible) expect(nextStep(post)).toBeUndefined()
})

test('the first of the picker has a month behind them: a streak that today can lengthen, a made-up day, a cap', () => {
  const today = periodOf('day', NOW)
  const [viewer] = members
  const own = (documents: readonly { memberId: string }[]) =>
    documents.filter(({ memberId }) => memberId === viewer?._id)
  const calendar = community.calendars.find(({ memberId }) => memberId === viewer?._id)
  expect(streakOf(calendar?.months ?? {}, new Set(), today)).toMatchObject({ days: 13, doneToday: false })
  expect(own(community.checkIns)).toContainEqual(
    expect.objectContaining({ mark: 'madeUp', paidWith: 'points' }),
  )
  expect(own(community.checkIns)).toContainEqual(expect.objectContaining({ how: 'photo' }))
  expect(own(community.ledger.entries).length).toBeGreaterThan(30)
  expect(community.ledger.entries).toContainEqual(expect.objectContaining({ capped: 'ruleDay' }))
})

test('calendars are what the days make of them, challenges count who is in them, and nothing is done before joining or in the future', () => {
  const { calendars, checkIns, challenges } = community
  const days = groupBy(checkIns, ({ calendarId }) => calendarId)
  const from = periodOf('day', NOW - 40 * DAY_MS)
  for (const { _id, months } of calendars)
    expect(derivedMonths(months, days.get(_id) ?? [], from, periodOf('day', NOW))).toBeUndefined()
  const early = checkIns.filter(({ at, memberId }) => at <= (byId.get(memberId)?.joinedAt ?? NOW) || at > NOW)
  expect(early).toEqual([])
  expect(new Set(checkIns.map(({ _id }) => _id)).size).toBe(checkIns.length)
  expect(new Set(checkIns.map(({ place }) => place)).size).toBe(checkIns.length)
  const ids = challenges.map(({ _id }) => _id)
  const joined = ids.map((id) => calendars.filter(({ challengeId }) => challengeId === id).length)
  expect(challenges.map(({ memberCount }) => memberCount)).toEqual(joined)
  expect(joined[0]).toBeGreaterThanOrEqual(20)
})
