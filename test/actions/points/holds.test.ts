/** Points that are set aside, spent or given back: once, to the lots they came from, never more than there were. */
import { POINT_FAULTS } from '../../../cloudfunctions/points/collections'
import type { Resolution } from '../../../cloudfunctions/points/hold-store'
import { earn, spend } from '../../../cloudfunctions/points/ledger'
import { DAY_MS, MINUTE_MS } from '../../../contract/limits'
import { type Caller, createInProcessWorld, type InProcessWorld } from '../../support/in-process'
import { newId } from '../../support/situations'

let world: InProcessWorld
beforeAll(async () => {
  world = await createInProcessWorld()
})
afterAll(() => world.close())

const AT = Date.UTC(2026, 10, 22, 4)
const MUCH_LATER = AT + 500 * DAY_MS

const inTransaction: typeof world.modules.transaction.inTransaction = (work) =>
  world.modules.transaction.inTransaction(work)
const accountOf = ({ memberId }: Caller) => world.modules.pointsStore.findAccount(memberId)
const entriesOf = ({ memberId }: Caller) => world.modules.pointsStore.findEntries(memberId, undefined, 100)

/** Somebody with so many points of this year. */
async function somebody(points: number): Promise<Caller> {
  const member = await world.newcomer('Holder')
  await book(member, 'earn', (account) => ({
    booking: earn(account, { from: 'mint:post', points, xp: 0 }, AT),
  }))
  return member
}
type Book = Parameters<typeof world.modules.pointsStore.append>[1]['book']
async function book({ memberId }: Caller, kind: 'earn' | 'spend', step: Book): Promise<string> {
  const key = `test:${newId()}`
  const reason = { what: 'mall' } as const
  await inTransaction((tx) =>
    world.modules.pointsStore.append(tx, { key, memberId, kind, reason, asked: {}, at: AT, book: step }),
  )
  return key
}
const place = ({ memberId }: Caller, amount: number, holdId = newId(), at = AT) =>
  inTransaction((tx) =>
    world.modules.holdStore.placeHold(tx, {
      holdId,
      memberId,
      amount,
      reason: { what: 'mall', subjectId: 'ord_1' },
      expiresAt: at + 15 * MINUTE_MS,
      at,
    }),
  )
const resolve = (holdId: string, how: Resolution, at = AT + 16 * MINUTE_MS) =>
  inTransaction((tx) => world.modules.holdStore.resolveHold(tx, holdId, how, at))
const refund = (spentBy: string, more: { key?: string; amount?: number; at?: number } = {}) =>
  inTransaction((tx) => world.modules.holdStore.refundSpent(tx, spentBy, { key: newId(), at: AT, ...more }))
const posting = (post: number): Resolution => ({ post, to: 'mall' })

test('a hold sets points aside with their lots, and is one however often it is asked for', async () => {
  const ann = await somebody(30)
  const held = await place(ann, 20)
  expect(held).toMatchObject({ state: 'open', amount: 20, lots: [{ expiresOn: '2027-12-31', amount: 20 }] })
  expect(await place(ann, 20, held._id)).toEqual(held)
  await expect(place(ann, 10, held._id)).rejects.toThrow('IDEMPOTENCY_MISMATCH')
  expect(await accountOf(ann)).toMatchObject({ available: 10, held: 20, version: 2 })
  expect(await world.modules.holdStore.findOpenHolds(ann.memberId, 10)).toEqual([held])
})

test('INSUFFICIENT_POINTS, and POINTS_OWED by who has a debt: nothing is set aside', async () => {
  const ben = await somebody(30)
  await expect(place(ben, 31)).rejects.toThrow('INSUFFICIENT_POINTS')
  await inTransaction((tx) =>
    tx.collection<{ _id: string; debt: number }>('point_accounts').update(ben.memberId, { debt: 1 }),
  )
  await expect(place(ben, 1)).rejects.toThrow('POINTS_OWED')
  expect(await world.modules.holdStore.findOpenHolds(ben.memberId, 10)).toEqual([])
})

