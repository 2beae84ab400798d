/** member.grantMark, member.withdrawMark, member.proveTier, member.getPersona; titles that lapse. */
import { DAY_MS } from '../../../contract/limits'
import { setFields } from '../../support/documents'
import { runOf, tickAfter } from '../../support/jobs'
import { jpegPhoto } from '../../support/photos'
import { createWorld, newRequestId, type Person, present, type World } from '../../support/world'

let world: World
let operator: Person
beforeAll(async () => {
  world = await createWorld()
  operator = await world.newcomer('Operator')
  await setFields(world, 'members', operator.memberId, { roles: ['operator'] })
})
afterAll(() => world.close())

const mark = (whom: Person, change: object = {}) => ({
  requestId: newRequestId(),
  memberId: whom.memberId,
  kind: 'title' as const,
  text: '热心达人',
  reason: '九月回答最多',
  ...change,
})
const seen = async (whom: Person) =>
  (await world.bob.call('member.getMember', { memberId: whom.memberId })).member

describe('member.grantMark', () => {
  test('ok: the mark stands beside the name, on the profile and on words already written', async () => {
    const ann = await world.newcomer('Ann')
    const postId = await ann.publish('司康')
    await operator.call('member.grantMark', mark(ann))
    expect((await seen(ann)).mark).toEqual({ kind: 'title', text: '热心达人' })
    expect((await world.bob.call('post.getPost', { postId })).post.author.mark).toEqual({
      kind: 'title',
      text: '热心达人',
    })
    await operator.call('member.grantMark', mark(ann, { kind: 'v', text: '认证烘焙师' }))
    expect((await seen(ann)).mark).toEqual({ kind: 'v', text: '认证烘焙师' })
    expect((await seen(ann)).titles).toHaveLength(2)
  })

  test('ok: asking again with the same requestId gives one', async () => {
    const ben = await world.newcomer('Ben')
    const input = mark(ben)
    await operator.call('member.grantMark', input)
    expect((await operator.call('member.grantMark', input)).titles).toHaveLength(1)
  })

  test('NOT_FOUND: nobody', async () => {
    const input = { ...mark(world.bob), memberId: 'mbr_00000000' }
    expect(await operator.refusal('member.grantMark', input)).toBe('NOT_FOUND')
  })

  test('CONTENT_REJECTED: words that the platform rejects', async () => {
    expect(await operator.refusal('member.grantMark', mark(world.bob, { text: '违禁词' }))).toBe(
      'CONTENT_REJECTED',
    )
  })

  test('LIMIT_REACHED: as many as one may have', async () => {
    const vain = await world.newcomer('Vain')
    for (let n = 0; n < 10; n += 1) await operator.call('member.grantMark', mark(vain, { text: `头衔${n}` }))
    expect(await operator.refusal('member.grantMark', mark(vain))).toBe('LIMIT_REACHED')
  })

  test('FORBIDDEN: for who is no operator', async () => {
    expect(await world.bob.refusal('member.grantMark', mark(world.bob))).toBe('FORBIDDEN')
  })
})

describe('member.withdrawMark', () => {
  test('ok: it is gone for others, and its owner is told why', async () => {
    const cai = await world.newcomer('Cai')
    const [title] = (await operator.call('member.grantMark', mark(cai, { kind: 'v' }))).titles
    const input = { memberId: cai.memberId, titleId: present(title).titleId, words: '证书过期' }
    await operator.call('member.withdrawMark', input)
    await operator.call('member.withdrawMark', { ...input, words: '第二次不算' })
    expect(await seen(cai)).toMatchObject({ titles: [] })
    expect((await seen(cai)).mark).toBeUndefined()
    expect((await cai.call('member.getMe', {})).member?.titles).toMatchObject([
      { lapsed: { why: 'withdrawn', words: '证书过期' } },
    ])
  })

  test('NOT_FOUND: a title of somebody else', async () => {
    const [title] = (await operator.call('member.grantMark', mark(world.carol))).titles
    const input = { memberId: world.bob.memberId, titleId: present(title).titleId, words: '错' }
    expect(await operator.refusal('member.withdrawMark', input)).toBe('NOT_FOUND')
  })

  test('CONTENT_REJECTED: words that the platform rejects', async () => {
    const [title] = (await operator.call('member.grantMark', mark(world.alice))).titles
    const input = { memberId: world.alice.memberId, titleId: present(title).titleId, words: '违禁词' }
    expect(await operator.refusal('member.withdrawMark', input)).toBe('CONTENT_REJECTED')
  })
})

