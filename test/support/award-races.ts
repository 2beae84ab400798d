/** A post that is paid for while its author takes it away: in the end it is there and paid, or gone and paid back. */
import { awardKey } from '../../cloudfunctions/points/award-rules'
import { awardingIn } from './awarding'
import type { Caller, InProcessWorld } from './in-process'
import type { ControlledRace, Race } from './schedules'
import { copyOf, newId, peopleOf } from './situations'

const AWARD = { source: 'post', at: Date.now() } as const

/** A post with a photo that others see and that nobody has paid for yet, by an author of its own. */
async function unpaid(world: InProcessWorld, parts: object): Promise<{ author: Caller; postId: string }> {
  const { bob, postId: original } = await peopleOf(world)
  const openid = newId()
  const memberId = await copyOf(world, 'members', bob.memberId, { openid })
  const work = { authorId: memberId, photoIds: [`med_${newId()}`], state: 'visible', removed: false }
  return {
    author: { openid, memberId },
    postId: await copyOf(world, 'posts', original, { ...work, ...parts }),
  }
}

/** Nothing is left of an award whose post is gone. */
async function isPaidBack(world: InProcessWorld, author: Caller): Promise<string | undefined> {
  const { available, debt } = await world.modules.pointsStore.findAccount(author.memberId)
  return available === 0 && debt === 0 ? undefined : `gone, and still paid ${available}`
}

const awards: Race = {
  name: 'a post that is paid for and taken away',
  async prepare(world) {
    const { author, postId } = await unpaid(world, { awardDueSince: 1 })
    const { catchUp } = awardingIn(world)
    return {
      actors: [catchUp, () => world.invoke(author, 'post.deletePost', { postId }), catchUp],
      async check() {
        await catchUp()
        return isPaidBack(world, author)
      },
    }
  },
}

/** Whoever pays has looked at the post before, and writes only what was earned. */
const awardsWithoutThePost: Race = {
  name: 'a post that is paid for after one look',
  async prepare(world) {
    const { author, postId } = await unpaid(world, {})
    const { cloud, transaction, earningStore, pointsSettings } = world.modules
    const posts = cloud.collection<{ _id: string; state: string }>('posts')
    const settings = pointsSettings.pointsConfig.values.parse({})
    const award = { ...AWARD, memberId: author.memberId, subjectId: postId }
    const pay = async () => {
      if ((await posts.get(postId))?.state !== 'visible') return
      await transaction.inTransaction((tx) => earningStore.pay(tx, award, settings))
    }
    const takeAway = async () => {
      await posts.update(postId, { state: 'removed' })
      const key = awardKey(award, settings)
      await transaction.inTransaction((tx) => earningStore.takeBack(tx, key, 'undone', award.at))
    }
    return { actors: [pay, takeAway], check: () => isPaidBack(world, author) }
  },
}

export const AWARD_RACES: readonly ControlledRace[] = [{ race: awards, control: awardsWithoutThePost }]
