/**
 * The ledger's arithmetic against a plain model: every point is a coin that lies somewhere, with its last day on it.
 * The model knows no lots, no postings and no versions.
 */
import { deepStrictEqual, ok, throws } from 'node:assert/strict'
import fc from 'fast-check'
import { periodOf } from '../../cloudfunctions/kit/period'
import * as honest from '../../cloudfunctions/points/ledger'
import {
  type Account,
  type Booking,
  EMPTY_ACCOUNT,
  earn,
  hold,
  type Posting,
  refund,
  reverse,
  settle,
  spend,
  spendable,
  trialOf,
} from '../../cloudfunctions/points/ledger'
import { type Lot, lotDayOf, sumOf } from '../../cloudfunctions/points/lot-rules'
import { DAY_MS, LOTS_MAX } from '../../contract/limits'
import { CoinModel } from '../support/coin-model'

const RUNS = { numRuns: Number(process.env.LEDGER_RUNS ?? 1_000) }
const START = Date.UTC(2026, 10, 21, 4)

/** The steps that are tried. */
type Steps = Pick<typeof honest, 'earn' | 'spend' | 'hold' | 'settle' | 'refund' | 'reverse' | 'expire'>

interface World {
  readonly steps: Steps
  account: Account
  readonly entries: (readonly Posting[])[]
  readonly holds: (readonly Lot[])[]
  readonly spent: (readonly Lot[])[]
  at: number
}

const newWorld = (steps: Steps): World => ({
  steps,
  account: EMPTY_ACCOUNT,
  entries: [],
  holds: [],
  spent: [],
  at: START,
})

function book(world: World, booking: Booking): Booking {
  ok(booking.account.version === world.account.version + 1)
  world.account = booking.account
  world.entries.push(booking.postings)
  return booking
}

/** What the two must agree on after every command. Node's own assertions: a hundred thousand of jest's take minutes. */
function agree(model: CoinModel, { account, entries }: World): void {
  const { available, held, debt, xp, lots } = account
  const modelled = [model.purse.length, model.holds.flat().length, model.debt, model.xp]
  deepStrictEqual([available, held, debt, xp], modelled)
  deepStrictEqual(
    lots.flatMap(({ expiresOn, amount }) => Array<string>(amount).fill(expiresOn)),
    model.purse,
  )
  ok(lots.length <= LOTS_MAX)
  const all = entries.flat()
  const balances = (postings: readonly Posting[]) =>
    Object.values(trialOf(postings)).every((sum) => sum === 0)
  ok(entries.every(balances))
  ok(all.every(({ amount }) => Number.isInteger(amount) && amount !== 0))
  // The account is what its entries come to.
  const sum = (name: string) =>
    all.reduce((total, posting) => total + (posting.account === name ? posting.amount : 0), 0)
  deepStrictEqual([sum('available'), sum('held'), 0 - sum('debt'), sum('xp')], modelled)
}

type Command = fc.Command<CoinModel, World>
const command = (name: string, run: (model: CoinModel, world: World) => void): Command => ({
  check: () => true,
  run(model, world) {
    run(model, world)
    agree(model, world)
  },
  toString: () => name,
})

const earning = (points: number, xp: number) =>
  command(`earn ${points} and ${xp} XP`, (model, world) => {
    const day = lotDayOf(world.at)
    const repaid = Math.min(model.debt, Math.ceil(points / 2))
    model.debt -= repaid
    model.xp += xp
    model.purse.push(...Array<string>(points - repaid).fill(day))
    model.tidy()
    model.earned.push({ points, xp, day, isReversed: false })
    book(world, world.steps.earn(world.account, { from: 'mint:posts', points, xp }, world.at))
  })

const taking = (what: 'spend' | 'hold', amount: number) =>
  command(`${what} ${amount}`, (model, world) => {
    const day = periodOf('day', world.at)
    const run = () =>
      what === 'spend'
        ? world.steps.spend(world.account, amount, 'mall', world.at)
        : world.steps.hold(world.account, amount, world.at)
    ok(spendable(world.account, world.at) === model.usable(day))
    if (model.usable(day) < amount) {
      throws(run, /INSUFFICIENT_POINTS/)
      return
    }
    const kept = what === 'spend' ? model.spent : model.holds
    kept.push(model.take(amount, day))
    const { lots } = book(world, run())
    world[what === 'spend' ? 'spent' : 'holds'].push(lots)
  })

const settling = (which: number, share: number) =>
  command(`settle a hold by ${share} %`, (model, world) => {
    if (model.holds.length === 0) return
    const index = which % model.holds.length
    const [coins = []] = model.holds.splice(index, 1)
    const [lots = []] = world.holds.splice(index, 1)
    const amount = Math.floor((coins.length * share) / 100)
    model.putBack(coins.slice(amount), world.at)
    book(world, world.steps.settle(world.account, lots, amount, 'mall', world.at))
  })

