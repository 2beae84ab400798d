/** What the kit promises when things happen at the same time, and the same without what keeps the promise. */
import type { Job } from '../../cloudfunctions/kit/jobs'
import type { Transaction } from '../../cloudfunctions/kit/transaction'
import type { InProcessWorld } from './in-process'
import type { ControlledRace, Race } from './schedules'
import { copyOf, type Mark, newId, peopleOf, stored, systemContext, upTo } from './situations'

/** A job that adds up, whose slices must each be counted once. */
function addingJob(world: InProcessWorld, name: string, slices: number): Job {
  const marks = world.modules.cloud.collection<Mark>('race_marks')
  return {
    name,
    every: 'day',
    missed: 'latest',
    async run({ cursor }) {
      const at = Number(cursor ?? 0)
      await marks.update(name, { value: world.modules.cloud.increasedBy(1) })
      return { next: at + 1 < slices ? String(at + 1) : undefined, handled: 1, repaired: 0 }
    },
  }
}

const SLICES = 2

/** Two dispatchers run at the same minute. */
const dispatchers: Race = {
  name: 'two dispatchers',
  async prepare(world) {
    const name = `race.${newId()}`
    const job = addingJob(world, name, SLICES)
    await world.modules.cloud.collection<Mark>('race_marks').addOrGet({ _id: name, value: 0 })
    const dispatch = () => world.modules.jobs.runDueJobs([job], systemContext())
    return {
      actors: [dispatch, dispatch],
      async check() {
        const run = await stored(world.emulator.database, 'jobs', name)
        const counted = (await stored(world.emulator.database, 'race_marks', name))?.value
        if (run?.lastPeriod === '') return 'nobody finished the run'
        return counted === SLICES ? undefined : `${SLICES} slices ran ${counted} times`
      },
    }
  },
}

/** A lease that is looked at and then taken. */
const dispatchersWithoutLease: Race = {
  name: 'two dispatchers that read before they take',
  async prepare(world) {
    const name = `race.${newId()}`
    const job = addingJob(world, name, 1)
    const marks = world.modules.cloud.collection<Mark>('race_marks')
    await marks.addOrGet({ _id: name, value: 0 })
    await marks.addOrGet({ _id: `${name}:lease`, value: 0 })
    const dispatch = async () => {
      const lease = await marks.get(`${name}:lease`)
      if (lease?.value !== 0) return
      await marks.update(`${name}:lease`, { value: 1 })
      await job.run({ ...systemContext(), cursor: undefined, period: '' })
    }
    return {
      actors: [dispatch, dispatch],
      async check() {
        const counted = (await stored(world.emulator.database, 'race_marks', name))?.value
        return counted === 1 ? undefined : `one slice ran ${counted} times`
      },
    }
  },
}

const LIMIT = { max: 2, windowMs: 1_000 }

/** Four calls at once of somebody who may make two. */
const rateLimit: Race = {
  name: 'a rate limit',
  async prepare(world) {
    const key = newId()
    const call = () => world.modules.rateLimit.admitCall(key, LIMIT, 10_000)
    return { actors: upTo(4).map(() => call), check: async (outcomes) => acceptedExactly(outcomes) }
  },
}

function acceptedExactly(outcomes: readonly PromiseSettledResult<unknown>[]): string | undefined {
  const accepted = outcomes.filter((outcome) => outcome.status === 'fulfilled').length
  return accepted === LIMIT.max ? undefined : `${accepted} calls accepted of ${LIMIT.max}`
}

const rateLimitWithoutCondition: Race = {
  name: 'a rate limit that reads before it counts',
  async prepare(world) {
    const marks = world.modules.cloud.collection<Mark>('race_marks')
    const _id = newId()
    await marks.addOrGet({ _id, value: 0 })
    const call = async () => {
      if (((await marks.get(_id))?.value ?? 0) >= LIMIT.max) throw new Error('limited')
      await marks.update(_id, { value: world.modules.cloud.increasedBy(1) })
    }
    return { actors: upTo(4).map(() => call), check: async (outcomes) => acceptedExactly(outcomes) }
  },
}

