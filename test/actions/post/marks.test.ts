/** Favourites, reports, what operators pick and decide, share codes, and the video that waits for a person. */
import { setFields, storedDocument } from '../../support/documents'
import { jpegPhoto } from '../../support/photos'
import { liftRateLimits } from '../../support/rate-limits'
import { mp4Video, PLACE } from '../../support/videos'
import { BOARD_ID, createWorld, newRequestId, type Person, type World } from '../../support/world'

let world: World
let postId: string
let moderator: Person
beforeAll(async () => {
  world = await createWorld()
  await liftRateLimits(world.emulator.database)
  moderator = await world.newcomer('Mod')
  await setFields(world, 'members', moderator.memberId, { roles: ['moderator'] })
})
beforeEach(async () => {
  postId = await world.alice.publish('一块面包')
})
afterAll(() => world.close())

const read = async (who: Person) => (await who.call('post.getPost', { postId })).post

describe('post.setFavourite, post.listFavourites', () => {
  const keep = (favourited: boolean, id = postId) =>
    world.bob.call('post.setFavourite', { postId: id, favourited })

  test('ok: counted once, and known to who keeps it alone', async () => {
    await Promise.all([1, 2, 3].map(() => keep(true)))
    expect(await read(world.bob)).toMatchObject({ favourited: true, favouriteCount: 1 })
    expect(await read(world.carol)).toMatchObject({ favourited: false })
    expect(await world.emulator.database.find('notices', { query: { to: world.alice.memberId } })).toEqual([])
    await keep(false)
    expect(await read(world.bob)).toMatchObject({ favourited: false, favouriteCount: 0 })
  })

  test('ok: the last kept first, page by page; what is gone is left out', async () => {
    const reader = await world.newcomer('Reader')
    const ids = [postId, await world.alice.publish('第二块'), await world.alice.publish('第三块')]
    for (const id of ids) await reader.call('post.setFavourite', { postId: id, favourited: true })
    const listed = (page: { posts: readonly { postId: string }[] }) => page.posts.map((post) => post.postId)
    const first = await reader.call('post.listFavourites', { limit: 2 })
    expect(listed(first)).toEqual([ids[2], ids[1]])
    const rest = await reader.call('post.listFavourites', { cursor: first.nextCursor ?? '' })
    expect(listed(rest)).toEqual([ids[0]])
    await world.alice.call('post.deletePost', { postId: ids[1] ?? '' })
    expect(listed(await reader.call('post.listFavourites', {}))).toEqual([ids[2], ids[0]])
    expect((await world.bob.call('post.listFavourites', {})).posts).toEqual([])
  })

  test('NOT_FOUND: a post that is gone is not kept, but can be let go', async () => {
    await keep(true)
    await world.alice.call('post.deletePost', { postId })
    expect(await keep(false)).toEqual({ favourited: false })
    expect(await world.bob.refusal('post.setFavourite', { postId, favourited: true })).toBe('NOT_FOUND')
  })
})

describe('post.report', () => {
  const report = (who: Person, subject: object, reason = 'abuse') =>
    who.ask('post.report', { requestId: newRequestId(), subject, reason })
  const reporters = () => Promise.all(['R1', 'R2', 'R3'].map((name) => world.newcomer(name)))

  test('ok: three members hide a post; one of them three times does not', async () => {
    const [first, second, third] = await reporters()
    if (!first || !second || !third) throw new Error('three report')
    for (let n = 0; n < 3; n += 1) expect(await report(first, { postId })).toMatchObject({ ok: true })
    await report(second, { postId })
    expect(await read(world.carol)).toMatchObject({ state: 'visible' })
    await report(third, { postId })
    expect(await world.carol.refusal('post.getPost', { postId })).toBe('NOT_FOUND')
    expect(await read(world.alice)).toMatchObject({ state: 'hidden' })
  })

  test('ok: three members hide a comment, which is counted no more', async () => {
    const said = { requestId: newRequestId(), postId, text: '广告' }
    const { commentId } = (await world.bob.call('post.createComment', said)).comment
    for (const who of await reporters()) await report(who, { commentId })
    expect((await read(world.carol)).commentCount).toBe(0)
    expect((await world.carol.call('post.listComments', { postId })).comments).toEqual([])
  })

  test('ok: a member; the same requestId again is the same report', async () => {
    const input = {
      requestId: newRequestId(),
      subject: { memberId: world.bob.memberId },
      reason: 'fraud' as const,
    }
    for (let n = 0; n < 2; n += 1) expect(await world.carol.call('post.report', input)).toEqual({})
    const query = { subjectId: world.bob.memberId }
    expect(await world.emulator.database.find('post_reports', { query })).toHaveLength(1)
    expect(await world.carol.refusal('post.report', { ...input, reason: 'abuse' })).toBe(
      'IDEMPOTENCY_MISMATCH',
    )
  })

  test('NOT_FOUND: one’s own, and what is not there; INVALID_INPUT: two subjects, or a reason of one’s own', async () => {
    const refusal = async (who: Person, subject: object, reason?: string) => {
      const envelope = await report(who, subject, reason)
      return envelope.ok ? 'ok' : envelope.error.code
    }
    expect(await refusal(world.alice, { postId })).toBe('NOT_FOUND')
    expect(await refusal(world.alice, { memberId: world.alice.memberId })).toBe('NOT_FOUND')
    expect(await refusal(world.bob, { postId: 'pst_00000000' })).toBe('NOT_FOUND')
    expect(await refusal(world.bob, { postId, memberId: world.alice.memberId })).toBe('INVALID_INPUT')
    expect(await refusal(world.bob, { postId }, 'boring')).toBe('INVALID_INPUT')
  })
})

