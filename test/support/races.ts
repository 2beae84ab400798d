/**
 * What happens at the same time and must come out right in every order. Each race has a control: the same without the
 * guard that makes it come out right, which must go wrong in some order, or the race would prove nothing.
 */
import { AWARD_RACES } from './award-races'
import { CHECKIN_RACES } from './checkin-races'
import { CONTEST_RACES } from './contest-races'
import type { Caller, InProcessWorld } from './in-process'
import { KIT_RACES } from './kit-races'
import { MALL_RACES } from './mall-races'
import { NOTICE_RACES } from './notice-races'
import { POINTS_RACES } from './points-races'
import type { ControlledRace, Race } from './schedules'
import { copyOf, type Mark, newId, peopleOf, postInput, stored } from './situations'

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

/** Every race, with its control; what points hang on comes first. */
export const RACES: readonly ControlledRace[] = [
  ...POINTS_RACES,
  ...CHECKIN_RACES,
  ...MALL_RACES,
  ...CONTEST_RACES,
  ...AWARD_RACES,
  ...KIT_RACES,
  ...NOTICE_RACES,
  { race: likes, control: likesWithoutGuard },
  { race: requests, control: requestsWithoutClaim },
]
