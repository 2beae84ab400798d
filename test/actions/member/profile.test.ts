/** member.getMe, member.getMember, member.updateProfile. */
import { jpegPhoto } from '../../support/photos'
import { createWorld, newRequestId, present, type World } from '../../support/world'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())
afterEach(() => {
  world.emulator.openapi.script.text.mode = 'by-content'
  world.emulator.openapi.script.media.mode = 'pass'
})

describe('member.getMember', () => {
  test('ok: what others see', async () => {
    const { member } = await world.bob.call('member.getMember', { memberId: world.alice.memberId })
    expect(Object.keys(member).sort()).toEqual([
      'followed',
      'followerCount',
      'followingCount',
      'joinedAt',
      'level',
      'memberId',
      'nickname',
      'postCount',
      'skillTier',
      'tierProven',
      'titles',
    ])
  })

  test('NOT_FOUND: nobody, or somebody who was banned', async () => {
    expect(await world.bob.refusal('member.getMember', { memberId: 'mbr_00000000' })).toBe('NOT_FOUND')
  })

  test('INVALID_INPUT: an id of another kind, an operator', async () => {
    expect(await world.bob.refusal('member.getMember', { memberId: 'pst_00000000' })).toBe('INVALID_INPUT')
    expect(await world.bob.refusal('member.getMember', { memberId: { $ne: '' } })).toBe('INVALID_INPUT')
  })
})

describe('member.updateProfile', () => {
  test('ok: posts and comments already made follow', async () => {
    const dan = await world.newcomer('Dan')
    const postId = await dan.publish('我的第一块吐司')
    await dan.call('post.createComment', { requestId: newRequestId(), postId, text: '自己先来一句' })
    const avatarMediaId = await dan.upload(await jpegPhoto(21), 'avatar')
    await world.settled()
    const changed = { requestId: newRequestId(), nickname: '老丹', avatarMediaId }
    expect((await dan.call('member.updateProfile', changed)).member.nickname).toBe('老丹')
    const { post, comments } = await world.bob.call('post.getPost', { postId })
    for (const author of [post.author, present(comments.comments[0]).author]) {
      expect(author.nickname).toBe('老丹')
      expect(author.avatarUrl).toBeDefined()
    }
  })

  test('ok: a picture is shown to others only when it has passed, and taken back when it has not', async () => {
    const eve = await world.newcomer('Eve')
    const postId = await eve.publish('面包')
    const seen = async () => (await world.bob.call('post.getPost', { postId })).post.author.avatarUrl
    const { openapi } = world.emulator
    openapi.script.media.mode = 'manual'
    const avatarMediaId = await eve.upload(await jpegPhoto(22), 'avatar')
    await eve.call('member.updateProfile', { requestId: newRequestId(), avatarMediaId })
    expect(await seen()).toBeUndefined()
    const [check] = openapi.pendingMediaChecks()
    await openapi.pushMediaVerdict(present(check).traceId, 'pass')
    expect(await seen()).toBeDefined()
    const next = await eve.upload(await jpegPhoto(23), 'avatar')
    await eve.call('member.updateProfile', { requestId: newRequestId(), avatarMediaId: next })
    const [other] = openapi.pendingMediaChecks()
    await openapi.pushMediaVerdict(present(other).traceId, 'risky')
    expect(await seen()).toBeUndefined()
    expect((await eve.call('member.getMe', {})).member?.avatarUrl).toBeUndefined()
  })

  test('ok: a late repetition of an older change does not undo a newer one', async () => {
    const older = { requestId: newRequestId(), nickname: '旧名' }
    const newer = { requestId: newRequestId(), nickname: '新名' }
    await world.carol.call('member.updateProfile', older)
    await world.carol.call('member.updateProfile', newer)
    expect((await world.carol.call('member.updateProfile', older)).member.nickname).toBe('新名')
  })

  test('IDEMPOTENCY_MISMATCH: the same requestId for another change', async () => {
    const input = { requestId: newRequestId(), nickname: '甲' }
    await world.carol.call('member.updateProfile', input)
    expect(await world.carol.refusal('member.updateProfile', { ...input, nickname: '乙' })).toBe(
      'IDEMPOTENCY_MISMATCH',
    )
  })

  test('CONTENT_REJECTED: a risky nickname changes nothing', async () => {
    const before = await world.bob.call('member.getMe', {})
    const input = { requestId: newRequestId(), nickname: '违禁词' }
    expect(await world.bob.refusal('member.updateProfile', input)).toBe('CONTENT_REJECTED')
    expect(await world.bob.call('member.getMe', {})).toEqual(before)
  })

  test('CONTENT_REJECTED: a picture that the platform rejected', async () => {
    world.emulator.openapi.script.media.mode = 'risky'
    const avatarMediaId = await world.bob.upload(await jpegPhoto(24), 'avatar')
    await world.settled()
    const input = { requestId: newRequestId(), avatarMediaId }
    expect(await world.bob.refusal('member.updateProfile', input)).toBe('CONTENT_REJECTED')
  })

  test('BUSY: a nickname that could not be checked', async () => {
    world.emulator.openapi.script.text.mode = 'down'
    const input = { requestId: newRequestId(), nickname: '丙' }
    expect(await world.bob.refusal('member.updateProfile', input)).toBe('BUSY')
  })

  test('MEDIA_NOT_READY: a picture that was not completed', async () => {
    const asked = { requestId: newRequestId(), purpose: 'avatar' as const, bytes: 10 }
    const { mediaId } = await world.bob.call('media.requestUpload', asked)
    const input = { requestId: newRequestId(), avatarMediaId: mediaId }
    expect(await world.bob.refusal('member.updateProfile', input)).toBe('MEDIA_NOT_READY')
  })

  test('NOT_A_MEMBER: a guest has no profile', async () => {
    const input = { requestId: newRequestId(), nickname: '客' }
    expect(await world.stranger().refusal('member.updateProfile', input)).toBe('NOT_A_MEMBER')
  })

  test('INVALID_INPUT: points, roles or a standing of one’s own choice', async () => {
    for (const wish of [{ roles: ['operator'] }, { standing: 'active' }, { postCount: 9 }]) {
      const input = { requestId: newRequestId(), ...wish }
      expect(await world.bob.refusal('member.updateProfile', input)).toBe('INVALID_INPUT')
    }
  })
})
