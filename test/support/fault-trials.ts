/** The writes that every fault is tried at, and what must hold of each whatever happened to it. */
import type { Migration, Versioned } from '../../cloudfunctions/kit/migrations'
import type { ActionName, Input } from '../../contract/index'
import type { Document, PlainObject } from '../../emulator/types'
import type { Trial } from './faults'
import { type Caller, type InProcessWorld, textAt } from './in-process'
import { jpegPhoto } from './photos'
import { newId, peopleOf, postInput, publish, systemContext } from './races'

/** A write, by its name, and how a trial of it is prepared. */
export interface FaultySubject {
  readonly name: string
  prepare(world: InProcessWorld): Promise<Trial>
}

function demand(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(otherwise)
}

async function all({ emulator: { database } }: InProcessWorld, name: string): Promise<Document[]> {
  const documents: Document[] = []
  for (;;) {
    const after = documents.at(-1)?._id
    const query: PlainObject = after === undefined ? {} : { _id: { $gt: after } }
    const page = await database.find(name, { query, order: { _id: 1 }, limit: 1_000 })
    documents.push(...page)
    if (page.length < 1_000) return documents
  }
}

const asking =
  <A extends ActionName>(world: InProcessWorld, caller: Pick<Caller, 'openid'>, action: A, input: Input<A>) =>
  () =>
    world.invoke(caller, action, input)

/** One there when it was done, at most one otherwise. */
function demandOnce(found: number, isDone: boolean, what: string): void {
  demand(found === 1 || (found === 0 && !isDone), `${found} ${what}`)
}

const createPost: FaultySubject = {
  name: 'post.createPost',
  async prepare(world) {
    const { alice } = await peopleOf(world)
    const input = postInput(`made ${newId()}`)
    return {
      work: asking(world, alice, 'post.createPost', input),
      async check(isDone) {
        const made = (await all(world, 'posts')).filter((post) => post.text === input.text)
        demandOnce(made.length, isDone, 'posts')
      },
    }
  },
}

const deletePost: FaultySubject = {
  name: 'post.deletePost',
  async prepare(world) {
    const { alice } = await peopleOf(world)
    const postId = await publish(world, alice)
    return {
      work: asking(world, alice, 'post.deletePost', { postId }),
      async check(isDone) {
        const [post] = await world.emulator.database.find('posts', { query: { _id: postId } })
        demand(post?.removed === true || !isDone, 'the post is still there')
        demand((post?.removed === true) === (post?.state === 'removed'), 'half removed')
      },
    }
  },
}

const setLike: FaultySubject = {
  name: 'post.setLike',
  async prepare(world) {
    const { alice, bob } = await peopleOf(world)
    const postId = await publish(world, alice)
    return {
      work: asking(world, bob, 'post.setLike', { postId, liked: true }),
      async check(isDone) {
        const query = { _id: `${postId}:${bob.memberId}` }
        demandOnce((await world.emulator.database.find('post_likes', { query })).length, isDone, 'likes')
      },
    }
  },
}

const createComment: FaultySubject = {
  name: 'post.createComment',
  async prepare(world) {
    const { bob, postId } = await peopleOf(world)
    const input = { requestId: newId(), postId, text: `said ${newId()}` }
    return {
      work: asking(world, bob, 'post.createComment', input),
      async check(isDone) {
        const said = (await all(world, 'post_comments')).filter((comment) => comment.text === input.text)
        demandOnce(said.length, isDone, 'comments')
      },
    }
  },
}

const join: FaultySubject = {
  name: 'member.join',
  async prepare(world) {
    const openid = `oTest${newId()}`
    return {
      work: asking(world, { openid }, 'member.join', { requestId: newId(), nickname: 'New' }),
      async check(isDone) {
        const members = await world.emulator.database.find('members', { query: { openid } })
        const identities = await world.emulator.database.find('member_identities', { query: { _id: openid } })
        demandOnce(members.length, isDone, 'members')
        demand(members[0]?._id === identities[0]?.memberId, 'a member without their identity')
      },
    }
  },
}

