/** Challenges: saved, published, joined, proven day by day, rejected, replaced, made up, completed, ranked. */
import type { Input } from '../../../contract/index'
import { DAY_MS, HOUR_MS } from '../../../contract/limits'
import { setFields, storedDocument } from '../../support/documents'
import { tick } from '../../support/jobs'
import { jpegPhoto } from '../../support/photos'
import { createWorld, newRequestId, type Person, type World } from '../../support/world'

/** Midnight in Asia/Shanghai at the beginning of 1 March 2027. */
const MIDNIGHT = Date.UTC(2027, 1, 28, 16)
const A_TEXT = '今天揉了二十分钟的面，终于出膜了'
const NO_SUCH = `chl_${'0'.repeat(13)}`
const coupon = { templateKey: 'course', validDays: 14 }

let world: World
let operator: Person
beforeAll(async () => {
  world = await createWorld()
  operator = await world.newcomer('Ops')
  await setFields(world, 'members', operator.memberId, { roles: ['operator'] })
})
afterAll(async () => {
  await world.settled()
  await world.close()
})
beforeEach(() => on(1))
afterEach(() => {
  world.emulator.openapi.script.text.mode = 'by-content'
  world.emulator.openapi.script.media.mode = 'pass'
})

const on = (day: number, hour = 12) =>
  world.emulator.clock.set(MIDNIGHT + (day - 1) * DAY_MS + hour * HOUR_MS)
const dayOf = (day: number) => `2027-03-${String(day).padStart(2, '0')}`
type Wanted = Partial<Input<'checkin.saveChallenge'>>
const wanted = (more: Wanted = {}): Input<'checkin.saveChallenge'> => ({
  requestId: newRequestId(),
  title: '三天揉面',
  rules: '每天揉一次面，写一句手感。',
  firstDay: dayOf(1),
  days: 3,
  proofs: ['tap', 'text', 'photo'],
  makeUpsMax: 1,
  coupon,
  ...more,
})

async function published(more: Wanted = {}): Promise<string> {
  const { challengeId } = await operator.call('checkin.saveChallenge', wanted(more))
  await operator.call('checkin.setChallengeState', { challengeId, state: 'published' })
  return challengeId
}
async function joined(person: Person, more: Wanted = {}): Promise<string> {
  const challengeId = await published(more)
  await person.call('checkin.joinChallenge', { challengeId })
  return challengeId
}
const tap = (person: Person, challengeId: string) =>
  person.call('checkin.submitProof', { challengeId, proof: { how: 'tap' } })
const couponsOf = ({ memberId }: Person) =>
  world.emulator.database.find('outbox', { query: { kind: 'checkin.couponEarned', key: memberId } })
const proofOf = (person: Person, challengeId: string, day: string) =>
  storedDocument(world, 'check_ins', `${challengeId}:${person.memberId}:${day}`)
const detailOf = async (person: Person, challengeId: string) =>
  (await person.call('checkin.getChallenge', { challengeId })).challenge

test('ok: every day done earns the coupon, once', async () => {
  const { alice } = world
  const challengeId = await joined(alice)
  await tap(alice, challengeId)
  await on(2)
  await tap(alice, challengeId)
  expect(await couponsOf(alice)).toEqual([])
  await on(3)
  const last = await tap(alice, challengeId)
  expect(last).toEqual({
    mine: { done: 3, madeUp: 0, doneToday: true, completedAt: expect.any(Number) },
    coupon,
  })
  expect(await tap(alice, challengeId)).toEqual(last)
  expect(await couponsOf(alice)).toMatchObject([
    { payload: { ...coupon, memberId: alice.memberId, claimKey: `${challengeId}:${alice.memberId}` } },
  ])
  expect(await alice.call('checkin.joinChallenge', { challengeId })).toMatchObject({ mine: { done: 3 } })
  expect(await detailOf(alice, challengeId)).toMatchObject({ memberCount: 1, phase: 'running' })
})

