/**
 * The ledger as it is stored, against a model of coins: every command is a transaction on the emulator, through the real
 * SDK, and may be asked for twice. After each the account, its lots, its holds and its entries are what the model says.
 */
import { deepStrictEqual, ok, rejects } from 'node:assert/strict'
import fc from 'fast-check'
import { periodOf } from '../../cloudfunctions/kit/period'
import type { Transaction } from '../../cloudfunctions/kit/transaction'
import type { Account } from '../../cloudfunctions/points/ledger'
import { type Booking, earn, spend } from '../../cloudfunctions/points/ledger'
import { lotDayOf } from '../../cloudfunctions/points/lot-rules'
import { DAY_MS, MINUTE_MS } from '../../contract/limits'
import { CoinModel, type Coins } from './coin-model'
import type { InProcessWorld } from './in-process'
import { newMemberId, POINTS_AT, unsound } from './points-world'
import { newId } from './situations'

type Stores = Pick<InProcessWorld['modules'], 'pointsStore' | 'holdStore' | 'earningStore'>

/** What is tried: the stores, or those that a control has broken. */
export interface StoredLedger {
  readonly world: InProcessWorld
  readonly stores: Stores
  readonly memberId: string
  /** Keys of what has earned and spent, and ids of open holds, in the order of the model's. */
  readonly earned: string[]
  readonly spentBy: string[]
  readonly holds: string[]
  at: number
}

export const newStoredLedger = (world: InProcessWorld, stores: Stores = world.modules): StoredLedger => ({
  world,
  stores,
  memberId: newMemberId(),
  earned: [],
  spentBy: [],
  holds: [],
  at: POINTS_AT,
})

async function agree(model: CoinModel, { world, memberId }: StoredLedger): Promise<void> {
  const { available, held, debt, xp, lots } = await world.modules.pointsStore.findAccount(memberId)
  deepStrictEqual(
    [available, held, debt, xp],
    [model.purse.length, model.holds.flat().length, model.debt, model.xp],
  )
  const coins = lots.flatMap(({ expiresOn, amount }) => Array<string>(amount).fill(expiresOn))
  deepStrictEqual(coins, model.purse)
}

type Command = fc.AsyncCommand<CoinModel, StoredLedger>
const command = (name: string, run: (model: CoinModel, ledger: StoredLedger) => Promise<void>): Command => ({
  check: () => true,
  async run(model, ledger) {
    // Time goes on: no two entries bear one instant.
    ledger.at += MINUTE_MS
    await run(model, ledger)
    await agree(model, ledger)
  },
  toString: () => name,
})

/** Does a work in a transaction, and once more when it is asked for twice. */
async function inTransaction(
  { world }: StoredLedger,
  isAskedTwice: boolean,
  work: (tx: Transaction) => Promise<unknown>,
): Promise<void> {
  for (const _ of isAskedTwice ? [1, 2] : [1]) await world.modules.transaction.inTransaction(work)
}

const append = (
  ledger: StoredLedger,
  key: string,
  kind: 'earn' | 'spend',
  step: (account: Account) => Booking,
) => {
  const { memberId, at, stores } = ledger
  const wanted = { key, memberId, kind, reason: { what: 'post' }, asked: {}, at } as const
  return (tx: Transaction) =>
    stores.pointsStore.append(tx, { ...wanted, book: (account) => ({ booking: step(account) }) })
}

const earning = (points: number, xp: number, twice: boolean) =>
  command(`earn ${points} and ${xp} XP`, async (model, ledger) => {
    const { at } = ledger
    const day = lotDayOf(at)
    const repaid = Math.min(model.debt, Math.ceil(points / 2))
    model.debt -= repaid
    model.xp += xp
    model.purse.push(...Array<string>(points - repaid).fill(day))
    model.tidy()
    model.earned.push({ points, xp, day, isReversed: points + xp === 0 })
    const key = newId()
    ledger.earned.push(key)
    const step = (account: Account) => earn(account, { from: 'mint:post', points, xp }, at)
    await inTransaction(ledger, twice, append(ledger, key, 'earn', step))
  })

const spending = (amount: number, twice: boolean) =>
  command(`spend ${amount}`, async (model, ledger) => {
    const { at } = ledger
    const key = newId()
    const step = (account: Account) => spend(account, amount, 'mall', at)
    const doing = () => inTransaction(ledger, twice, append(ledger, key, 'spend', step))
    const coins = taken(model, amount, at)
    if (!coins) return rejects(doing(), /INSUFFICIENT_POINTS/)
    model.spent.push(coins)
    ledger.spentBy.push(key)
    await doing()
  })

function taken(model: CoinModel, amount: number, at: number): Coins | undefined {
  const today = periodOf('day', at)
  return model.usable(today) < amount ? undefined : model.take(amount, today)
}

