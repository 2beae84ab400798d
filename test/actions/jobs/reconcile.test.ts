/** What the jobs put right: each test plants what a crash or a race would have left, and a second run finds nothing. */
import { DAY_MS, MINUTE_MS } from '../../../contract/limits'
import { setFields, storedDocument } from '../../support/documents'
import { runOf, tickAfter } from '../../support/jobs'
import { jpegPhoto } from '../../support/photos'
import { BOARD_ID, createWorld, newRequestId, present, type World } from '../../support/world'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())
afterEach(() => {
  Object.assign(world.emulator.openapi.script.text, { mode: 'by-content' })
  Object.assign(world.emulator.openapi.script.media, { mode: 'pass' })
})

test('counts and copies that a crash or a race left wrong; a second run repairs nothing', async () => {
  const postId = await world.carol.publish('counted')
  await world.bob.call('post.setLike', { postId, liked: true })
  const said = { requestId: newRequestId(), postId, text: 'lovely' }
  const { comment } = await world.carol.call('post.createComment', said)
  await setFields(world, 'posts', postId, { likeCount: 7, commentCount: -1, author: { nickname: 'Before' } })
  await setFields(world, 'post_comments', comment.commentId, { author: { nickname: 'Before' } })
  await setFields(world, 'members', world.bob.memberId, { postCount: 5 })

  for (const repaired of [1, 0]) {
    const ticked = await tickAfter(world, DAY_MS)
    expect(ticked.failed).toEqual([])
    for (const job of ['Counts', 'PostCounts', 'Authors', 'CommentAuthors'])
      expect([job, (await runOf(world, `post.reconcile${job}`, ticked)).repaired]).toEqual([job, repaired])
  }
  const author = { nickname: 'Carol' }
  expect(await storedDocument(world, 'posts', postId)).toMatchObject({
    likeCount: 1,
    commentCount: 1,
    author,
  })
  expect(await storedDocument(world, 'post_comments', comment.commentId)).toMatchObject({ author })
  expect((await world.bob.call('member.getMe', {})).member?.postCount).toBe(0)
})

test('votes, topics and the figures of comments that a crash left wrong; a second run repairs nothing', async () => {
  const { postId } = await world.carol.call('post.createPost', {
    requestId: newRequestId(),
    kind: 'poll',
    boardId: BOARD_ID,
    text: 'which one',
    photoIds: [],
    topicNames: ['loaves'],
    poll: { options: ['a', 'b'], multiple: false },
  })
  await world.bob.call('post.castPoll', { postId, choices: [1] })
  const said = { requestId: newRequestId(), postId, text: 'the second' }
  const { commentId } = (await world.bob.call('post.createComment', said)).comment
  await world.carol.call('post.setCommentLike', { commentId, liked: true })
  const { topics } = (await world.bob.call('post.getPost', { postId })).post
  const topicId = present(topics[0]).topicId
  await setFields(world, 'posts', postId, { voterCount: 4, ballotCounts: { o0: 2 }, favouriteCount: 3 })
  await setFields(world, 'post_comments', commentId, { likeCount: 8, replyCount: 2 })
  await setFields(world, 'topics', topicId, { postCount: 0 })

  for (const repaired of [1, 0]) {
    const ticked = await tickAfter(world, DAY_MS)
    for (const job of ['Counts', 'Ballots', 'Comments', 'Topics'])
      expect([job, (await runOf(world, `post.reconcile${job}`, ticked)).repaired]).toEqual([job, repaired])
  }
  expect(await storedDocument(world, 'posts', postId)).toMatchObject({
    voterCount: 1,
    ballotCounts: { o0: 0, o1: 1 },
    favouriteCount: 0,
  })
  expect(await storedDocument(world, 'post_comments', commentId)).toMatchObject({
    likeCount: 1,
    replyCount: 0,
  })
  expect(await storedDocument(world, 'topics', topicId)).toMatchObject({ postCount: 1 })
})

test('what was written while its author was renamed follows within two minutes', async () => {
  const requestId = newRequestId()
  await world.carol.call('member.updateProfile', { requestId, nickname: 'Caroline' })
  const postId = await world.carol.publish('late')
  await setFields(world, 'posts', postId, { author: { nickname: 'Carol' } })
  const ticked = await tickAfter(world)
  expect((await runOf(world, 'outbox.consume', ticked)).repaired).toBe(1)
  expect(await storedDocument(world, 'posts', postId)).toMatchObject({ author: { nickname: 'Caroline' } })
  expect((await runOf(world, 'outbox.consume', await tickAfter(world))).repaired).toBe(0)
})