const refunding = (which: number) =>
  command('refund', (model, world) => {
    if (model.spent.length === 0) return
    const index = which % model.spent.length
    const [coins = []] = model.spent.splice(index, 1)
    const [lots = []] = world.spent.splice(index, 1)
    model.putBack(coins, world.at)
    book(world, world.steps.refund(world.account, lots, 'mall', world.at))
  })

const reversing = (which: number, lostXp: number) =>
  command(`reverse, and ${lostXp} XP`, (model, world) => {
    const open = model.earned.filter(({ isReversed }) => !isReversed)
    const earning = open[which % Math.max(1, open.length)]
    if (!earning) return
    earning.isReversed = true
    const found = model.take(earning.points, '', earning.day).length
    model.debt += earning.points - found
    model.xp = Math.max(0, model.xp - lostXp)
    const { points, day: lotDay } = earning
    book(world, world.steps.reverse(world.account, { points, xp: lostXp, lotDay, to: 'clawback' }))
  })

const passing = (days: number) =>
  command(`${days} days`, (model, world) => {
    world.at += days * DAY_MS
    const today = periodOf('day', world.at)
    const lapsed = model.purse.filter((coin) => coin < today).length
    model.purse = model.purse.filter((coin) => coin >= today)
    const booking = world.steps.expire(world.account, world.at)
    ok((booking === undefined) === (lapsed === 0))
    if (booking) ok(sumOf(book(world, booking).lots) === lapsed)
  })

const commands = [
  fc.tuple(fc.nat(30), fc.nat(30)).map(([points, xp]) => earning(points, xp)),
  fc.tuple(fc.nat(30), fc.nat(30)).map(([points, xp]) => earning(points, xp)),
  fc.integer({ min: 1, max: 30 }).map((amount) => taking('spend', amount)),
  fc.integer({ min: 1, max: 30 }).map((amount) => taking('hold', amount)),
  fc.tuple(fc.nat(), fc.nat(100)).map(([which, share]) => settling(which, share)),
  fc.nat().map(refunding),
  fc.tuple(fc.nat(), fc.nat(5)).map(([which, xp]) => reversing(which, xp)),
  fc.integer({ min: 1, max: 200 }).map(passing),
]

const soundness = (steps: Steps) =>
  fc.property(fc.commands(commands, { maxCommands: 50, size: 'max' }), (run) => {
    fc.modelRun(() => ({ model: new CoinModel(), real: newWorld(steps) }), run)
  })

test('whatever is done, in whatever order, no point is made or lost, and nothing falls below zero', () => {
  fc.assert(soundness(honest), RUNS)
})

const rich: Account = { ...EMPTY_ACCOUNT, available: 9, lots: [{ expiresOn: '2027-12-31', amount: 9 }] }

test.each<[string, Partial<Steps>]>([
  ['debts are not repaid', { earn: (account, earning, at) => earn({ ...account, debt: 0 }, earning, at) }],
  ['lapsed lots stay', { expire: () => undefined }],
  ['what was spent is not owed', { reverse: (account, asked) => ({ ...reverse(account, asked), account }) }],
  ['what comes back late has lapsed', { refund: (account, lots, from) => refund(account, lots, from, 0) }],
  [
    'a hold is spent whole',
    { settle: (account, lots, _, to, at) => settle(account, lots, sumOf(lots), to, at) },
  ],
  [
    'a spending costs one too many',
    { spend: (account, amount, to, at) => spend(account, amount + 1, to, at) },
  ],
  ['a hold is not taken off', { hold: (account, amount, at) => ({ ...hold(account, amount, at), account }) }],
])('control: it is seen when %s', (_what, broken) => {
  expect(fc.check(soundness({ ...honest, ...broken }), { numRuns: 500, endOnFailure: true }).failed).toBe(
    true,
  )
})

test.each([0.5, Number.NaN, -1, 2 ** 53, 1_000_000_001, Number.POSITIVE_INFINITY])(
  '%s is no amount of points',
  (amount) => {
    for (const run of [
      () => earn(rich, { from: 'mint:posts', points: amount, xp: 0 }, START),
      () => earn(rich, { from: 'mint:posts', points: 1, xp: amount }, START),
      () => spend(rich, amount, 'mall', START),
      () => hold(rich, amount, START),
      () => reverse(rich, { points: amount, xp: 0, lotDay: '2027-12-31', to: 'clawback' }),
    ])
      expect(run).toThrow(RangeError)
  },
)

test.each([0, -0])('nothing is spent or held by %s', (amount) => {
  expect(() => spend(EMPTY_ACCOUNT, amount, 'mall', START)).toThrow(RangeError)
  expect(() => hold(EMPTY_ACCOUNT, amount, START)).toThrow(RangeError)
})

test('a lapsed lot cannot be spent, though no job has let it go', () => {
  const { account } = earn(EMPTY_ACCOUNT, { from: 'mint:posts', points: 10, xp: 0 }, START)
  const lastMoment = Date.UTC(2027, 11, 31, 15, 59, 59, 999)
  expect(spend(account, 10, 'mall', lastMoment).account.available).toBe(0)
  expect(() => spend(account, 1, 'mall', lastMoment + 1)).toThrow('INSUFFICIENT_POINTS')
})