describe('post.setFeatured', () => {
  test('ok: picked, and taken out again', async () => {
    expect(await moderator.call('post.setFeatured', { postId, featured: true })).toEqual({ featured: true })
    expect(await read(world.bob)).toMatchObject({ featured: true, viewerMay: { feature: false } })
    expect(await read(moderator)).toMatchObject({ viewerMay: { feature: true } })
    await moderator.call('post.setFeatured', { postId, featured: false })
    expect(await read(world.bob)).toMatchObject({ featured: false })
  })

  test('FORBIDDEN: a member without the capability; NOT_FOUND: a post that others do not see', async () => {
    expect(await world.alice.refusal('post.setFeatured', { postId, featured: true })).toBe('FORBIDDEN')
    await setFields(world, 'posts', postId, { state: 'hidden' })
    expect(await moderator.refusal('post.setFeatured', { postId, featured: true })).toBe('NOT_FOUND')
  })
})

describe('post.getShareCode', () => {
  test('ok: a picture, made once for everybody, that leads to the post', async () => {
    const first = await world.stranger().call('post.getShareCode', { postId })
    const { shareCodeFileId } = await storedDocument(world, 'posts', postId)
    const again = await world.bob.call('post.getShareCode', { postId })
    expect([first.url, again.url].every((url) => url.startsWith('http'))).toBe(true)
    expect((await storedDocument(world, 'posts', postId)).shareCodeFileId).toBe(shareCodeFileId)
    const png = Buffer.from(await (await fetch(first.url)).arrayBuffer())
    expect(png.subarray(1, 4).toString()).toBe('PNG')
  })

  test('NOT_FOUND: a post that others do not see, also for its author', async () => {
    await setFields(world, 'posts', postId, { state: 'checking' })
    expect(await world.alice.refusal('post.getShareCode', { postId })).toBe('NOT_FOUND')
  })
})

describe('a short video', () => {
  const wish = (videoId: string, photoIds: string[]) => {
    return { requestId: newRequestId(), boardId: BOARD_ID, text: '看我打发', photoIds, videoId }
  }

  test('ok: waits for a person, then everybody sees it, without the place it was taken at', async () => {
    const posterId = await world.alice.upload(await jpegPhoto(200))
    const videoId = await world.alice.upload(mp4Video(1280, 720, { turned: true }), 'video')
    await world.settled()
    const created = await world.alice.call('post.createPost', wish(videoId, [posterId]))
    postId = created.postId
    expect(created.state).toBe('checking')
    expect(await world.bob.refusal('post.getPost', { postId })).toBe('NOT_FOUND')
    expect((await read(world.alice)).video).toMatchObject({ mediaId: videoId, width: 720, height: 1280 })
    await moderator.call('post.decideMedia', { mediaId: videoId, passed: true })
    const { photos, video } = await read(world.bob)
    expect(photos).toEqual([])
    expect(video).toMatchObject({ posterId })
    const shown = Buffer.from(await (await fetch(video?.url ?? '')).arrayBuffer())
    expect(shown.includes(PLACE)).toBe(false)
    expect(shown.includes('frames')).toBe(true)
    await moderator.call('post.decideMedia', { mediaId: videoId, passed: false })
    expect(await world.bob.refusal('post.getPost', { postId })).toBe('NOT_FOUND')
  })

  test('INVALID_INPUT: without a poster; MEDIA_NOT_READY: a photo as video, another’s video', async () => {
    const videoId = await world.alice.upload(mp4Video(), 'video')
    const posterId = await world.alice.upload(await jpegPhoto(201))
    expect(await world.alice.refusal('post.createPost', wish(videoId, []))).toBe('INVALID_INPUT')
    expect(await world.alice.refusal('post.createPost', wish(posterId, [posterId]))).toBe('MEDIA_NOT_READY')
    const photoId = await world.bob.upload(await jpegPhoto(202))
    expect(await world.bob.refusal('post.createPost', wish(videoId, [photoId]))).toBe('MEDIA_NOT_READY')
  })

  test.each<[string, () => Buffer]>([
    ['MEDIA_TYPE_UNSUPPORTED', () => Buffer.from('%PDF-1.7 not a video')],
    ['MEDIA_UNREADABLE', () => mp4Video(0, 0)],
    ['MEDIA_UNREADABLE', () => mp4Video().subarray(0, 100)],
  ])('%s: refused, and the upload is gone', async (code, bytes) => {
    await expect(world.alice.upload(bytes(), 'video')).rejects.toMatchObject({ code })
  })

  test('FORBIDDEN: a member decides nothing; NOT_FOUND: nothing to decide', async () => {
    const videoId = await world.alice.upload(mp4Video(), 'video')
    expect(await world.alice.refusal('post.decideMedia', { mediaId: videoId, passed: true })).toBe(
      'FORBIDDEN',
    )
    expect(await moderator.refusal('post.decideMedia', { mediaId: 'med_00000000', passed: true })).toBe(
      'NOT_FOUND',
    )
  })
})