test.each<[string, Resolution, object, object]>([
  ['posted whole', posting(20), { state: 'posted' }, { available: 10, held: 0 }],
  ['posted in part: the rest comes back', posting(5), { state: 'posted' }, { available: 25, held: 0 }],
  ['voided', 'void', { state: 'voided' }, { available: 30, held: 0 }],
  ['timed out', 'timeout', { state: 'lapsed' }, { available: 30, held: 0 }],
])('a hold is %s, and no other end changes it', async (_name, how, ended, left) => {
  const cat = await somebody(30)
  const { _id } = await place(cat, 20)
  const first = await resolve(_id, how)
  expect(first).toMatchObject(ended)
  for (const again of ['void', 'timeout', posting(1)] as const)
    expect(await resolve(_id, again)).toEqual(first)
  expect(await accountOf(cat)).toMatchObject({ ...left, version: 3 })
})

test('NOT_FOUND for a hold that there is not; nothing times out early or posts more than was held', async () => {
  await expect(resolve('nothing', 'void')).rejects.toThrow('NOT_FOUND')
  const { _id } = await place(await somebody(30), 20)
  await expect(resolve(_id, 'timeout', AT + MINUTE_MS)).rejects.toThrow(RangeError)
  await expect(resolve(_id, posting(21))).rejects.toThrow(RangeError)
})

test('what is held does not lapse, and comes back for thirty days when its own lot has', async () => {
  const dan = await somebody(30)
  const { _id } = await place(dan, 20)
  await resolve(_id, 'void', MUCH_LATER)
  expect((await accountOf(dan)).lots).toEqual([{ expiresOn: '2028-05-05', amount: 20 }])
  expect((await entriesOf(dan)).map(({ kind }) => kind)).toEqual(['settle', 'expire', 'hold', 'earn'])
})

test('who is banned places no hold, but one they have can be ended', async () => {
  const eve = await somebody(30)
  const { _id } = await place(eve, 20)
  await inTransaction((tx) => world.modules.guard.setGuard(tx, eve.memberId, 'banned'))
  await expect(place(eve, 1)).rejects.toThrow('MEMBER_BANNED')
  await resolve(_id, 'void')
  expect(await accountOf(eve)).toMatchObject({ available: 30, held: 0 })
})

test('a refund of what a hold has spent goes to its lots, in parts, and never beyond it', async () => {
  const fay = await somebody(30)
  const { _id } = await place(fay, 20)
  await expect(refund(_id)).rejects.toThrow('NOT_FOUND')
  await resolve(_id, posting(12))
  const key = newId()
  await refund(_id, { key, amount: 5 })
  expect(await refund(_id, { key, amount: 5 })).toMatchObject({ isNew: false })
  await expect(refund(_id, { key, amount: 6 })).rejects.toThrow('IDEMPOTENCY_MISMATCH')
  await expect(refund(_id, { amount: 8 })).rejects.toThrow(RangeError)
  await refund(_id)
  await expect(refund(_id)).rejects.toThrow(RangeError)
  expect(await accountOf(fay)).toMatchObject({
    available: 30,
    lots: [{ expiresOn: '2027-12-31', amount: 30 }],
  })
})

test('a refund of a spending without a hold; of a lapsed lot it comes for thirty days', async () => {
  const gus = await somebody(30)
  const key = await book(gus, 'spend', (account) => ({ booking: spend(account, 10, 'mall', AT) }))
  const { entry } = await refund(key, { at: MUCH_LATER })
  expect(entry).toMatchObject({ kind: 'refund', lotChanges: [{ expiresOn: '2028-05-05', change: 10 }] })
  await expect(refund('nothing')).rejects.toThrow('NOT_FOUND')
})

test('ten refunds at once give back what was spent and no more', async () => {
  const ida = await somebody(30)
  const { _id } = await place(ida, 20)
  await resolve(_id, posting(20))
  const told = await Promise.allSettled(Array.from({ length: 10 }, () => refund(_id, { amount: 6 })))
  expect(told.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
  expect(await accountOf(ida)).toMatchObject({ available: 28 })
})

test('BOOKS_CLOSED while the audit has found something wrong, and open again when it has gone', async () => {
  const { demandSoundBooks } = world.modules.alarmStore
  await demandSoundBooks()
  await world.emulator.database.importDocuments(POINT_FAULTS, [
    { _id: 'mbr_x', schemaVersion: 1, what: 'balance', version: 3, foundAt: AT },
  ])
  await expect(demandSoundBooks()).rejects.toThrow('BOOKS_CLOSED')
  await world.emulator.database.remove(POINT_FAULTS, { query: {}, multi: true })
  await demandSoundBooks()
})
