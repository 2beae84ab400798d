/** What members do with one post at the same moment, and the same without what keeps it right. */
import type { Caller, InProcessWorld } from './in-process'
import type { ControlledRace, Race } from './schedules'
import { copyOf, newId, peopleOf, stored, upTo } from './situations'

/** A post of Alice's with parts of a kind; and Bob, with somebody else who looks like him. */
async function situation(
  world: InProcessWorld,
  parts: object,
): Promise<{ alice: Caller; bob: Caller; postId: string }> {
  const { alice, bob, postId } = await peopleOf(world)
  return { alice, bob, postId: await copyOf(world, 'posts', postId, { schemaVersion: 2, ...parts }) }
}

const POLL = { kind: 'poll', poll: { options: ['a', 'b', 'c'], multiple: true } }

/** Two phones of one member vote differently, while one of them asks again. */
const votes: Race = {
  name: 'votes of one member',
  async prepare(world) {
    const { bob, postId } = await situation(world, POLL)
    const vote = (choices: number[]) => () => world.invoke(bob, 'post.castPoll', { postId, choices })
    return {
      actors: [vote([0]), vote([1, 2]), vote([0])],
      check: () => votesAreCounted(world, postId, bob),
    }
  },
}

async function votesAreCounted(
  { emulator: { database } }: InProcessWorld,
  postId: string,
  member: Caller,
): Promise<string | undefined> {
  const ballot = await stored(database, 'post_ballots', `${postId}:${member.memberId}`)
  const post = await stored(database, 'posts', postId)
  const choices: unknown[] = Array.isArray(ballot?.choices) ? ballot.choices : []
  const counts = upTo(3).map((place) => Number(Reflect.get(Object(post?.ballotCounts), `o${place}`) ?? 0))
  const right = upTo(3).map((place) => (choices.includes(place) ? 1 : 0))
  const isRight = counts.join() === right.join() && post?.voterCount === 1
  return isRight ? undefined : `${right.join()} counted as ${counts.join()} of ${post?.voterCount}`
}

/** The same, with a change that is not bound to the vote it changes. */
const votesWithoutVersion: Race = {
  name: 'votes changed whatever they were',
  async prepare(world) {
    const { bob, postId } = await situation(world, POLL)
    const { cloud } = world.modules
    const ballots = cloud.collection<{ _id: string; choices: readonly number[] }>('post_ballots')
    const posts = cloud.collection<{ _id: string; voterCount: number }>('posts')
    const _id = `${postId}:${bob.memberId}`
    await ballots.addOrGet({ _id, choices: [] })
    await posts.update(postId, { voterCount: 1 })
    const vote = (choice: number) => async () => {
      const before = (await ballots.get(_id))?.choices ?? []
      await ballots.update(_id, { choices: [choice] })
      await posts.update(postId, {
        [`ballotCounts.o${choice}`]: cloud.increasedBy(1),
        ...Object.fromEntries(before.map((place) => [`ballotCounts.o${place}`, cloud.increasedBy(-1)])),
      })
    }
    return { actors: [vote(0), vote(1), vote(2)], check: () => votesAreCounted(world, postId, bob) }
  },
}

/** Three members join a chain, one of them twice. */
const chain: Race = {
  name: 'places in a chain',
  async prepare(world) {
    const { bob, postId } = await situation(world, { kind: 'chain', chain: {}, chainMemberIds: [] })
    const openids = upTo(3).map(newId)
    const memberIds = await Promise.all(
      openids.map((openid) => copyOf(world, 'members', bob.memberId, { openid })),
    )
    const join = (openid = '') => {
      const input = { postId, requestId: newId(), text: 'me too' }
      return () => world.invoke({ openid }, 'post.joinChain', input)
    }
    return {
      actors: [...openids, openids[0]].map(join),
      async check(outcomes) {
        const order = (await stored(world.emulator.database, 'posts', postId))?.chainMemberIds
        if (!Array.isArray(order) || [...order].sort().join() !== [...memberIds].sort().join()) {
          return `${String(order)} are in the chain`
        }
        const numbers = outcomes.map((outcome) => numberOf(outcome)).join()
        const right = [...memberIds, memberIds[0]].map((memberId) => order.indexOf(memberId) + 1).join()
        return numbers === right ? undefined : `the numbers ${numbers} were told, not ${right}`
      },
    }
  },
}