describe('a photo whose check was never answered', () => {
  async function publishUnanswered(): Promise<{ postId: string; mediaId: string }> {
    world.emulator.openapi.script.media.mode = 'silent'
    const mediaId = await world.alice.upload(await jpegPhoto(120))
    return { postId: await world.alice.publish('with a photo', [mediaId]), mediaId }
  }
  const stateOf = async (postId: string) => (await storedDocument(world, 'posts', postId)).state

  test('is asked about again, and its post is shown when it passes', async () => {
    const { postId } = await publishUnanswered()
    world.emulator.openapi.script.media.mode = 'pass'
    await tickAfter(world, 20 * MINUTE_MS)
    await world.settled()
    expect(await stateOf(postId)).toBe('checking')
    await tickAfter(world, 20 * MINUTE_MS)
    await world.settled()
    expect(await stateOf(postId)).toBe('visible')
  })

  test('is left to a person after three more questions; a late answer still counts', async () => {
    const { postId, mediaId } = await publishUnanswered()
    for (const hours of [1, 1, 2, 3]) await tickAfter(world, hours * 61 * MINUTE_MS)
    expect(await storedDocument(world, 'media', mediaId)).toMatchObject({ state: 'held', asks: 3 })
    expect(await stateOf(postId)).toBe('checking')
    const { traceId } = await storedDocument(world, 'media', mediaId)
    await world.emulator.openapi.pushMediaVerdict(String(traceId), 'pass')
    expect(await stateOf(postId)).toBe('visible')
  })
})

describe('a text that could not be checked', () => {
  async function write() {
    world.emulator.openapi.script.text.mode = 'down'
    const postId = await world.alice.publish('could not be checked')
    const said = { requestId: newRequestId(), postId, text: 'me too' }
    const { comment } = await world.alice.call('post.createComment', said)
    return { postId, commentId: comment.commentId }
  }
  const states = async ({ postId, commentId }: Awaited<ReturnType<typeof write>>) => [
    await storedDocument(world, 'posts', postId),
    await storedDocument(world, 'post_comments', commentId),
  ]

  test('is asked about again, shown when it passes, and counted', async () => {
    const written = await write()
    world.emulator.openapi.script.text.mode = 'pass'
    await tickAfter(world, 6 * MINUTE_MS)
    expect(await states(written)).toMatchObject([
      { state: 'visible', commentCount: 1 },
      { state: 'visible', textVerdict: 'pass' },
    ])
  })

  test('is rejected when it is risky', async () => {
    const written = await write()
    world.emulator.openapi.script.text.mode = 'risky'
    await tickAfter(world, 6 * MINUTE_MS)
    expect(await states(written)).toMatchObject([{ state: 'rejected' }, { state: 'rejected' }])
  })

  test('is left to a person after three questions in vain', async () => {
    const written = await write()
    for (const hours of [1, 1, 2, 3]) await tickAfter(world, hours * 61 * MINUTE_MS)
    expect(await states(written)).toMatchObject([
      { state: 'checking', textVerdict: 'review', textAsks: 3 },
      { state: 'checking', textVerdict: 'review', textAsks: 3 },
    ])
  })
})

test('claims, limits, facts and runs past their time are removed, newer ones are not', async () => {
  const now = world.emulator.clock.now()
  const { database } = world.emulator
  const plant = (name: string, field: string, ages: readonly number[], more: object = {}) =>
    database.importDocuments(
      name,
      ages.map((days) => ({ _id: `planted-${days}`, [field]: now - days * DAY_MS, ...more })),
    )
  await plant('requests', 'createdAt', [28, 32])
  await plant('rate_limits', 'usedAt', [-1, 3])
  await plant('job_runs', 'startedAt', [5, 9])
  await tickAfter(world, DAY_MS)
  const left = async (name: string) =>
    (await database.find(name, { query: { _id: /^planted/ }, order: { _id: 1 } })).map(({ _id }) => _id)
  expect(await Promise.all(['requests', 'rate_limits', 'job_runs'].map(left))).toEqual([
    ['planted-28'],
    ['planted--1'],
    ['planted-5'],
  ])
})
