/** The books and the audit: what they add up to, what they see, and that they may be ended and begun again anywhere. */

import type { Award } from '../../../cloudfunctions/points/award-rules'
import { trialBalance } from '../../../cloudfunctions/points/book-rules'
import { POINT_ACCOUNTS, POINT_ENTRIES, POINT_FAULTS } from '../../../cloudfunctions/points/collections'
import { pointsConfig } from '../../../cloudfunctions/points/settings'
import { DAY_MS, MINUTE_MS } from '../../../contract/limits'
import { type Caller, createInProcessWorld, type InProcessWorld } from '../../support/in-process'
import { stored, systemContext } from '../../support/situations'

let world: InProcessWorld
let members: Caller[]
beforeAll(async () => {
  world = await createInProcessWorld()
  members = [await world.newcomer('Ann'), await world.newcomer('Ben'), await world.newcomer('Cat')]
  for (const member of members) for (let n = 0; n < 3; n += 1) await pay(member, { at: AT + n * DAY_MS })
})
afterAll(() => world.close())

const SETTINGS = pointsConfig.values.parse({})
const AT = Date.UTC(2026, 10, 22, 4)
const LATER = AT + 3 * DAY_MS
let causes = 0

async function pay({ memberId }: Caller, more: Partial<Award> = {}): Promise<void> {
  const award: Award = { source: 'post', memberId, subjectId: `pst_${++causes}`, at: AT, ...more }
  await world.modules.transaction.inTransaction((tx) => world.modules.earningStore.pay(tx, award, SETTINGS))
}
const slice = (now: number, cursor?: string) => ({ ...systemContext(now), cursor, period: 'test' })
const fold = (now: number) => world.modules.bookStore.foldSlice(slice(now))
const audit = (now = LATER) => world.modules.auditStore.auditSlice(slice(now))
const books = () => world.modules.bookStore.readBooks()
const set = (collection: string, _id: string, fields: object) => {
  const change = { query: { _id }, data: { $set: { ...fields } }, multi: false, merge: true, upsert: false }
  return world.emulator.database.modify(collection, change)
}

test('what is younger than two minutes is not folded yet: something older may still come before it', async () => {
  await fold(AT + MINUTE_MS)
  expect((await books()).entryCount).toBe(0)
})

test('every entry is folded once, though many fold at the same time and again', async () => {
  await Promise.all([fold(LATER), fold(LATER), fold(LATER)])
  await fold(LATER)
  const { entryCount, totals } = await books()
  expect(entryCount).toBe(9)
  expect(totals).toEqual({
    available: { points: 90, xp: 0 },
    xp: { points: 0, xp: 90 },
    'mint:post': { points: -90, xp: -90 },
  })
  expect(trialBalance(totals)).toEqual({ points: 0, xp: 0 })
})

test('what comes later is folded from where the books are', async () => {
  const [ann] = members
  if (ann) await pay(ann, { at: LATER })
  await fold(LATER + 3 * MINUTE_MS)
  expect((await books()).entryCount).toBe(10)
  expect((await books()).totals.available).toEqual({ points: 100, xp: 0 })
})

test('sound accounts are found sound, and are not looked at again before they have a new entry', async () => {
  expect(await audit()).toMatchObject({ handled: 3, faults: 0 })
  expect(await audit()).toMatchObject({ handled: 0 })
  const [ann] = members
  if (ann) await pay(ann, { at: LATER + DAY_MS })
  expect(await audit()).toMatchObject({ handled: 1, faults: 0 })
  expect(await world.modules.auditStore.findFaults(10)).toEqual([])
})

/** Damage that no way through the code leaves, each to somebody new. */
test.each<[string, string, (member: Caller) => Promise<unknown>]>([
  [
    'a balance that no entry explains',
    'balance',
    ({ memberId }) => set(POINT_ACCOUNTS, memberId, { available: 999 }),
  ],
  [
    'lots that do not come to the balance',
    'balance',
    ({ memberId }) => set(POINT_ACCOUNTS, memberId, { lots: [{ expiresOn: '2027-12-31', amount: 1 }] }),
  ],
  [
    'an entry whose postings do not sum to zero',
    'unbalanced',
    async ({ memberId }) => {
      const entry = await newest(memberId)
      const postings = [{ account: 'available', unit: 'points', amount: 7 }]
      await set(POINT_ENTRIES, String(entry?._id), { postings })
    },
  ],
  [
    'an entry that says another balance',
    'balance',
    async ({ memberId }) => {
      const entry = await newest(memberId)
      await set(POINT_ENTRIES, String(entry?._id), { after: { available: 1, held: 0, debt: 0, xp: 10 } })
    },
  ],
  [
    'an entry that is gone',
    'gap',
    async ({ memberId }) => {
      const entry = await newest(memberId)
      await world.emulator.database.remove(POINT_ENTRIES, { query: { _id: entry?._id }, multi: false })
    },
  ],
])('the audit sees %s', async (_name, what, damage) => {
  const member = await world.newcomer('Victim')
  await pay(member)
  await damage(member)
  expect(await audit()).toMatchObject({ handled: 1, faults: 1 })
  expect(await stored(world.emulator.database, POINT_FAULTS, member.memberId)).toMatchObject({ what })
  // Out of the way of the next one.
  await world.emulator.database.remove(POINT_ACCOUNTS, { query: { _id: member.memberId }, multi: false })
})

const newest = async (memberId: string) =>
  (await world.modules.pointsStore.findEntries(memberId, undefined, 1))[0]

test('one audit goes through a hundred and more new entries of an account', async () => {
  const busy = await world.newcomer('Bea')
  for (let n = 0; n <= 100; n += 1) await pay(busy, { at: AT + n })
  expect(await audit()).toMatchObject({ handled: 1, faults: 0 })
  expect(await audit()).toMatchObject({ handled: 0, faults: 0 })
})

test('lapsed lots are let go once, by whoever comes first', async () => {
  const dan = await world.newcomer('Dan')
  await pay(dan)
  const then = AT + 500 * DAY_MS
  const { pointsStore } = world.modules
  expect((await pointsStore.findLapsing('2028-04-01', 100)).map(({ _id }) => _id)).toContain(dan.memberId)
  const told = await Promise.all([1, 2].map(() => pointsStore.lapseAccount(dan.memberId, then)))
  expect(told.filter(Boolean)).toHaveLength(1)
  expect(await pointsStore.findAccount(dan.memberId)).toMatchObject({ available: 0, version: 2 })
  expect((await pointsStore.findLapsing('2028-04-01', 100)).map(({ _id }) => _id)).not.toContain(dan.memberId)
})
