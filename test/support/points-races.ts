/** Earnings, spendings, holds and bans that meet: each once, never more than there is, and the books are true. */
import type { Account, Booking } from '../../cloudfunctions/points/ledger'
import { BUDGET_RACES } from './budget-races'
import type { InProcessWorld } from './in-process'
import {
  newMemberId,
  POINTS_AT,
  payPost,
  placeHold,
  refundOnce,
  resolveHold,
  spendOnce,
  takePostBack,
  unsound,
} from './points-world'
import type { ControlledRace, Race } from './schedules'
import { copyOf, newId, peopleOf, stored, upTo } from './situations'

type Outcomes = readonly PromiseSettledResult<unknown>[]
const succeeded = (outcomes: Outcomes) => outcomes.filter(({ status }) => status === 'fulfilled').length

/** A booking as one would write it who knows no transactions: read, decide, write. */
async function bookCarelessly(
  { modules }: InProcessWorld,
  memberId: string,
  step: (account: Account) => Booking,
): Promise<void> {
  const accounts = modules.cloud.collection<Account & { _id: string }>('point_accounts')
  const { account } = step((await accounts.get(memberId)) ?? modules.ledger.EMPTY_ACCOUNT)
  const { available, held, debt, xp, version } = account
  const entry = { memberId, version, postings: [], after: { available, held, debt, xp } }
  await modules.cloud
    .collection<typeof entry & { _id: string }>('point_entries')
    .addOrGet({ ...entry, _id: newId() })
  await accounts.put({ ...account, _id: memberId })
}

/** One cause is told three times. */
const earnings: Race = {
  name: 'one earning told three times',
  async prepare(world) {
    const memberId = newMemberId()
    const post = newId()
    const earn = () => payPost(world, memberId, post)
    return { actors: [earn, earn, earn], check: () => hasExactly(world, memberId, 10) }
  },
}

const earningsWithoutKey: Race = {
  name: 'one earning told twice, without its key',
  async prepare(world) {
    const memberId = newMemberId()
    const earn = () =>
      bookCarelessly(world, memberId, (account) =>
        world.modules.ledger.earn(account, { from: 'mint:post', points: 10, xp: 10 }, POINTS_AT),
      )
    return { actors: [earn, earn], check: () => hasExactly(world, memberId, 10) }
  },
}

async function hasExactly(
  world: InProcessWorld,
  memberId: string,
  points: number,
): Promise<string | undefined> {
  const { available } = await world.modules.pointsStore.findAccount(memberId)
  return available === points ? unsound(world, memberId) : `${available} points, not ${points}`
}

/** Ten points are spent twice, seven each time. */
const spendings: Race = {
  name: 'two spendings of the same points',
  async prepare(world) {
    const memberId = await somebodyWith(world, 1)
    const spend = () => spendOnce(world, memberId, 7)
    return { actors: [spend, spend], check: (outcomes) => oneOfTwo(world, memberId, outcomes) }
  },
}

const spendingsWithoutTransaction: Race = {
  name: 'two spendings that read before they write',
  async prepare(world) {
    const memberId = await somebodyWith(world, 1)
    const spend = () =>
      bookCarelessly(world, memberId, (account) => world.modules.ledger.spend(account, 7, 'mall', POINTS_AT))
    return { actors: [spend, spend], check: (outcomes) => oneOfTwo(world, memberId, outcomes) }
  },
}

async function oneOfTwo(world: InProcessWorld, memberId: string, outcomes: Outcomes) {
  if (succeeded(outcomes) !== 1) return `${succeeded(outcomes)} spendings of 7 out of 10 points`
  return hasExactly(world, memberId, 3)
}

/** Somebody with so many posts' points. */
async function somebodyWith(world: InProcessWorld, posts: number): Promise<string> {
  const memberId = newMemberId()
  for (const _ of upTo(posts)) await payPost(world, memberId)
  return memberId
}

/** Two earnings meet a ban; `earn` is how points are earned. */
function banRace(name: string, earn: (world: InProcessWorld, memberId: string) => Promise<unknown>): Race {
  return {
    name,
    async prepare(world) {
      const { alice } = await peopleOf(world)
      const memberId = await copyOf(world, 'members', alice.memberId, { openid: newId() })
      const pointsNow = async () =>
        Number((await stored(world.emulator.database, 'point_accounts', memberId))?.available ?? 0)
      let atBan = -1
      const ban = async () => {
        await world.modules.memberStore.changeStanding(memberId, 'banned')
        atBan = await pointsNow()
      }
      const act = () => earn(world, memberId)
      return {
        actors: [act, act, ban],
        async check() {
          const left = await pointsNow()
          return left === atBan ? undefined : `${left - atBan} points after the ban`
        },
      }
    },
  }
}

const ban = banRace('earnings and a ban', (world, memberId) => payPost(world, memberId))
const banWithoutGuard = banRace('earnings that only read the standing', (world, memberId) =>
  world.modules.transaction.inTransaction(async (tx) => {
    const member = await tx.collection<{ _id: string; standing: string }>('members').get(memberId)
    if (member?.standing !== 'active') throw new Error('banned')
    await world.modules.pointsStore.append(tx, {
      key: newId(),
      memberId,
      // Of a kind that is booked for everybody.
      kind: 'adjust',
      reason: { what: 'post' },
      asked: {},
      isFirst: true,
      at: POINTS_AT,
      book: (account) => ({
        booking: world.modules.ledger.earn(account, { from: 'mint:post', points: 10, xp: 0 }, POINTS_AT),
      }),
    })
  }),
)

