/** A ban against writes in flight: nothing commits after it. */
import { setTimeout as pause } from 'node:timers/promises'
import { createInProcessWorld, type InProcessWorld } from '../../support/in-process'
import { RACE_COLLECTIONS } from '../../support/situations'

/** So many at the most: whoever is refused stops. */
const WRITES = 800
const HANDS = 4
/** Between two ballots of a hand: nobody votes as fast as a machine, and a ban is to meet some and miss others. */
const PAUSE_MAX_MS = 20

let world: InProcessWorld
beforeAll(async () => {
  world = await createInProcessWorld()
  await world.emulator.database.declareCollections(RACE_COLLECTIONS)
})
afterAll(() => world.close())

type Ballot = { readonly _id: string; readonly memberId: string }

/** Casts one ballot behind the member's guard; whether it was taken. */
async function cast(memberId: string, n: number): Promise<string> {
  const { guard, transaction } = world.modules
  try {
    await transaction.inTransaction(async (tx) => {
      await guard.passGuard(tx, memberId)
      await tx.collection<Ballot>('race_ballots').add({ _id: `${memberId}:${n}`, memberId })
    })
    return 'taken'
  } catch (error) {
    return String(Reflect.get(Object(error), 'code'))
  }
}

async function ballotsOf(memberId: string): Promise<number> {
  const ballots = await world.emulator.database.find('race_ballots', { query: {}, limit: 1_000 })
  return ballots.filter((ballot) => ballot.memberId === memberId).length
}

test('of ballots that go on and on none is taken after the ban; MEMBER_BANNED for the rest', async () => {
  const { memberId } = await world.newcomer('Voter')
  const verdicts: string[] = []
  let atBan = -1
  const hand = async (first: number) => {
    for (let n = first; n < WRITES && !verdicts.includes('MEMBER_BANNED'); n += HANDS) {
      verdicts.push(await cast(memberId, n))
      await pause(Math.random() * PAUSE_MAX_MS)
    }
  }
  const ban = async () => {
    while (verdicts.length < HANDS * HANDS) await new Promise((resolve) => setImmediate(resolve))
    await world.modules.memberStore.changeStanding(memberId, 'banned')
    atBan = await ballotsOf(memberId)
  }
  await Promise.all([...Array.from({ length: HANDS }, (_, n) => hand(n)), ban()])
  expect(await ballotsOf(memberId)).toBe(atBan)
  expect(verdicts.filter((verdict) => verdict === 'taken')).toHaveLength(atBan)
  expect(new Set(verdicts)).toEqual(new Set(['taken', 'MEMBER_BANNED']))
  expect(atBan).toBeLessThan(WRITES)
})

test('who is let in again may act again; NOT_A_MEMBER for who has left', async () => {
  const { memberId } = await world.newcomer('Returning')
  const { changeStanding } = world.modules.memberStore
  await changeStanding(memberId, 'banned')
  expect(await cast(memberId, 1)).toBe('MEMBER_BANNED')
  await changeStanding(memberId, 'active')
  expect(await cast(memberId, 2)).toBe('taken')
  await changeStanding(memberId, 'deleted')
  expect(await cast(memberId, 3)).toBe('NOT_A_MEMBER')
})

test('a first write and a ban at once, with no guard there yet, exclude each other too', async () => {
  for (let round = 0; round < 10; round += 1) {
    const { memberId } = await world.newcomer('New')
    const [verdict, atBan] = await Promise.all([
      cast(memberId, round),
      world.modules.memberStore.changeStanding(memberId, 'banned').then(() => ballotsOf(memberId)),
    ])
    expect(await ballotsOf(memberId)).toBe(atBan)
    expect(verdict === 'taken').toBe(atBan === 1)
  }
})
