/** member.suggestMembers, member.recommendMentions, member.offerGroup, member.saveGroup. */
import { setFields } from '../../support/documents'
import { jpegPhoto } from '../../support/photos'
import { createWorld, newRequestId, type Person, type World } from '../../support/world'

let world: World
let operator: Person
beforeAll(async () => {
  world = await createWorld()
  operator = await world.newcomer('Operator')
  await setFields(world, 'members', operator.memberId, { roles: ['operator'] })
})
afterAll(() => world.close())
afterEach(() => {
  Object.assign(world.emulator.openapi.script.text, { mode: 'by-content' })
  Object.assign(world.emulator.openapi.script.media, { mode: 'pass' })
})

const survey = (interests: string[], city?: string) => ({
  requestId: newRequestId(),
  reasons: [],
  skillTier: 'potential' as const,
  interests,
  needs: ['answers' as const],
  ...(city === undefined ? {} : { city }),
})

async function baker(nickname: string, interests: string[], city?: string): Promise<Person> {
  const person = await world.newcomer(nickname)
  await person.call('member.saveSurvey', survey(interests, city))
  await person.publish(`${nickname} 的面包`)
  return person
}

test('member.suggestMembers: interests first, then the city, then the active; none whom one follows', async () => {
  const alike = await baker('同好', ['brd_kitchen0'])
  const neighbour = await baker('邻居', [], '苏州')
  const followed = await baker('已关注', ['brd_kitchen0'])
  const seeker = await world.newcomer('Seeker')
  await seeker.call('member.saveSurvey', survey(['brd_kitchen0'], '苏州'))
  await seeker.call('member.setFollow', { memberId: followed.memberId, followed: true })
  const { members } = await seeker.call('member.suggestMembers', {})
  expect(members.slice(0, 2)).toMatchObject([
    { memberId: alike.memberId, because: 'interest', boardId: 'brd_kitchen0', postCount: 1, followed: false },
    { memberId: neighbour.memberId, because: 'city' },
  ])
  const ids = members.map(({ memberId }) => memberId)
  expect(ids).not.toContain(followed.memberId)
  expect(ids).not.toContain(seeker.memberId)
  expect(new Set(ids).size).toBe(ids.length)
})

test('member.recommendMentions: whom one follows, by a part of the nickname, its beginning first', async () => {
  const seeker = await world.newcomer('Seeker2')
  const [holds, begins, other] = await Promise.all(
    ['小麦子', '麦田', '玉米'].map((name) => world.newcomer(name)),
  )
  for (const person of [holds, begins, other])
    await seeker.call('member.setFollow', { memberId: person?.memberId ?? '', followed: true })
  const named = async (text?: string) =>
    (await seeker.call('member.recommendMentions', { ...(text === undefined ? {} : { text }) })).members.map(
      ({ nickname }) => nickname,
    )
  expect(await named('麦')).toEqual(['麦田', '小麦子'])
  expect(await named()).toEqual(['玉米', '麦田', '小麦子'])
  expect(await named('没有的')).toEqual([])
  // Whoever has answered them lately goes first.
  const postId = await seeker.publish('有人在吗')
  await world.bob.call('post.createComment', { requestId: newRequestId(), postId, text: '在的' })
  expect(await named()).toEqual(['Bob', '玉米', '麦田', '小麦子'])
})

describe('groups', () => {
  const group = (codePhotoId: string, change: object = {}) => ({
    requestId: newRequestId(),
    name: '上海答疑群',
    needs: ['answers' as const],
    city: '上海',
    channel: 'group-sh',
    codePhotoId,
    open: true,
    ...change,
  })

  test('ok: the one of need and city is offered, once its code has passed its check', async () => {
    world.emulator.openapi.script.media.mode = 'manual'
    const code = await operator.upload(await jpegPhoto(60))
    const { groupId } = await operator.call('member.saveGroup', group(code))
    const seeker = await world.newcomer('Shanghai')
    await seeker.call('member.saveSurvey', survey([], '上海市'))
    expect(await seeker.call('member.offerGroup', {})).toEqual({})
    for (const { traceId } of world.emulator.openapi.pendingMediaChecks())
      await world.emulator.openapi.pushMediaVerdict(traceId, 'pass')
    const { group: offered } = await seeker.call('member.offerGroup', {})
    expect(offered).toMatchObject({ groupId, name: '上海答疑群', city: '上海', needs: ['answers'] })
    expect((await fetch(offered?.codeUrl ?? '')).headers.get('content-type')).toBe('image/webp')
    const elsewhere = await world.newcomer('Elsewhere')
    await elsewhere.call('member.saveSurvey', survey([], '广州'))
    expect(await elsewhere.call('member.offerGroup', {})).toEqual({})
  })

  test('ok: changing a group, and asking again with the same requestId', async () => {
    const code = await operator.upload(await jpegPhoto(61))
    const made = group(code, { open: false })
    const { groupId } = await operator.call('member.saveGroup', made)
    expect(await operator.call('member.saveGroup', made)).toEqual({ groupId })
    const changed = group(code, { groupId, name: '改名', open: false })
    expect(await operator.call('member.saveGroup', changed)).toEqual({ groupId })
  })

  test('member.saveGroup NOT_FOUND: a group that is not there', async () => {
    const code = await operator.upload(await jpegPhoto(62))
    const input = group(code, { groupId: 'grp_00000000' })
    expect(await operator.refusal('member.saveGroup', input)).toBe('NOT_FOUND')
  })

  test('CONTENT_REJECTED: a name or a code that the platform rejects', async () => {
    const code = await operator.upload(await jpegPhoto(63))
    await world.settled()
    const named = group(code, { name: '违禁词群' })
    expect(await operator.refusal('member.saveGroup', named)).toBe('CONTENT_REJECTED')
    world.emulator.openapi.script.media.mode = 'risky'
    const risky = await operator.upload(await jpegPhoto(64))
    await world.settled()
    expect(await operator.refusal('member.saveGroup', group(risky))).toBe('CONTENT_REJECTED')
  })

  test('MEDIA_NOT_READY: a code that was not uploaded', async () => {
    expect(await operator.refusal('member.saveGroup', group('med_00000000'))).toBe('MEDIA_NOT_READY')
  })

  test('FORBIDDEN: for who is no operator', async () => {
    expect(await world.bob.refusal('member.saveGroup', group('med_00000000'))).toBe('FORBIDDEN')
  })
})