/** An order is confirmed, cancelled and lapses at the same moment. */
const resolutions: Race = {
  name: 'three ends of one hold',
  async prepare(world) {
    const memberId = await somebodyWith(world, 1)
    const holdId = newId()
    await placeHold(world, memberId, 8, holdId)
    const ends = [{ post: 8, to: 'mall' }, 'void', 'timeout'] as const
    return {
      actors: ends.map((how) => () => resolveHold(world, holdId, how)),
      async check(outcomes) {
        const told = new Set(
          outcomes.map((each) => (each.status === 'fulfilled' ? stateOf(each.value) : 'failed')),
        )
        if (told.size !== 1) return `the hold has ended ${[...told].join(' and ')}`
        return hasExactly(world, memberId, told.has('posted') ? 2 : 10)
      },
    }
  },
}

const stateOf = (hold: unknown) => (hold instanceof Object ? Reflect.get(hold, 'state') : undefined)

const resolutionsWithoutState: Race = {
  name: 'two ends of a hold that look before they book',
  async prepare(world) {
    const memberId = await somebodyWith(world, 1)
    const holdId = newId()
    const { lots } = await placeHold(world, memberId, 8, holdId)
    const holds = world.modules.cloud.collection<{ _id: string; state: string }>('point_holds')
    const end = async () => {
      if ((await holds.get(holdId))?.state !== 'open') return
      await bookCarelessly(world, memberId, (account) =>
        world.modules.ledger.settle({ ...account, held: 8 }, lots, 0, 'mall', POINTS_AT),
      )
      await holds.update(holdId, { state: 'voided' })
    }
    return { actors: [end, end], check: () => hasExactly(world, memberId, 10) }
  },
}

/** What was earned is taken back while it is spent. */
const reversals: Race = {
  name: 'a reversal and a spending',
  async prepare(world) {
    const memberId = newMemberId()
    const post = newId()
    await payPost(world, memberId, post)
    const reverse = () => takePostBack(world, post)
    return {
      actors: [reverse, () => spendOnce(world, memberId, 7), reverse],
      check: ([first, spent]) => isOwedWhatWasSpent(world, memberId, first, spent),
    }
  },
}

async function isOwedWhatWasSpent(
  world: InProcessWorld,
  memberId: string,
  reversed: PromiseSettledResult<unknown> | undefined,
  spent: PromiseSettledResult<unknown> | undefined,
): Promise<string | undefined> {
  if (reversed?.status !== 'fulfilled') return 'the reversal failed'
  const { available, debt } = await world.modules.pointsStore.findAccount(memberId)
  const owed = spent?.status === 'fulfilled' ? 7 : 0
  if (available !== 0 || debt !== owed) return `${available} left and ${debt} owed, not ${owed}`
  return unsound(world, memberId)
}

const reversalsWithoutTransaction: Race = {
  name: 'a reversal and a spending that read before they write',
  async prepare(world) {
    const memberId = await somebodyWith(world, 1)
    const { ledger } = world.modules
    const asked = { points: 10, xp: 0, lotDay: '2027-12-31', to: 'clawback' } as const
    const reverse = () => bookCarelessly(world, memberId, (account) => ledger.reverse(account, asked))
    const spend = () =>
      bookCarelessly(world, memberId, (account) => ledger.spend(account, 7, 'mall', POINTS_AT))
    return {
      actors: [reverse, spend],
      check: ([first, spent]) => isOwedWhatWasSpent(world, memberId, first, spent),
    }
  },
}

/** Refunds of one order, together more than it was. */
const refunds: Race = {
  name: 'two refunds of one spending',
  async prepare(world) {
    const memberId = await somebodyWith(world, 1)
    const key = newId()
    await spendOnce(world, memberId, 10, key)
    const refund = () => refundOnce(world, `spend:${key}`, newId(), 6)
    return { actors: [refund, refund], check: () => hasExactly(world, memberId, 6) }
  },
}

const refundsWithoutTransaction: Race = {
  name: 'two refunds that look at what was refunded before they book',
  async prepare(world) {
    const memberId = await somebodyWith(world, 1)
    const refunded = world.modules.cloud.collection<{ _id: string; value: number }>('race_marks')
    const _id = newId()
    await spendOnce(world, memberId, 10)
    await refunded.addOrGet({ _id, value: 0 })
    const refund = async () => {
      if (((await refunded.get(_id))?.value ?? 0) > 4) return
      await refunded.update(_id, { value: world.modules.cloud.increasedBy(6) })
      await bookCarelessly(world, memberId, (account) =>
        world.modules.ledger.refund(account, [{ expiresOn: '2027-12-31', amount: 6 }], 'mall', POINTS_AT),
      )
    }
    return { actors: [refund, refund], check: () => hasExactly(world, memberId, 6) }
  },
}

/** The ledger's races. */
export const POINTS_RACES: readonly ControlledRace[] = [
  { race: earnings, control: earningsWithoutKey },
  { race: spendings, control: spendingsWithoutTransaction },
  { race: ban, control: banWithoutGuard },
  { race: resolutions, control: resolutionsWithoutState },
  { race: reversals, control: reversalsWithoutTransaction },
  { race: refunds, control: refundsWithoutTransaction },
  ...BUDGET_RACES,
]
