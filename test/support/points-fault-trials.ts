/** The writes of the ledger that every fault is tried at: done once or not at all, and the books true either way. */
import { DAY_MS, HOUR_MS } from '../../contract/limits'
import { demand, type FaultySubject } from './fault-subject'
import type { InProcessWorld } from './in-process'
import {
  newMemberId,
  POINTS_AT,
  POINTS_SETTINGS,
  payPost,
  placeHold,
  refundOnce,
  resolveHold,
  spendOnce,
  takePostBack,
  unsound,
} from './points-world'
import { newId, stored, systemContext } from './situations'

async function demandSound(
  world: InProcessWorld,
  memberId: string,
  holds: (account: Awaited<ReturnType<typeof world.modules.pointsStore.findAccount>>) => boolean,
): Promise<void> {
  const wrong = await unsound(world, memberId)
  demand(wrong === undefined, `${wrong}`)
  const account = await world.modules.pointsStore.findAccount(memberId)
  demand(holds(account), `the account is ${JSON.stringify(account)}`)
}

/** A write to the account of somebody who has earned ten points; `before` is what they have without it, `after` with. */
function subject(
  name: string,
  prepare: (world: InProcessWorld, memberId: string, post: string) => Promise<() => Promise<unknown>>,
  before: readonly [available: number, held: number],
  after: readonly [available: number, held: number],
): FaultySubject {
  return {
    name,
    async prepare(world) {
      const [memberId, post] = [newMemberId(), newId()]
      await payPost(world, memberId, post)
      const work = await prepare(world, memberId, post)
      const isAs = ([available, held]: readonly [number, number]) => {
        return (account: { readonly available: number; readonly held: number }) =>
          account.available === available && account.held === held
      }
      return {
        work,
        check: (isDone) =>
          demandSound(
            world,
            memberId,
            (account) => isAs(after)(account) || (!isDone && isAs(before)(account)),
          ),
      }
    },
  }
}

const earning = subject(
  'an earning',
  async (world, memberId) => {
    const post = newId()
    return () => payPost(world, memberId, post)
  },
  [10, 0],
  [20, 0],
)
const reversal = subject(
  'a reversal',
  async (world, _memberId, post) => () => takePostBack(world, post),
  [10, 0],
  [0, 0],
)
const spending = subject(
  'a spending',
  async (world, memberId) => {
    const key = newId()
    return () => spendOnce(world, memberId, 4, key)
  },
  [10, 0],
  [6, 0],
)
const hold = subject(
  'placing a hold',
  async (world, memberId) => {
    const holdId = newId()
    return () => placeHold(world, memberId, 4, holdId)
  },
  [10, 0],
  [6, 4],
)
const resolution = subject(
  'ending a hold',
  async (world, memberId) => {
    const holdId = newId()
    await placeHold(world, memberId, 4, holdId)
    return () => resolveHold(world, holdId, { post: 3, to: 'mall' })
  },
  [6, 4],
  [7, 0],
)
const refund = subject(
  'a refund',
  async (world, memberId) => {
    const [key, refunded] = [newId(), newId()]
    await spendOnce(world, memberId, 4, key)
    return () => refundOnce(world, `spend:${key}`, refunded, 3)
  },
  [6, 0],
  [9, 0],
)
const lapse = subject(
  'letting lots lapse',
  async (world, memberId) => () => world.modules.pointsStore.lapseAccount(memberId, POINTS_AT + 500 * DAY_MS),
  [10, 0],
  [0, 0],
)

/** Instants that nobody else books at, each after the one before: the books go on from where they are. */
let hours = 0
const nextHour = () => {
  hours += 1
  return Date.UTC(2040, 0, 1) + hours * HOUR_MS
}

const { rules } = POINTS_SETTINGS
const PAYING_CONTESTS = { ...POINTS_SETTINGS, rules: { ...rules, contest: { ...rules.contest, on: true } } }

/** The folding, of entries that only these trials make: nothing else pays for contests. */
const folding: FaultySubject = {
  name: 'folding the books',
  async prepare(world) {
    const at = nextHour()
    const { bookStore, earningStore, transaction } = world.modules
    const award = { source: 'contest', memberId: newMemberId(), subjectId: newId(), at } as const
    await transaction.inTransaction((tx) => earningStore.pay(tx, award, PAYING_CONTESTS))
    const slice = { ...systemContext(at + HOUR_MS / 2), cursor: undefined, period: '' }
    return {
      async work() {
        for (let more = true; more; ) more = (await bookStore.foldSlice(slice)).next !== undefined
      },
      async check() {
        const { totals, upTo } = await bookStore.readBooks()
        const query = { _id: { $gt: 'contest:', $lt: 'contest;' } }
        const found = await world.emulator.database.find('point_entries', { query, limit: 1_000 })
        const entries = found.filter(({ place }) => String(place) <= upTo)
        const { points } = totals['mint:contest'] ?? { points: 0 }
        demand(points === -10 * entries.length, `${entries.length} contests were folded as ${points} points`)
      },
    }
  },
}

/** The audit, of an account that has just moved. */
const audit: FaultySubject = {
  name: 'auditing an account',
  async prepare(world) {
    const { auditSlice, findFaults } = world.modules.auditStore
    const slice = { ...systemContext(POINTS_AT), cursor: undefined, period: '' }
    // What other trials have left is out of the way: this one meets its own account only.
    for (let more = true; more; ) more = (await auditSlice(slice)).next !== undefined
    const memberId = newMemberId()
    await payPost(world, memberId)
    return {
      work: () => auditSlice(slice),
      async check(isDone) {
        const account = await stored(world.emulator.database, 'point_accounts', memberId)
        demand(account?.unaudited === undefined || !isDone, 'the account was not gone through')
        const [fault] = await findFaults(1)
        demand(fault === undefined, `the audit found ${JSON.stringify(fault)}`)
      },
    }
  },
}

/** The ledger's writes. */
export const POINTS_SUBJECTS: readonly FaultySubject[] = [
  earning,
  reversal,
  spending,
  hold,
  resolution,
  refund,
  lapse,
  folding,
  audit,
]