test('ok: one day may be made up, shown as such, and does not count for the ranking', async () => {
  const { bob } = world
  const ahead = await world.newcomer('Ahead')
  const challengeId = await joined(bob)
  await ahead.call('checkin.joinChallenge', { challengeId })
  await tap(bob, challengeId)
  await tap(ahead, challengeId)
  await on(2)
  await tap(ahead, challengeId)
  await on(3)
  await tap(bob, challengeId)
  const card = { _id: 'order_1', schemaVersion: 1, memberId: bob.memberId, givenAt: 1, usedFor: '' }
  await world.emulator.database.importDocuments('make_up_cards', [card])
  const wish = { challengeId, day: dayOf(2), payWith: 'card' as const }
  const madeUp = await bob.call('checkin.makeUp', wish)
  expect(madeUp.challenge).toMatchObject({ done: 3, madeUp: 1, completedAt: expect.any(Number) })
  expect(await couponsOf(bob)).toHaveLength(1)
  const { calendar } = await detailOf(bob, challengeId)
  expect(calendar?.map(({ mark }) => mark)).toEqual(['counted', 'madeUp', 'counted'])
  const { lines } = await bob.call('checkin.listRanking', { challengeId })
  // Both have two days that count: Ahead had them earlier.
  expect(lines).toMatchObject([
    { rank: 1, member: { memberId: ahead.memberId }, isMe: false, days: 2 },
    { rank: 2, member: { memberId: bob.memberId }, isMe: true, days: 2 },
  ])
})

test('ok: the ranking is paged, and who does not want to be seen keeps their rank', async () => {
  const hidden = await world.newcomer('Hidden')
  const seen = await world.newcomer('Seen')
  const challengeId = await joined(hidden)
  await tap(hidden, challengeId)
  await hidden.call('member.updateSettings', { hideFromLeaderboards: true })
  await seen.call('checkin.joinChallenge', { challengeId })
  const first = await seen.call('checkin.listRanking', { challengeId, limit: 1 })
  expect(first.lines).toEqual([{ rank: 1, isMe: false, days: 1 }])
  const next = { challengeId, limit: 1, ...(first.nextCursor ? { cursor: first.nextCursor } : {}) }
  const second = await seen.call('checkin.listRanking', next)
  expect(second.lines).toMatchObject([{ rank: 2, isMe: true, days: 0 }])
  expect(second.nextCursor).toBeUndefined()
})

test('ok: a photo waits for its check, is shown to others once it has passed, and completes then', async () => {
  const { carol, bob } = world
  const challengeId = await joined(carol, { days: 1 })
  world.emulator.openapi.script.media.mode = 'silent'
  const photoId = await carol.upload(await jpegPhoto(7))
  const given = await carol.call('checkin.submitProof', { challengeId, proof: { how: 'photo', photoId } })
  expect(given).toEqual({ mine: { done: 1, madeUp: 0, doneToday: true } })
  const proofs = async () => (await bob.call('checkin.listProofs', { challengeId })).proofs
  expect(await proofs()).toEqual([])
  await tick(world)
  expect(await couponsOf(carol)).toEqual([])
  await setFields(world, 'media', photoId, { state: 'passed' })
  await on(1, 13)
  await tick(world)
  expect(await proofs()).toMatchObject([{ member: { memberId: carol.memberId }, how: 'photo' }])
  expect(await couponsOf(carol)).toHaveLength(1)
  // A rejection that comes late hides it at once.
  await setFields(world, 'media', photoId, { state: 'rejected' })
  expect(await proofs()).toEqual([])
})