/** Ballots of a member who is banned meanwhile; `demand` is what is to keep them out afterwards. */
function banRace(
  name: string,
  demand: (world: InProcessWorld, tx: Transaction, memberId: string) => Promise<void>,
): Race {
  return {
    name,
    async prepare(world) {
      const { transaction, memberStore, cloud } = world.modules
      const { alice } = await peopleOf(world)
      const memberId = await copyOf(world, 'members', alice.memberId, { openid: newId() })
      const ballotsNow = async () =>
        (await world.emulator.database.find('race_ballots', { query: {}, limit: 1_000 })).filter(
          (ballot) => ballot.memberId === memberId,
        ).length
      const vote = (n: number) => () =>
        transaction.inTransaction(async (tx) => {
          await demand(world, tx, memberId)
          const ballots = tx.collection<{ _id: string; memberId: string }>('race_ballots')
          await ballots.add({ _id: `${memberId}:${n}`, memberId })
        })
      let atBan = -1
      const ban = async () => {
        await memberStore.changeStanding(memberId, 'banned')
        atBan = await ballotsNow()
      }
      return {
        actors: [vote(1), vote(2), ban],
        async check(outcomes) {
          const left = await ballotsNow()
          const accepted = outcomes.slice(0, 2).filter((outcome) => outcome.status === 'fulfilled').length
          await cloud.collection('race_ballots').removeWhere({ _id: cloud.greaterThan('') })
          if (outcomes[2]?.status !== 'fulfilled') return 'the ban failed'
          if (accepted !== left) return `${accepted} accepted, ${left} there`
          return left === atBan ? undefined : `${left - atBan} ballot(s) after the ban`
        },
      }
    },
  }
}

const ban = banRace('ballots and a ban', (world, tx, memberId) => world.modules.guard.passGuard(tx, memberId))
const banWithoutGuard = banRace('ballots that only read the standing', async (_world, tx, memberId) => {
  const member = await tx.collection<{ _id: string; standing: string }>('members').get(memberId)
  if (member?.standing !== 'active') throw new Error('banned')
})

/** Three facts of one key, and two runs of the outbox at once. */
function outboxRace(name: string, isIdempotent: boolean): Race {
  return {
    name,
    async prepare(world) {
      const { outbox, transaction } = world.modules
      const key = newId()
      for (const n of upTo(3)) {
        await transaction.inTransaction((tx) =>
          outbox.recordFact(tx, { kind: `race.${key}`, cause: `${key}:${n}`, key, payload: { n } }),
        )
      }
      const consumed: number[] = []
      const marks = world.modules.cloud.collection<Mark>('race_marks')
      const consume = async (fact: { _id: string; payload: Readonly<Record<string, unknown>> }) => {
        const n = Number(fact.payload.n)
        const isNew = (await marks.addOrGet({ _id: `seen:${fact._id}`, value: n })) === undefined
        if (isIdempotent && !isNew) return
        consumed.push(n)
      }
      const job = outbox.outboxJob([{ kind: `race.${key}`, consume }])
      const run = () => job.run({ ...systemContext(Date.now() + 1_000), cursor: undefined, period: '' })
      return {
        actors: [run, run],
        async check() {
          return consumed.join('') === '012' ? undefined : `consumed ${consumed.join('')}`
        },
      }
    },
  }
}

/** The kit's races. */
export const KIT_RACES: readonly ControlledRace[] = [
  { race: dispatchers, control: dispatchersWithoutLease },
  { race: rateLimit, control: rateLimitWithoutCondition },
  { race: ban, control: banWithoutGuard },
  {
    race: outboxRace('facts and two consumers', true),
    control: outboxRace('facts and a consumer that does not know what it has consumed', false),
  },
]
