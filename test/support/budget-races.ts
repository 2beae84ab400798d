/** Earnings that meet at a budget: it is paid to the last point and never beyond, also while an operator changes it. */
import { periodOf } from '../../cloudfunctions/kit/period'
import { planId } from '../../cloudfunctions/points/budget-rules'
import { DAY_MS } from '../../contract/limits'
import type { InProcessWorld } from './in-process'
import { newMemberId, POINTS_AT, POINTS_SETTINGS, payPost } from './points-world'
import type { ControlledRace, Race } from './schedules'
import { newId, upTo } from './situations'

/** A day's budget of posts, ten points each. Each situation has a day, and so a budget, of its own. */
class DayBudget {
  private static days = 0
  readonly at = POINTS_AT + ++DayBudget.days * DAY_MS
  readonly earners: string[] = []

  constructor(readonly world: InProcessWorld) {}

  private rule(points: number) {
    return { ...POINTS_SETTINGS.rules.post, budget: { points, every: 'day' } } as const
  }

  /** Somebody new earns by a post. */
  async earn(points: number): Promise<void> {
    const memberId = newMemberId()
    this.earners.push(memberId)
    const rules = { ...POINTS_SETTINGS.rules, post: this.rule(points) }
    await payPost(this.world, memberId, newId(), { ...POINTS_SETTINGS, rules }, this.at)
  }

  /** An operator has changed what it holds. */
  divideAnew(points: number): Promise<boolean> {
    return this.world.modules.budgetStore.divideAnew('post', this.rule(points), periodOf('day', this.at))
  }

  get planId(): string {
    return planId('post', { points: 0, every: 'day' }, periodOf('day', this.at))
  }
}

/** Three members earn from a budget for two. */
const budget: Race = {
  name: 'a budget',
  async prepare(world) {
    const day = new DayBudget(world)
    const earn = () => day.earn(20)
    return { actors: [earn, earn, earn], check: () => paidExactly(world, day.earners, 20) }
  },
}

async function paidExactly(
  world: InProcessWorld,
  memberIds: readonly string[],
  points: number,
): Promise<string | undefined> {
  const accounts = await Promise.all(memberIds.map((each) => world.modules.pointsStore.findAccount(each)))
  const paid = accounts.reduce((sum, { available }) => sum + available, 0)
  return paid === points ? undefined : `${paid} points were paid, not ${points}`
}

const budgetWithoutTransaction: Race = {
  name: 'a budget that is looked at before it is drawn on',
  async prepare(world) {
    const marks = world.modules.cloud.collection<{ _id: string; value: number }>('race_marks')
    const _id = newId()
    await marks.addOrGet({ _id, value: 20 })
    const earners = upTo(3).map(newMemberId)
    const earn = (memberId: string) => async () => {
      if (((await marks.get(_id))?.value ?? 0) < 10) return
      await marks.update(_id, { value: world.modules.cloud.increasedBy(-10) })
      await payPost(world, memberId)
    }
    return { actors: earners.map(earn), check: () => paidExactly(world, earners, 20) }
  },
}

/** A budget of 80 points in two shares, 20 of them paid, becomes one of 50 while three earn from it. */
function changingRace(name: string, readied: (day: DayBudget) => Promise<() => Promise<unknown>>): Race {
  return {
    name,
    async prepare(world) {
      const day = new DayBudget(world)
      for (const _ of upTo(2)) await day.earn(80)
      const earn = () => day.earn(80)
      return {
        actors: [earn, earn, await readied(day), earn],
        async check() {
          // What members have kept from being finished is finished by the next run of the job.
          await day.divideAnew(50)
          for (const _ of upTo(4)) await day.earn(50)
          return paidExactly(world, day.earners, 50)
        },
      }
    },
  }
}

const changing = changingRace(
  'a budget that is lowered while it is drawn on',
  async (day) => () => day.divideAnew(50),
)

const changingCarelessly = changingRace(
  'a budget that is divided by what was seen of its shares before',
  async ({ world: { modules }, planId: plan }) => {
    const { collection } = modules.cloud
    const shares = collection<{ _id: string; paid: number; worth: number }>('point_budget_shares')
    const seen = await shares.getMany([`${plan}:0`, `${plan}:1`])
    const left = 50 - seen.reduce((sum, { paid }) => sum + paid, 0)
    return async () => {
      for (const [n, share] of seen.entries())
        await shares.put({ ...share, worth: share.paid + (n === 0 ? left : 0) })
      const plans = collection<{ _id: string; points: number }>('point_budgets')
      await plans.update(plan, { points: 50 })
    }
  },
)

/** The races at a budget. */
export const BUDGET_RACES: readonly ControlledRace[] = [
  { race: budget, control: budgetWithoutTransaction, seeds: 6 },
  { race: changing, control: changingCarelessly, seeds: 6 },
]
