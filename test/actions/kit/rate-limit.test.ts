/** Rate limits: by one conditional update on the real emulator, and in the actions that declare them. */
import type { Action } from '../../../contract/action'
import { contract } from '../../../contract/index'
import { RATE_LIMIT_MAX } from '../../../contract/limits'
import { setFields } from '../../support/documents'
import { type Kit, loadKit } from '../../support/kit'
import { createWorld, newRequestId, type Person, type World } from '../../support/world'

let world: World
let kit: Kit
beforeAll(async () => {
  world = await createWorld()
  kit = await loadKit(world.emulator)
})
afterAll(() => world.close())

const LIMIT = { max: 5, windowMs: 1_000 }
const upTo = (count: number) => Array.from({ length: count }, (_, n) => n)
const admitted = (key: string, now: number) =>
  kit.rateLimit.admitCall(key, LIMIT, now).then(
    () => true,
    (error: unknown) => {
      expect(error).toMatchObject({ code: 'RATE_LIMITED', details: { retryAfterMs: expect.any(Number) } })
      return false
    },
  )

test('of forty calls at once, the first ever among them, exactly five are accepted', async () => {
  const answers = await Promise.all(upTo(40).map(() => admitted('at-once', 10_000)))
  expect(answers.filter(Boolean)).toHaveLength(LIMIT.max)
})

test('the window slides: in no stretch of its length are more accepted', async () => {
  const acceptedAt: number[] = []
  for (let now = 10_000; now < 14_000; now += 100) if (await admitted('sliding', now)) acceptedAt.push(now)
  for (const from of acceptedAt) {
    const within = acceptedAt.filter((at) => at >= from && at < from + LIMIT.windowMs)
    expect(within.length).toBeLessThanOrEqual(LIMIT.max)
  }
  // And it is a limit, not a ban: in four windows four times as many.
  expect(acceptedAt).toHaveLength(4 * LIMIT.max)
})

test('RATE_LIMITED says when the oldest accepted call leaves the window', async () => {
  for (const n of upTo(LIMIT.max)) await admitted('when', 20_000 + n * 10)
  const refused = kit.rateLimit.admitCall('when', LIMIT, 20_300)
  await expect(refused).rejects.toMatchObject({ code: 'RATE_LIMITED', details: { retryAfterMs: 700 } })
  expect(await admitted('when', 21_000)).toBe(true)
})

test('a limit that an operator has changed counts from what was accepted before', async () => {
  for (const n of upTo(LIMIT.max)) await admitted('changed', 30_000 + n)
  const wider = { ...LIMIT, max: 7 }
  await kit.rateLimit.admitCall('changed', wider, 31_010)
  const answers = await Promise.all(
    upTo(20).map(() =>
      kit.rateLimit.admitCall('changed', wider, 31_020).then(
        () => 1,
        () => 0,
      ),
    ),
  )
  expect(answers.reduce((sum, each) => sum + each, 0)).toBe(wider.max - 1)
})

test('an action is refused above its limit at a price that does not grow, and callers do not share it', async () => {
  const { max } = contract['member.updateProfile'].rateLimit ?? { max: 0 }
  const ask = (person = world.alice) => person.ask('member.updateProfile', { requestId: newRequestId() })
  const answers = await Promise.all(upTo(max + 5).map(() => ask()))
  expect(answers.filter((answer) => answer.ok)).toHaveLength(max)
  expect(await ask()).toMatchObject({ ok: false, error: { code: 'RATE_LIMITED' } })
  const refused = world.lastRecord()
  expect([refused.calls, refused.cost.written]).toEqual([4, 0])
  expect(await ask(world.bob)).toMatchObject({ ok: true })
})

test('a trusted member may do more, exactly as much more as it says, and others pay nothing for it', async () => {
  const wider = { action: 'privacy.getExport', max: 2, windowMs: 600_000, trustedMax: 5 }
  await world.emulator.database.importDocuments('configs', [
    {
      ...{ _id: 'privacy', schemaVersion: 1, version: 1, flags: {}, killSwitches: [], values: {} },
      ...{ rateLimits: [wider], savedBy: 'test', savedAt: 0 },
    },
  ])
  await setFields(world, 'members', world.carol.memberId, { tierProven: true })
  const accepted = async (person: Person) => {
    const answers = await Promise.all(upTo(12).map(() => person.ask('privacy.getExport', {})))
    return answers.filter(({ ok }) => ok).length
  }
  expect([await accepted(world.carol), await accepted(world.bob)]).toEqual([5, 2])
  expect(await world.carol.refusal('privacy.getExport', {})).toBe('RATE_LIMITED')
})

test('every write of callers has a limit, within what one document keeps', () => {
  for (const [name, action] of Object.entries<Action>(contract)) {
    const isAskedFor = action.auth !== 'platform' && action.auth !== 'timer'
    const { max = Number.NaN, trustedMax = RATE_LIMIT_MAX } = action.rateLimit ?? {}
    if (action.effect === 'write' && isAskedFor)
      expect([name, max <= trustedMax && trustedMax <= RATE_LIMIT_MAX]).toEqual([name, true])
  }
})
