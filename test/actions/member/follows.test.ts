/** member.setFollow, member.listFollows, and the counts derived from them. */
import { DAY_MS, FOLLOWS_MAX } from '../../../contract/limits'
import { setFields, storedDocument } from '../../support/documents'
import { runOf, tickAfter } from '../../support/jobs'
import { createWorld, type Person, present, type World } from '../../support/world'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

const follow = (who: Person, whom: Person, followed = true) =>
  who.call('member.setFollow', { memberId: whom.memberId, followed })
const idsOf = async (viewer: Person, whose: Person, kind: 'following' | 'followers', limit?: number) => {
  const asked = { memberId: whose.memberId, kind, ...(limit === undefined ? {} : { limit }) }
  return (await viewer.call('member.listFollows', asked)).members.map(({ memberId }) => memberId)
}

describe('member.setFollow', () => {
  test('ok: following and stopping to, each harmless when repeated', async () => {
    const dora = await world.newcomer('Dora')
    for (const followed of [true, true, false, false, true]) {
      expect(await follow(dora, world.bob, followed)).toEqual({ followed })
    }
    const { member } = await dora.call('member.getMember', { memberId: world.bob.memberId })
    expect(member).toMatchObject({ followed: true, followerCount: 1, followingCount: 0 })
    expect((await dora.call('member.getMe', {})).member).toMatchObject({ followingCount: 1 })
    expect(
      (await world.carol.call('member.getMember', { memberId: world.bob.memberId })).member.followed,
    ).toBe(false)
  })

  test('ok: many taps at once come to one follow or none, and the counts say so', async () => {
    const eve = await world.newcomer('Eve')
    await Promise.all(
      [true, false, true, false, true, true, false, true].map((f) => follow(eve, world.carol, f)),
    )
    const { member } = await eve.call('member.getMember', { memberId: world.carol.memberId })
    expect((await eve.call('member.getMe', {})).member?.followingCount).toBe(member.followed ? 1 : 0)
    expect(member.followerCount).toBe(member.followed ? 1 : 0)
  })

  test('INVALID_INPUT: oneself', async () => {
    const input = { memberId: world.alice.memberId, followed: true }
    expect(await world.alice.refusal('member.setFollow', input)).toBe('INVALID_INPUT')
  })

  test('NOT_FOUND: nobody, or somebody who was banned; whom one follows no longer is not asked for', async () => {
    const gone = { memberId: 'mbr_00000000' }
    expect(await world.alice.refusal('member.setFollow', { ...gone, followed: true })).toBe('NOT_FOUND')
    expect(await world.alice.call('member.setFollow', { ...gone, followed: false })).toEqual({
      followed: false,
    })
    const outcast = await world.newcomer('Outcast')
    await setFields(world, 'members', outcast.memberId, { standing: 'banned' })
    const input = { memberId: outcast.memberId, followed: true }
    expect(await world.alice.refusal('member.setFollow', input)).toBe('NOT_FOUND')
  })

  test('LIMIT_REACHED: who follows as many as one may', async () => {
    const keen = await world.newcomer('Keen')
    await setFields(world, 'members', keen.memberId, { followingCount: FOLLOWS_MAX })
    const input = { memberId: world.alice.memberId, followed: true }
    expect(await keen.refusal('member.setFollow', input)).toBe('LIMIT_REACHED')
  })
})

describe('member.listFollows', () => {
  test('ok: the latest first, page after page, with what the viewer follows', async () => {
    const fan = await world.newcomer('Fan')
    const others = await Promise.all(['一', '二', '三'].map((name) => world.newcomer(name)))
    for (const other of others) await follow(fan, other)
    const ids = others.map(({ memberId }) => memberId).reverse()
    expect(await idsOf(world.bob, fan, 'following')).toEqual(ids)
    const first = await world.bob.call('member.listFollows', {
      memberId: fan.memberId,
      kind: 'following',
      limit: 2,
    })
    expect(first.members.map(({ memberId }) => memberId)).toEqual(ids.slice(0, 2))
    const rest = { memberId: fan.memberId, kind: 'following' as const, cursor: present(first.nextCursor) }
    expect(
      (await world.bob.call('member.listFollows', rest)).members.map(({ memberId }) => memberId),
    ).toEqual(ids.slice(2))
    await follow(world.bob, present(others[1]))
    const { members } = await world.bob.call('member.listFollows', {
      memberId: fan.memberId,
      kind: 'following',
    })
    expect(members.map(({ followed }) => followed)).toEqual([false, true, false])
    expect(await idsOf(fan, present(others[1]), 'followers')).toEqual([world.bob.memberId, fan.memberId])
  })

  test('ok: who was banned is passed over', async () => {
    const fan = await world.newcomer('Fan2')
    const other = await world.newcomer('Soon gone')
    await follow(fan, other)
    await setFields(world, 'members', other.memberId, { standing: 'banned' })
    expect(await idsOf(world.bob, fan, 'following')).toEqual([])
  })

  test('NOT_FOUND: nobody', async () => {
    const asked = { memberId: 'mbr_00000000', kind: 'followers' }
    expect(await world.bob.refusal('member.listFollows', asked)).toBe('NOT_FOUND')
  })

  test('INVALID_INPUT: a cursor of another list', async () => {
    const fan = await world.newcomer('Fan3')
    await follow(fan, world.alice)
    await follow(fan, world.bob)
    const asked = { memberId: fan.memberId, kind: 'following' as const, limit: 1 }
    const { nextCursor } = await fan.call('member.listFollows', asked)
    const other = { memberId: world.alice.memberId, kind: 'followers', cursor: nextCursor }
    expect(await fan.refusal('member.listFollows', other)).toBe('INVALID_INPUT')
  })
})

test('counts that a crash left wrong are put right, and a second run repairs nothing', async () => {
  const [one, other] = await Promise.all([world.newcomer('One'), world.newcomer('Other')])
  await follow(one, other)
  await setFields(world, 'members', one.memberId, { followingCount: 9 })
  await setFields(world, 'members', other.memberId, { followerCount: -2 })
  // A third person's, who said otherwise above, is one more.
  for (const repaired of [3, 0]) {
    const ticked = await tickAfter(world, DAY_MS)
    expect((await runOf(world, 'member.reconcileFollows', ticked)).repaired).toBe(repaired)
  }
  expect(await storedDocument(world, 'members', one.memberId)).toMatchObject({ followingCount: 1 })
  expect(await storedDocument(world, 'members', other.memberId)).toMatchObject({ followerCount: 1 })
})
