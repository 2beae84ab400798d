/** privacy.leave: what ends at once, what a job erases, and what becomes of who comes back. */
import { DAY_MS, MINUTE_MS } from '../../../contract/limits'
import { setFields } from '../../support/documents'
import { tickAfter } from '../../support/jobs'
import { findTexts } from '../../support/personal-traces'
import { jpegPhoto } from '../../support/photos'
import { BOARD_ID, createWorld, newRequestId, type Person, type World } from '../../support/world'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

const leave = (person: Person) =>
  person.call('privacy.leave', { requestId: newRequestId(), confirm: true as const })
const countOf = (name: string, query: object) => world.emulator.database.count(name, { ...query })

test('ok: at once they may do nothing, nobody is shown them, and their words have no name', async () => {
  const leo = await world.newcomer('里奥')
  const postId = await leo.publish('临走的一篇')
  await world.bob.call('member.setFollow', { memberId: leo.memberId, followed: true })
  await leave(leo)
  expect(await world.bob.refusal('member.getMember', { memberId: leo.memberId })).toBe('NOT_FOUND')
  expect(await leo.call('member.getMe', {})).toEqual({})
  expect(await leo.refusal('post.setLike', { postId, liked: true })).toBe('NOT_A_MEMBER')
  expect(
    (await world.bob.call('member.listFollows', { memberId: world.bob.memberId, kind: 'following' })).members,
  ).toEqual([])
  expect(await findTexts(world, ['里奥', leo.openid])).toEqual([])
})

test('ok: the rest is erased by the job, and the counts of others follow', async () => {
  const mona = await world.newcomer('莫娜')
  const mediaId = await mona.upload(await jpegPhoto(41))
  await world.settled()
  await mona.publish('带照片', [mediaId])
  await mona.call('member.setFollow', { memberId: world.alice.memberId, followed: true })
  await world.carol.call('member.setFollow', { memberId: mona.memberId, followed: true })
  await leave(mona)
  await tickAfter(world, MINUTE_MS)
  for (const [name, query] of [
    ['members', { _id: mona.memberId }],
    ['posts', { authorId: mona.memberId, removed: false }],
    ['media', { _id: mediaId }],
    ['member_follows', { followerId: mona.memberId }],
    ['member_follows', { followedId: mona.memberId }],
  ] as const)
    expect([name, await countOf(name, query)]).toEqual([name, 0])
  const { member } = await world.bob.call('member.getMember', { memberId: world.alice.memberId })
  expect(member.followerCount).toBe(0)
  expect((await world.carol.call('member.getMe', {})).member?.followingCount).toBe(0)
  const [departure] = await world.emulator.database.find('departures', { query: { _id: mona.memberId } })
  expect(departure).toMatchObject({ state: 'done' })
  expect(departure).not.toHaveProperty('callerKey')
})

test('ok: their place in a chain stays, with nobody in it', async () => {
  const kim = await world.newcomer('金')
  const order = {
    requestId: newRequestId(),
    boardId: BOARD_ID,
    text: '团购黄油',
    photoIds: [],
    kind: 'chain' as const,
  }
  const { postId } = await world.alice.call('post.createPost', order)
  for (const [person, text] of [
    [kim, '两块'],
    [world.bob, '一块'],
  ] as const)
    await person.call('post.joinChain', { requestId: newRequestId(), postId, text })
  await leave(kim)
  await tickAfter(world, MINUTE_MS)
  const { entries } = await world.carol.call('post.listChain', { postId })
  expect(entries).toMatchObject([
    { number: 1, text: '', author: { nickname: '' } },
    { number: 2, text: '一块' },
  ])
})

test('member.join LEFT_RECENTLY: whoever has left waits a week, and is not new then', async () => {
  const nina = await world.newcomer('妮娜')
  await leave(nina)
  const again = { requestId: newRequestId(), nickname: '妮娜回来了' }
  const refused = await nina.ask('member.join', again)
  expect(refused).toMatchObject({
    error: { code: 'LEFT_RECENTLY', details: { retryAfterMs: expect.any(Number) } },
  })
  await tickAfter(world, 8 * DAY_MS)
  const { member } = await nina.call('member.join', { ...again, requestId: newRequestId() })
  expect(member.memberId).not.toBe(nina.memberId)
  const [stored] = await world.emulator.database.find('members', { query: { _id: member.memberId } })
  expect(stored).toMatchObject({ returned: true })
  // And may leave again.
  await leave(nina)
  expect(await nina.refusal('member.join', { ...again, requestId: newRequestId() })).toBe('LEFT_RECENTLY')
})

test('ok: two taps at once leave once, and an export that waits is not made', async () => {
  const otto = await world.newcomer('奥托')
  await otto.call('privacy.requestExport', { requestId: newRequestId() })
  const answers = await Promise.all(
    [1, 2, 3].map(() => otto.ask('privacy.leave', { requestId: newRequestId(), confirm: true })),
  )
  expect(answers.some(({ ok }) => ok)).toBe(true)
  for (const answer of answers) if (!answer.ok) expect(answer.error.code).toBe('BUSY')
  await tickAfter(world, MINUTE_MS)
  expect(await countOf('data_exports', { _id: otto.memberId })).toBe(0)
  expect((await world.emulator.storage.list()).filter(({ path }) => path.startsWith('exports/'))).toEqual([])
})

test('ok: asking again after the answer was lost, and by who never joined, changes nothing', async () => {
  const paula = await world.newcomer('Paula')
  await leave(paula)
  expect(await leave(paula)).toEqual({})
  expect(await leave(world.stranger())).toEqual({})
})

test('member.join MEMBER_BANNED: who is banned may leave and is erased, but does not leave the ban', async () => {
  const outcast = await world.newcomer('被封的人')
  await setFields(world, 'members', outcast.memberId, { standing: 'banned' })
  await leave(outcast)
  await tickAfter(world, MINUTE_MS)
  expect(await countOf('members', { _id: outcast.memberId })).toBe(0)
  expect(await findTexts(world, ['被封的人', outcast.openid])).toEqual([])
  const again = { requestId: newRequestId(), nickname: '换个名字' }
  expect(await outcast.refusal('member.join', again)).toBe('MEMBER_BANNED')
})

test('INVALID_INPUT: nobody leaves without having said so', async () => {
  for (const confirm of [false, undefined, 'true'])
    expect(await world.alice.refusal('privacy.leave', { requestId: newRequestId(), confirm })).toBe(
      'INVALID_INPUT',
    )
})
