/** Appending entries inside transactions: once for each key, in a row without a gap, never for who is banned. */
import { EMPTY_ACCOUNT, earn, hold, spend, trialOf } from '../../../cloudfunctions/points/ledger'
import type { NewEntry } from '../../../cloudfunctions/points/store'
import { DAY_MS } from '../../../contract/limits'
import { type Caller, createInProcessWorld, type InProcessWorld } from '../../support/in-process'

let world: InProcessWorld
let alice: Caller
beforeAll(async () => {
  world = await createInProcessWorld()
  alice = await world.newcomer('Alice')
})
afterAll(() => world.close())

const AT = Date.UTC(2026, 10, 22, 4)
let causes = 0

const earning = (memberId: string, points: number, more: Partial<NewEntry> = {}): NewEntry => ({
  key: `post:1:pst_${++causes}:`,
  memberId,
  kind: 'earn',
  reason: { what: 'post', subjectId: `pst_${causes}` },
  asked: { points },
  at: AT,
  book: (account) => ({ booking: earn(account, { from: 'mint:post', points, xp: points }, more.at ?? AT) }),
  ...more,
})
const spending = (memberId: string, amount: number, more: Partial<NewEntry> = {}): NewEntry => ({
  ...earning(memberId, amount),
  kind: 'spend',
  reason: { what: 'mall' },
  book: (account) => ({ booking: spend(account, amount, 'mall', more.at ?? AT) }),
  ...more,
})
const append = (wanted: NewEntry) =>
  world.modules.transaction.inTransaction((tx) => world.modules.pointsStore.append(tx, wanted))
const accountOf = ({ memberId }: Caller) => world.modules.pointsStore.findAccount(memberId)
const entriesOf = ({ memberId }: Caller) => world.modules.pointsStore.findEntries(memberId, undefined, 100)

test('an entry makes the account, and says what there is after it', async () => {
  expect(await accountOf(alice)).toEqual(EMPTY_ACCOUNT)
  const { entry, isNew } = await append(earning(alice.memberId, 10))
  expect(isNew).toBe(true)
  expect(entry).toMatchObject({ version: 1, after: { available: 10, held: 0, debt: 0, xp: 10 } })
  await append(spending(alice.memberId, 4))
  expect(await accountOf(alice)).toMatchObject({
    available: 6,
    xp: 10,
    version: 2,
    lots: [{ expiresOn: '2027-12-31', amount: 6 }],
  })
})

test('the same key again is answered and books nothing; with anything else IDEMPOTENCY_MISMATCH', async () => {
  const ben = await world.newcomer('Ben')
  const wanted = earning(ben.memberId, 10)
  const first = await append(wanted)
  expect(await append(wanted)).toEqual({ entry: first.entry, isNew: false })
  await expect(append({ ...wanted, asked: { points: 11 } })).rejects.toThrow('IDEMPOTENCY_MISMATCH')
  await expect(append({ ...wanted, memberId: alice.memberId })).rejects.toThrow('IDEMPOTENCY_MISMATCH')
  expect(await entriesOf(ben)).toHaveLength(1)
})

test('INSUFFICIENT_POINTS: what is refused leaves nothing behind', async () => {
  const cleo = await world.newcomer('Cleo')
  await append(earning(cleo.memberId, 3))
  await expect(append(spending(cleo.memberId, 4))).rejects.toThrow('INSUFFICIENT_POINTS')
  expect(await accountOf(cleo)).toMatchObject({ available: 3, version: 1 })
  expect(await entriesOf(cleo)).toHaveLength(1)
})

test('MEMBER_BANNED: nothing is booked for who is banned', async () => {
  const dora = await world.newcomer('Dora')
  const { guard, transaction } = world.modules
  await transaction.inTransaction((tx) => guard.setGuard(tx, dora.memberId, 'banned'))
  await expect(append(earning(dora.memberId, 3))).rejects.toThrow('MEMBER_BANNED')
  expect(await accountOf(dora)).toEqual(EMPTY_ACCOUNT)
})

test('ten at once: each is booked, numbered without a gap, and what cannot be paid is refused', async () => {
  const emil = await world.newcomer('Emil')
  await append(earning(emil.memberId, 25))
  const repeated = earning(emil.memberId, 5)
  const outcomes = await Promise.allSettled([
    ...Array.from({ length: 5 }, () => append(spending(emil.memberId, 10))),
    ...Array.from({ length: 3 }, () => append(repeated)),
    ...Array.from({ length: 2 }, () => append(earning(emil.memberId, 1))),
  ])
  const refusals = outcomes.flatMap((each) => (each.status === 'rejected' ? [String(each.reason)] : []))
  expect(refusals.filter((reason) => !reason.includes('INSUFFICIENT_POINTS'))).toEqual([])
  const entries = (await entriesOf(emil)).reverse()
  expect(entries.map(({ version }) => version)).toEqual(entries.map((_, at) => at + 1))
  expect(entries.filter(({ _id }) => _id === repeated.key)).toHaveLength(1)
  expect(trialOf(entries.flatMap(({ postings }) => postings))).toEqual({ points: 0, xp: 0 })
  const account = await accountOf(emil)
  const spent = entries.filter(({ kind }) => kind === 'spend').length
  expect(refusals).toHaveLength(5 - spent)
  expect(account.available).toBe(25 + 5 + 2 - 10 * spent)
  expect(entries.at(-1)?.after.available).toBe(account.available)
})

test('lapsed points go before anything else is booked, as an entry of their own', async () => {
  const finn = await world.newcomer('Finn')
  await append(earning(finn.memberId, 10))
  const later = AT + 500 * DAY_MS
  await append(earning(finn.memberId, 1, { at: later }))
  const entries = await entriesOf(finn)
  expect(entries.map(({ kind, after }) => [kind, after.available])).toEqual([
    ['earn', 1],
    ['expire', 0],
    ['earn', 10],
  ])
})

test('points set aside are kept with the lots they came from', async () => {
  const gil = await world.newcomer('Gil')
  await append(earning(gil.memberId, 10))
  const { entry } = await append({
    ...earning(gil.memberId, 0),
    kind: 'hold',
    book: (account) => ({ booking: hold(account, 7, AT) }),
  })
  expect(entry).toMatchObject({
    lotChanges: [{ expiresOn: '2027-12-31', change: -7 }],
    after: { available: 3, held: 7 },
  })
})
