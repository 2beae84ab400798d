/**
 * What happens at the same time and must come out right in every order. Each race has a control: the same without the
 * guard that makes it come out right, which must go wrong in some order, or the race would prove nothing.
 */
import { randomBytes } from 'node:crypto'
import type { SystemContext } from '../../cloudfunctions/kit/handler'
import type { Job } from '../../cloudfunctions/kit/jobs'
import type { Database, Document } from '../../emulator/types'
import { type Caller, type InProcessWorld, textAt } from './in-process'
import type { Race } from './schedules'

/** Collections of the races' own. */
export const RACE_COLLECTIONS = { race_marks: { indexes: [] }, race_ballots: { indexes: [] } }

interface Mark {
  readonly _id: string
  readonly value: number
}

export const newId = (): string => randomBytes(12).toString('hex')
const upTo = (count: number) => Array.from({ length: count }, (_, n) => n)

async function stored(database: Database, name: string, _id: string): Promise<Document | undefined> {
  return (await database.find(name, { query: { _id } }))[0]
}

/** What an invocation of the kit's own parts is given. */
export function systemContext(now = Date.now()): SystemContext {
  return { requestId: newId(), now, newId: (prefix) => `${prefix}_${newId()}`, randomKey: newId }
}

const people = new WeakMap<InProcessWorld, Promise<{ alice: Caller; bob: Caller; postId: string }>>()
/** Two members and a post of the first, the same in every race of a world. */
export function peopleOf(world: InProcessWorld) {
  const known =
    people.get(world) ??
    (async () => {
      const [alice, bob] = [await world.newcomer('Alice'), await world.newcomer('Bob')]
      return { alice, bob, postId: await publish(world, alice) }
    })()
  people.set(world, known)
  return known
}

export function postInput(text: string, requestId = newId()) {
  return { requestId, boardId: 'brd_showcase', text, photoIds: [] as string[] }
}

export async function publish(world: InProcessWorld, author: Caller, text = 'a loaf'): Promise<string> {
  return textAt(await world.invoke(author, 'post.createPost', postInput(text)), 'data', 'postId')
}

/** Puts a copy of a stored document there under an id of its own: a situation that costs no calls. */
async function copyOf(
  world: InProcessWorld,
  name: string,
  _id: string,
  changes: object = {},
): Promise<string> {
  const { database } = world.emulator
  const original = await stored(database, name, _id)
  const copyId = `${_id.slice(0, 4)}${newId()}`
  await database.importDocuments(name, [{ ...original, ...changes, _id: copyId }])
  return copyId
}

/** One member taps the heart three times; the answers cross. */
const likes: Race = {
  name: 'likes of one member',
  async prepare(world) {
    const { bob, postId: original } = await peopleOf(world)
    const postId = await copyOf(world, 'posts', original)
    const tap = (liked: boolean) => () => world.invoke(bob, 'post.setLike', { postId, liked })
    return {
      actors: [tap(true), tap(false), tap(true)],
      check: () => likesAreCounted(world, postId, bob),
    }
  },
}

async function likesAreCounted(
  { emulator: { database } }: InProcessWorld,
  postId: string,
  member: Caller,
): Promise<string | undefined> {
  const like = await stored(database, 'post_likes', `${postId}:${member.memberId}`)
  const count = (await stored(database, 'posts', postId))?.likeCount
  const right = like ? 1 : 0
  return count === right ? undefined : `${right} like(s) counted as ${count}`
}

/** The same, counting whatever the like's document says: what is asked for twice is counted twice. */
const likesWithoutGuard: Race = {
  name: 'likes counted without their document as guard',
  async prepare(world) {
    const { bob, postId: original } = await peopleOf(world)
    const postId = await copyOf(world, 'posts', original)
    const { cloud } = world.modules
    const marks = cloud.collection<{ _id: string; postId: string }>('post_likes')
    const posts = cloud.collection<{ _id: string; likeCount: number }>('posts')
    const like = async () => {
      const _id = `${postId}:${bob.memberId}`
      if (await marks.get(_id)) return
      await marks.addOrGet({ _id, postId })
      await posts.update(postId, { likeCount: cloud.increasedBy(1) })
    }
    return { actors: [like, like], check: () => likesAreCounted(world, postId, bob) }
  },
}

/** A phone that heard nothing asks again while the first attempt still runs. */
const requests: Race = {
  name: 'one requestId twice',
  async prepare(world) {
    const { bob } = await peopleOf(world)
    const openid = newId()
    const authorId = await copyOf(world, 'members', bob.memberId, { openid })
    const input = postInput('asked twice')
    const ask = () => world.invoke({ openid }, 'post.createPost', input)
    return {
      actors: [ask, ask],
      async check(outcomes) {
        const { database } = world.emulator
        const made = await database.find('posts', { query: { authorId } })
        const answers = new Set(outcomes.map((outcome) => JSON.stringify(dataOf(outcome))))
        if (made.length !== 1) return `${made.length} posts`
        if (answers.size !== 1) return `answers differ: ${[...answers].join(' ')}`
        const count = (await stored(database, 'members', authorId))?.postCount
        return count === 1 ? undefined : `one post counted as ${count}`
      },
    }
  },
}

/** A work that is looked for before it is done, under an id of its own each time. */
const requestsWithoutClaim: Race = {
  name: 'one wish twice, looked for before it is done',
  async prepare(world) {
    const marks = world.modules.cloud.collection<Mark & { wish: string }>('race_marks')
    const wish = newId()
    const ask = async () => {
      const [done] = await marks.find({
        where: { _id: world.modules.cloud.between(wish, `${wish}~`) },
        limit: 1,
      })
      if (!done) await marks.addOrGet({ _id: `${wish}:${newId()}`, value: 1, wish })
    }
    return {
      actors: [ask, ask],
      async check() {
        const query = { _id: { $gt: wish, $lt: `${wish}~` } }
        const made = await world.emulator.database.find('race_marks', { query })
        return made.length === 1 ? undefined : `${made.length} works`
      },
    }
  },
}

const dataOf = (outcome: PromiseSettledResult<unknown>): unknown =>
  outcome.status === 'fulfilled' && outcome.value instanceof Object
    ? Reflect.get(outcome.value, 'data')
    : outcome

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
  demand: (
    world: InProcessWorld,
    tx: import('../../cloudfunctions/kit/transaction').Transaction,
    memberId: string,
  ) => Promise<void>,
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

/** Every race, with its control. */
export const RACES: readonly { readonly race: Race; readonly control: Race }[] = [
  { race: likes, control: likesWithoutGuard },
  { race: requests, control: requestsWithoutClaim },
  { race: dispatchers, control: dispatchersWithoutLease },
  { race: rateLimit, control: rateLimitWithoutCondition },
  { race: ban, control: banWithoutGuard },
  {
    race: outboxRace('facts and two consumers', true),
    control: outboxRace('facts and a consumer that does not know what it has consumed', false),
  },
]