test('ok: a rejected photo makes its day void, its member is told, and another can be given for 24 hours', async () => {
  const dora = await world.newcomer('Dora')
  const challengeId = await joined(dora)
  world.emulator.openapi.script.media.mode = 'silent'
  const photoId = await dora.upload(await jpegPhoto(8))
  await dora.call('checkin.submitProof', { challengeId, proof: { how: 'photo', photoId } })
  await setFields(world, 'media', photoId, { state: 'rejected' })
  await on(1, 20)
  await tick(world)
  expect((await proofOf(dora, challengeId, dayOf(1))).mark).toBe('void')
  expect(await detailOf(dora, challengeId)).toMatchObject({
    mine: { done: 0 },
    toReplace: [{ day: dayOf(1), until: expect.any(Number) }],
  })
  await on(1, 21)
  await tick(world)
  const { notices } = await dora.call('notice.listNotices', { group: 'system' })
  expect(notices).toMatchObject([{ kind: 'proofRejected', subject: { challengeId, day: dayOf(1) } }])
  await on(2, 19)
  const wish = { challengeId, day: dayOf(1), proof: { how: 'text' as const, text: A_TEXT } }
  expect((await dora.call('checkin.submitProof', wish)).mine.done).toBe(1)
  const { proofs } = await dora.call('checkin.listProofs', { challengeId })
  expect(proofs).toMatchObject([{ text: A_TEXT, day: dayOf(1) }])
  expect(proofs[0]).not.toHaveProperty('photoUrl')
})

test('ok: a person rejects a proof, and after 24 hours it cannot be replaced any more', async () => {
  const ed = await world.newcomer('Ed')
  const challengeId = await joined(ed)
  await tap(ed, challengeId)
  const { place: proofId } = await proofOf(ed, challengeId, dayOf(1))
  const decide = (passed: boolean) =>
    operator.call('checkin.decideProof', { proofId: String(proofId), passed })
  await decide(false)
  expect((await detailOf(ed, challengeId)).mine?.done).toBe(0)
  await decide(true)
  expect((await detailOf(ed, challengeId)).mine?.done).toBe(1)
  await decide(false)
  await on(2, 13)
  const late = { challengeId, day: dayOf(1), proof: { how: 'tap' } }
  expect(await ed.refusal('checkin.submitProof', late)).toBe('CHECK_IN_CLOSED')
})

test('ok: a text that could not be checked counts, and nobody else sees it', async () => {
  const fay = await world.newcomer('Fay')
  const challengeId = await joined(fay)
  world.emulator.openapi.script.text.mode = 'down'
  await fay.call('checkin.submitProof', { challengeId, proof: { how: 'text', text: A_TEXT } })
  expect((await detailOf(fay, challengeId)).mine?.done).toBe(1)
  expect((await fay.call('checkin.listProofs', { challengeId })).proofs).toEqual([])
})

test('ok: drafts are seen by who manages them; of a published challenge only the words change', async () => {
  const { challengeId } = await operator.call('checkin.saveChallenge', wanted())
  const { challenges } = await operator.call('checkin.listManaged', { limit: 50 })
  expect(challenges.find((each) => each.challengeId === challengeId)).toMatchObject({
    state: 'draft',
    days: 3,
  })
  expect(await world.bob.refusal('checkin.getChallenge', { challengeId })).toBe('NOT_FOUND')
  await operator.call('checkin.saveChallenge', wanted({ challengeId, days: 5 }))
  await operator.call('checkin.setChallengeState', { challengeId, state: 'published' })
  await operator.call('checkin.saveChallenge', wanted({ challengeId, days: 5, title: '五天揉面' }))
  expect(await detailOf(world.bob, challengeId)).toMatchObject({ title: '五天揉面', lastDay: dayOf(5) })
  expect(await operator.refusal('checkin.saveChallenge', wanted({ challengeId, days: 7 }))).toBe(
    'STALE_VERSION',
  )
})

test('ok: the activity tab shows what is open, and to a member how far they have come', async () => {
  const gus = await world.newcomer('Gus')
  const challengeId = await joined(gus)
  await tap(gus, challengeId)
  world.emulator.functions.reload('home')
  const cardOf = async (person: Person) =>
    (await person.call('home.getActivity', {})).challenges.find((each) => each.challengeId === challengeId)
  expect(await cardOf(gus)).toMatchObject({ phase: 'running', mine: { done: 1, doneToday: true } })
  expect(await cardOf(world.stranger())).not.toHaveProperty('mine')
})