function numberOf(outcome: PromiseSettledResult<unknown>): unknown {
  const path = ['value', 'data', 'entry', 'number']
  return path.reduce<unknown>((at, key) => (at instanceof Object ? Reflect.get(at, key) : undefined), outcome)
}

/** Places given by how many there are. */
const chainWithoutGuard: Race = {
  name: 'places by counting who is there',
  async prepare(world) {
    const { postId } = await situation(world, { kind: 'chain', chain: {}, chainMemberIds: [] })
    const posts = world.modules.cloud.collection<{ _id: string; chainMemberIds: readonly string[] }>('posts')
    const join = (name: string) => async () => {
      const there = (await posts.get(postId))?.chainMemberIds ?? []
      await posts.update(postId, { chainMemberIds: [...there, name] })
    }
    return {
      actors: ['a', 'b', 'c'].map(join),
      async check() {
        const order = (await stored(world.emulator.database, 'posts', postId))?.chainMemberIds
        return Array.isArray(order) && order.length === 3 ? undefined : `${String(order)} are in the chain`
      },
    }
  },
}

/** An asker marks an answer twice while its author takes it away: what is gone solves nothing. */
const solving: Race = {
  name: 'an answer that is marked and taken away',
  async prepare(world) {
    const { alice, bob, postId } = await situation(world, { kind: 'question', solved: false })
    const said = { requestId: newId(), postId, text: 'less water' }
    const answer = await world.invoke(bob, 'post.createComment', said)
    const commentId = String(
      Reflect.get(Object(Reflect.get(Object(Reflect.get(answer, 'data')), 'comment')), 'commentId'),
    )
    const mark = () => world.invoke(alice, 'post.setSolved', { postId, commentId })
    const takeAway = () => world.invoke(bob, 'post.deleteComment', { commentId })
    return {
      actors: [mark, takeAway, mark],
      async check() {
        const post = await stored(world.emulator.database, 'posts', postId)
        const isOpen = post?.solved === false && post.solvedCommentId === undefined
        return isOpen ? undefined : `solved by ${String(post?.solvedCommentId)}, which is gone`
      },
    }
  },
}

/** An answer is looked at, then marked; that it went in between is not looked at. */
const solvingWithoutSecondLook: Race = {
  name: 'an answer marked after one look',
  async prepare(world) {
    const { postId } = await situation(world, { kind: 'question', solved: false })
    const { cloud } = world.modules
    const posts = cloud.collection<{ _id: string; solvedCommentId?: string; solved: boolean }>('posts')
    const marks = cloud.collection<{ _id: string; value: number }>('race_marks')
    const _id = newId()
    await marks.addOrGet({ _id, value: 1 })
    const mark = async () => {
      if (await marks.get(_id)) await posts.update(postId, { solvedCommentId: _id, solved: true })
    }
    const takeAway = async () => {
      await marks.remove(_id)
      await posts.updateWhere({ _id: postId, solvedCommentId: _id }, { solved: false })
    }
    return {
      actors: [mark, takeAway],
      async check() {
        const post = await stored(world.emulator.database, 'posts', postId)
        return post?.solved === true ? 'solved by what is gone' : undefined
      },
    }
  },
}

/** What members do with posts. */
export const POST_RACES: readonly ControlledRace[] = [
  { race: votes, control: votesWithoutVersion },
  { race: chain, control: chainWithoutGuard },
  { race: solving, control: solvingWithoutSecondLook },
]