const updateProfile: FaultySubject = {
  name: 'member.updateProfile',
  async prepare(world) {
    const author = await world.newcomer('Before')
    const postId = await publish(world, author)
    const input = { requestId: newId(), nickname: 'After' }
    return {
      work: asking(world, author, 'member.updateProfile', input),
      async check(isDone) {
        const { database } = world.emulator
        const [member] = await database.find('members', { query: { _id: author.memberId } })
        const [post] = await database.find('posts', { query: { _id: postId } })
        demand(member?.nickname === 'After' || !isDone, 'not renamed')
        demand(textAt(post, 'author', 'nickname') === member?.nickname, 'a post under another name')
      },
    }
  },
}

const requestUpload: FaultySubject = {
  name: 'media.requestUpload',
  async prepare(world) {
    const { alice } = await peopleOf(world)
    const input = { requestId: newId(), purpose: 'post' as const, bytes: 10 }
    const paths = new Set<string>()
    return {
      async work() {
        const answer = await world.invoke(alice, 'media.requestUpload', input)
        if (answer.ok) paths.add(textAt(answer, 'data', 'path'))
        return answer
      },
      async check() {
        demand(paths.size <= 1, 'two places for one photo')
      },
    }
  },
}

let photo: Promise<Buffer> | undefined

const complete: FaultySubject = {
  name: 'media.complete',
  async prepare(world) {
    const { alice } = await peopleOf(world)
    photo ??= jpegPhoto(40, 64, 64)
    const bytes = await photo
    const asked = { requestId: newId(), purpose: 'post' as const, bytes: bytes.length }
    const place = await world.invoke(alice, 'media.requestUpload', asked)
    const fileId = await world.emulator.storage.write(textAt(place, 'data', 'path'), bytes)
    const mediaId = textAt(place, 'data', 'mediaId')
    return {
      work: asking(world, alice, 'media.complete', { mediaId, fileId }),
      async check(isDone) {
        const [media] = await world.emulator.database.find('media', { query: { _id: mediaId } })
        if (media?.state === 'requested') return demand(!isDone, 'not taken in')
        const thumb = await world.emulator.storage.read(textAt(media, 'photo', 'thumbFileId'))
        demand(thumb !== undefined, 'a photo without its picture')
      },
    }
  },
}

/** A job of three slices that each add one mark, run by dispatchers until it is done. */
const dispatcher: FaultySubject = {
  name: 'the dispatcher of jobs',
  async prepare(world) {
    const { cloud, jobs } = world.modules
    const name = `fault.${newId()}`
    const marks = cloud.collection<{ _id: string; value: number }>('race_marks')
    const job = {
      name,
      every: 'day' as const,
      missed: 'latest' as const,
      async run({ cursor }: { readonly cursor: string | undefined }) {
        const at = Number(cursor ?? 0)
        await marks.addOrGet({ _id: `${name}:${at}`, value: 1 })
        return { next: at < 2 ? String(at + 1) : undefined, handled: 1, repaired: 0 }
      },
    }
    let minutes = 0
    return {
      // A lease that a dead dispatcher has left ends before the next one comes by.
      work: async () => {
        if (minutes > 0) await expireLeases(world, name)
        minutes += 1
        const { failed } = await jobs.runDueJobs([job], systemContext())
        const [health] = await world.emulator.database.find('jobs', { query: { _id: name } })
        return { ok: failed.length === 0 && health?.lastPeriod !== '' }
      },
      async check(isDone) {
        const ids = (await all(world, 'race_marks')).filter(({ _id }) => String(_id).startsWith(`${name}:`))
        demand(ids.length === 3 || !isDone, `${ids.length} of 3 slices`)
      },
    }
  },
}

async function expireLeases({ emulator: { database } }: InProcessWorld, job: string): Promise<void> {
  const runs = await database.find('job_runs', { query: { _id: { $gt: `${job}:`, $lt: `${job}~` } } })
  for (const { _id } of runs) {
    const data = { $set: { leaseUntil: 0 } }
    await database.modify('job_runs', { query: { _id }, data, multi: false, merge: true, upsert: false })
  }
}