test('titles lapse in their time, or when nothing was published for long, and say why', async () => {
  const [brief, idle, busy] = await Promise.all(['Brief', 'Idle', 'Busy'].map((name) => world.newcomer(name)))
  await operator.call('member.grantMark', mark(present(brief), { days: 30, kind: 'v' }))
  for (const person of [idle, busy]) await operator.call('member.grantMark', mark(present(person)))
  await tickAfter(world, 60 * DAY_MS)
  expect((await present(brief).call('member.getMe', {})).member?.titles).toMatchObject([
    { lapsed: { why: 'time' } },
  ])
  await present(busy).publish('还在')
  const ticked = await tickAfter(world, 40 * DAY_MS)
  expect((await runOf(world, 'member.lapseTitles', ticked)).repaired).toBeGreaterThan(0)
  expect((await present(idle).call('member.getMe', {})).member).toMatchObject({
    titles: [{ lapsed: { why: 'inactive' } }],
  })
  await tickAfter(world)
  const { notices } = await present(idle).call('notice.listNotices', { group: 'system' })
  expect(notices).toMatchObject([{ kind: 'titleLapsed', about: '热心达人' }])
  expect((await seen(present(busy))).mark).toEqual({ kind: 'title', text: '热心达人' })
  expect((await seen(present(idle))).mark).toBeUndefined()
})

describe('member.proveTier', () => {
  test('ok: an instructor is certified, and marked', async () => {
    const teacher = await world.newcomer('Teacher')
    const input = { memberId: teacher.memberId, skillTier: 'instructor' as const }
    expect(await operator.call('member.proveTier', input)).toEqual({
      skillTier: 'instructor',
      tierProven: true,
    })
    expect(await seen(teacher)).toMatchObject({ tierProven: true, mark: { kind: 'instructor' } })
    await operator.call('member.proveTier', { ...input, skillTier: 'expert' })
    expect((await seen(teacher)).mark).toBeUndefined()
  })

  test('NOT_FOUND: nobody', async () => {
    const input = { memberId: 'mbr_00000000', skillTier: 'expert' }
    expect(await operator.refusal('member.proveTier', input)).toBe('NOT_FOUND')
  })
})

describe('member.getPersona', () => {
  test('ok: what they have done is counted each day, and proves the tier that they claim', async () => {
    const keen = await world.newcomer('Keen')
    await keen.call('member.saveSurvey', {
      ...{ requestId: newRequestId(), reasons: [], interests: [], needs: [] },
      skillTier: 'beginner',
    })
    const photoId = await keen.upload(await jpegPhoto(71))
    await world.settled()
    const postId = await keen.publish('第一块吐司', [photoId])
    await keen.publish('第二块')
    await world.bob.call('post.setLike', { postId, liked: true })
    await keen.call('post.createComment', { requestId: newRequestId(), postId, text: '请多指教' })
    await tickAfter(world, DAY_MS)
    expect(await operator.call('member.getPersona', { memberId: keen.memberId })).toMatchObject({
      personas: [],
      deeds: { posts: 2, works: 1, likesReceived: 1, comments: 1, hidden: 0 },
      countedAt: expect.any(Number),
    })
    expect((await keen.call('member.getMe', {})).member).toMatchObject({
      skillTier: 'beginner',
      tierProven: true,
    })
  })

  test('ok: nothing is said of whom nothing was counted', async () => {
    const { memberId } = await world.newcomer('Uncounted')
    const answer = await operator.call('member.getPersona', { memberId })
    expect(answer).toMatchObject({ personas: [], deeds: { posts: 0 } })
    expect(answer.countedAt).toBeUndefined()
  })

  test('NOT_FOUND: nobody', async () => {
    expect(await operator.refusal('member.getPersona', { memberId: 'mbr_00000000' })).toBe('NOT_FOUND')
  })

  test('FORBIDDEN: members are never shown it, not even their own', async () => {
    expect(await world.bob.refusal('member.getPersona', { memberId: world.bob.memberId })).toBe('FORBIDDEN')
  })
})
