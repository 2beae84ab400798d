import { jpegPhoto } from '../../support/photos'
import { createWorld, newRequestId, type World } from '../../support/world'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())
afterEach(() => {
  world.emulator.openapi.script.text.mode = 'by-content'
})

const asked = (nickname = '小麦') => ({ requestId: newRequestId(), nickname })

test('ok: a guest becomes a member, without any role', async () => {
  const guest = world.stranger()
  expect(await guest.call('member.getMe', {})).toEqual({})
  const { member } = await guest.call('member.join', asked(' 小麦 '))
  expect(member).toMatchObject({ nickname: '小麦', roles: [], postCount: 0 })
  expect((await guest.call('member.getMe', {})).member).toEqual(member)
})

test('ok: joining again, however often and at once, is the same member', async () => {
  const guest = world.stranger()
  const joins = Array.from({ length: 6 }, () => guest.call('member.join', asked()))
  const ids = (await Promise.all(joins)).map(({ member }) => member.memberId)
  expect(new Set(ids).size).toBe(1)
  const again = await guest.call('member.join', asked('别的名字'))
  expect(again.member).toMatchObject({ memberId: ids[0], nickname: '小麦' })
  const stored = await world.emulator.database.find('members', { query: { openid: guest.openid } })
  expect(stored).toHaveLength(1)
})

test('ok: with a picture, which others see once it has passed', async () => {
  const guest = world.stranger()
  const { script } = world.emulator.openapi
  script.media.mode = 'manual'
  const avatarMediaId = await guest.upload(await jpegPhoto(11), 'avatar')
  const { member } = await guest.call('member.join', { ...asked(), avatarMediaId })
  expect(member.avatarUrl).toBeDefined()
  const seen = () => world.bob.call('member.getMember', { memberId: member.memberId })
  expect((await seen()).member.avatarUrl).toBeUndefined()
  for (const { traceId } of world.emulator.openapi.pendingMediaChecks()) {
    await world.emulator.openapi.pushMediaVerdict(traceId, 'pass')
  }
  expect((await seen()).member.avatarUrl).toBeDefined()
  script.media.mode = 'pass'
})

test('IDEMPOTENCY_MISMATCH: the same requestId with another nickname', async () => {
  const guest = world.stranger()
  const input = asked()
  await guest.call('member.join', input)
  expect(await guest.refusal('member.join', { ...input, nickname: '别的' })).toBe('IDEMPOTENCY_MISMATCH')
})

test.each([
  ['risky', '违禁词大师'],
  ['to be reviewed', '待复核词大师'],
])('CONTENT_REJECTED: a nickname that is %s', async (_name, nickname) => {
  const guest = world.stranger()
  expect(await guest.refusal('member.join', asked(nickname))).toBe('CONTENT_REJECTED')
  expect(await guest.call('member.getMe', {})).toEqual({})
})

test('BUSY: a nickname that could not be checked is not shown to anybody', async () => {
  world.emulator.openapi.script.text.mode = 'down'
  expect(await world.stranger().refusal('member.join', asked())).toBe('BUSY')
})

test("MEDIA_NOT_READY: another's picture, a post's photo, one that never was", async () => {
  const guest = world.stranger()
  const others = await world.bob.upload(await jpegPhoto(12), 'avatar')
  const photo = await guest.upload(await jpegPhoto(13), 'post')
  for (const avatarMediaId of [others, photo, 'med_00000000']) {
    expect(await guest.refusal('member.join', { ...asked(), avatarMediaId })).toBe('MEDIA_NOT_READY')
  }
})

test.each([
  ['no nickname', { nickname: '' }],
  ['spaces', { nickname: '   ' }],
  ['nothing that can be seen', { nickname: '\u200b\u200b' }],
  ['21 characters', { nickname: '面'.repeat(21) }],
  ['a role for oneself', { roles: ['operator'] }],
  ['an openid', { openid: 'oSomebodyElse' }],
  ['a member id', { memberId: 'mbr_00000000' }],
])('INVALID_INPUT: %s', async (_name, change) => {
  expect(await world.stranger().refusal('member.join', { ...asked(), ...change })).toBe('INVALID_INPUT')
})

test('LEFT_RECENTLY: whoever has left, until a week is over', async () => {
  const leaver = await world.newcomer('Leaver')
  await leaver.call('privacy.leave', { requestId: newRequestId(), confirm: true })
  expect(await leaver.ask('member.join', asked())).toMatchObject({
    error: { code: 'LEFT_RECENTLY', details: { retryAfterMs: expect.any(Number) } },
  })
})

test('MEMBER_BANNED: nobody joins out of a ban', async () => {
  const outcast = await world.newcomer('Outcast')
  await world.emulator.database.modify('members', {
    query: { _id: outcast.memberId },
    data: { $set: { standing: 'banned' } },
    multi: false,
    merge: true,
    upsert: false,
  })
  expect(await outcast.refusal('member.join', asked())).toBe('MEMBER_BANNED')
})