/** A fact and what it brings about: exactly one for each other. */
const outbox: FaultySubject = {
  name: 'a fact of the outbox',
  async prepare(world) {
    const { cloud, outbox, request, transaction } = world.modules
    const key = newId()
    const marks = cloud.collection<{ _id: string; value: number }>('race_marks')
    const consumer = {
      kind: 'fault.made',
      consume: async (fact: { readonly key: string }) => {
        await marks.addOrGet({ _id: `effect:${fact.key}`, value: 1 })
      },
    }
    const wish = { callerKey: 'fault', requestId: key, action: 'x', input: {}, workId: key, now: 1 }
    const job = outbox.outboxJob([consumer])
    return {
      async work() {
        await transaction.inTransaction(async (tx) => {
          if (!(await request.claimInTransaction(tx, wish)).first) return
          await tx
            .collection<{ _id: string; value: number }>('race_marks')
            .add({ _id: `cause:${key}`, value: 1 })
          await outbox.recordFact(tx, { kind: 'fault.made', cause: key, key, payload: {} })
        })
        await job.run({ ...systemContext(Date.now() + 3_600_000), cursor: undefined, period: '' })
      },
      async check() {
        await job.run({ ...systemContext(Date.now() + 7_200_000), cursor: undefined, period: '' })
        const marked = await world.emulator.database.find('race_marks', {
          query: { _id: { $in: [`cause:${key}`, `effect:${key}`] } },
        })
        demand(marked.length !== 1, `only ${marked[0]?._id} is there`)
      },
    }
  },
}

interface Shape extends Versioned {
  readonly word?: string
  readonly words?: readonly string[]
}

/** Documents of an old shape, half way upgraded again and again. */
const migration: FaultySubject = {
  name: 'a migration',
  async prepare(world) {
    const { database } = world.emulator
    const name = `race_shapes_${newId()}`
    await database.declareCollections({ [name]: { indexes: [] } })
    const ids = ['a', 'b', 'c']
    await database.importDocuments(
      name,
      ids.map((_id) => ({ _id, schemaVersion: 1, word: _id })),
    )
    const upgrade: Migration<Shape> = {
      name: `${name}:1-2`,
      collection: name,
      from: 1,
      to: 2,
      upgrade: ({ word = '' }) => ({ words: [word] }),
    }
    const job = world.modules.migrations.migrationJob([upgrade])
    return {
      async work() {
        let next: string | undefined
        do next = (await job.run({ ...systemContext(), cursor: next, period: '' })).next
        while (next !== undefined)
      },
      async check(isDone) {
        const upgraded = (await all(world, name)).filter(({ schemaVersion }) => schemaVersion === 2)
        demand(upgraded.length === ids.length || !isDone, `${upgraded.length} of ${ids.length} upgraded`)
        for (const { _id, words } of upgraded)
          demand(
            JSON.stringify(words) === JSON.stringify([_id]),
            `upgraded wrongly: ${JSON.stringify(words)}`,
          )
      },
    }
  },
}

/** Every write of the product's, and what the kit does in the background. */
export const SUBJECTS: readonly FaultySubject[] = [
  createPost,
  deletePost,
  setLike,
  createComment,
  join,
  updateProfile,
  requestUpload,
  complete,
  dispatcher,
  outbox,
  migration,
]

/** Runs the jobs that put right what a crash has left; how much they have repaired. */
export async function settleWorld(world: InProcessWorld): Promise<number> {
  const { modules } = world
  const outboxJob = modules.outbox.outboxJob([modules.memberJobs.shownAnewConsumer])
  const reconciles = modules.postJobs.postJobs.filter((job) => job.name.includes('reconcile'))
  let repaired = 0
  const noWaiting = { call: <T>(call: () => Promise<T>) => call(), wait: async () => undefined }
  await modules.door.withDoor(noWaiting, async () => {
    for (const job of [outboxJob, ...reconciles]) {
      let cursor: string | undefined
      do {
        const outcome = await job.run({ ...systemContext(Date.now() + 3_600_000), cursor, period: '' })
        repaired += job === outboxJob ? 0 : outcome.repaired
        cursor = outcome.next
      } while (cursor !== undefined)
    }
  })
  return repaired
}