describe('refusals', () => {
  test('NOT_FOUND: a challenge that there is not, was not joined, or was called off', async () => {
    const { bob } = world
    const challengeId = await published()
    expect(await bob.refusal('checkin.joinChallenge', { challengeId: NO_SUCH })).toBe('NOT_FOUND')
    const proof = { how: 'tap' }
    expect(await bob.refusal('checkin.submitProof', { challengeId, proof })).toBe('NOT_FOUND')
    const day = dayOf(1)
    expect(await bob.refusal('checkin.makeUp', { challengeId, day, payWith: 'points' })).toBe('NOT_FOUND')
    expect(await operator.refusal('checkin.saveChallenge', wanted({ challengeId: NO_SUCH }))).toBe(
      'NOT_FOUND',
    )
    const state = { challengeId: NO_SUCH, state: 'published' }
    expect(await operator.refusal('checkin.setChallengeState', state)).toBe('NOT_FOUND')
    const decision = { proofId: `prf_${'0'.repeat(13)}`, passed: true }
    expect(await operator.refusal('checkin.decideProof', decision)).toBe('NOT_FOUND')
    await operator.call('checkin.setChallengeState', { challengeId, state: 'cancelled' })
    expect(await bob.refusal('checkin.joinChallenge', { challengeId })).toBe('NOT_FOUND')
  })

  test('CHECK_IN_CLOSED: a day before, after or of another than today; what was called off stays so', async () => {
    const hal = await world.newcomer('Hal')
    const challengeId = await joined(hal, { firstDay: dayOf(2) })
    const proof = { how: 'tap' }
    expect(await hal.refusal('checkin.submitProof', { challengeId, proof })).toBe('CHECK_IN_CLOSED')
    await on(3)
    const yesterday = { challengeId, day: dayOf(2), proof }
    expect(await hal.refusal('checkin.submitProof', yesterday)).toBe('CHECK_IN_CLOSED')
    await on(5)
    expect(await hal.refusal('checkin.submitProof', { challengeId, proof })).toBe('CHECK_IN_CLOSED')
    expect(await world.bob.refusal('checkin.joinChallenge', { challengeId })).toBe('CHECK_IN_CLOSED')
    const late = await operator.call('checkin.saveChallenge', wanted())
    const state = { challengeId: late.challengeId, state: 'published' }
    expect(await operator.refusal('checkin.setChallengeState', state)).toBe('CHECK_IN_CLOSED')
  })

  test('CONTENT_REJECTED: words that the check refuses, a photo that was rejected', async () => {
    const ida = await world.newcomer('Ida')
    const challengeId = await joined(ida)
    world.emulator.openapi.script.media.mode = 'silent'
    const photoId = await ida.upload(await jpegPhoto(9))
    await setFields(world, 'media', photoId, { state: 'rejected' })
    const photo = { challengeId, proof: { how: 'photo', photoId } }
    expect(await ida.refusal('checkin.submitProof', photo)).toBe('CONTENT_REJECTED')
    world.emulator.openapi.script.text.mode = 'risky'
    const text = { challengeId, proof: { how: 'text', text: A_TEXT } }
    expect(await ida.refusal('checkin.submitProof', text)).toBe('CONTENT_REJECTED')
    expect(await operator.refusal('checkin.saveChallenge', wanted())).toBe('CONTENT_REJECTED')
    const outage = { requestId: newRequestId(), startsAt: 1, endsAt: 2, reason: '断电' }
    expect(await operator.refusal('checkin.saveOutage', outage)).toBe('CONTENT_REJECTED')
  })

  test('MEDIA_NOT_READY: a photo of somebody else; INVALID_INPUT: a proof that is not taken', async () => {
    const { alice, bob } = world
    const challengeId = await joined(bob, { proofs: ['photo'] })
    const photoId = await alice.upload(await jpegPhoto(10))
    const foreign = { challengeId, proof: { how: 'photo', photoId } }
    expect(await bob.refusal('checkin.submitProof', foreign)).toBe('MEDIA_NOT_READY')
    const other = { challengeId, proof: { how: 'tap' } }
    expect(await bob.refusal('checkin.submitProof', other)).toBe('INVALID_INPUT')
  })
})