const holding = (amount: number, twice: boolean) =>
  command(`hold ${amount}`, async (model, ledger) => {
    const { at, memberId, stores } = ledger
    const holdId = newId()
    const wanted = { holdId, memberId, amount, reason: { what: 'mall' }, expiresAt: at + 1, at } as const
    const doing = () => inTransaction(ledger, twice, (tx) => stores.holdStore.placeHold(tx, wanted))
    if (model.debt > 0) return rejects(doing(), /POINTS_OWED/)
    const coins = taken(model, amount, at)
    if (!coins) return rejects(doing(), /INSUFFICIENT_POINTS/)
    model.holds.push(coins)
    ledger.holds.push(holdId)
    await doing()
  })

const settling = (which: number, share: number, twice: boolean) =>
  command(`end a hold by ${share} %`, async (model, ledger) => {
    const { at, stores } = ledger
    if (model.holds.length === 0) return
    const index = which % model.holds.length
    const [coins = []] = model.holds.splice(index, 1)
    const [holdId = ''] = ledger.holds.splice(index, 1)
    const post = Math.floor((coins.length * share) / 100)
    model.putBack(coins.slice(post), at)
    if (post > 0) {
      model.spent.push(coins.slice(0, post))
      ledger.spentBy.push(holdId)
    }
    const how = post > 0 ? ({ post, to: 'mall' } as const) : which % 2 === 0 ? 'void' : 'timeout'
    await inTransaction(ledger, twice, (tx) => stores.holdStore.resolveHold(tx, holdId, how, at))
  })

const refunding = (which: number, share: number, twice: boolean) =>
  command(`refund ${share} %`, async (model, ledger) => {
    const { at, stores } = ledger
    if (model.spent.length === 0) return
    const index = which % model.spent.length
    const coins = model.spent[index] ?? []
    const spentBy = ledger.spentBy[index] ?? ''
    const amount = Math.ceil((coins.length * share) / 100)
    const key = newId()
    const doing = (wanted: number) =>
      inTransaction(ledger, twice, (tx) =>
        stores.holdStore.refundSpent(tx, spentBy, { key, amount: wanted, at }),
      )
    if (amount === 0) return rejects(doing(coins.length + 1), RangeError)
    model.putBack(coins.splice(0, amount), at)
    await doing(amount)
  })

const reversing = (which: number, isFraud: boolean, twice: boolean) =>
  command(isFraud ? 'take back a fraud' : 'take back', async (model, ledger) => {
    const { at, stores } = ledger
    const open = model.earned.flatMap((each, index) => (each.isReversed ? [] : [{ each, index }]))
    const chosen = open[which % Math.max(1, open.length)]
    if (!chosen) return
    const { each, index } = chosen
    each.isReversed = true
    const found = model.take(each.points, '', each.day).length
    model.debt += each.points - found
    if (isFraud) model.xp = Math.max(0, model.xp - each.xp)
    const key = ledger.earned[index] ?? ''
    const why = isFraud ? 'fraud' : 'undone'
    await inTransaction(ledger, twice, (tx) => stores.earningStore.takeBack(tx, key, why, at))
  })

const passing = (days: number) =>
  command(`${days} days`, async (model, ledger) => {
    ledger.at += days * DAY_MS
    const today = periodOf('day', ledger.at)
    const isAnyLapsed = model.purse.some((coin) => coin < today)
    model.purse = model.purse.filter((coin) => coin >= today)
    const { memberId, at, stores } = ledger
    ok((await stores.pointsStore.lapseAccount(memberId, at)) === isAnyLapsed)
  })

const amount = fc.integer({ min: 1, max: 30 })
const twice = fc.boolean()
const commands = [
  fc.tuple(fc.nat(30), fc.nat(30), twice).map((args) => earning(...args)),
  fc.tuple(fc.nat(30), fc.nat(30), twice).map((args) => earning(...args)),
  fc.tuple(amount, twice).map((args) => spending(...args)),
  fc.tuple(amount, twice).map((args) => holding(...args)),
  fc.tuple(fc.nat(), fc.nat(100), twice).map((args) => settling(...args)),
  fc.tuple(fc.nat(), fc.nat(100), twice).map((args) => refunding(...args)),
  fc.tuple(fc.nat(), fc.boolean(), twice).map((args) => reversing(...args)),
  fc.integer({ min: 1, max: 200 }).map(passing),
]

/** Whatever is done, the stored ledger is what the model says, and its books are true in the end. */
export const storedSoundness = (begin: () => StoredLedger, maxCommands: number) =>
  fc.asyncProperty(fc.commands(commands, { maxCommands, size: 'max' }), async (run) => {
    const ledger = begin()
    await fc.asyncModelRun(() => ({ model: new CoinModel(), real: ledger }), run)
    const wrong = await unsound(ledger.world, ledger.memberId)
    ok(wrong === undefined, wrong)
  })
