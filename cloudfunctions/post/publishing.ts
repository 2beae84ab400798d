/** A new post is added once, and with it what it earns at once. */
import type { Earned } from '../../contract/points-shapes'
import { collection } from '../kit/cloud'
import { inTransaction } from '../kit/transaction'
import { awardOwed, nextStep } from './award-rules'
import { earnedWith, type Settings, takeStep } from './awarding'
import { POSTS, type PostDocument } from './collections'

const posts = collection<PostDocument>(POSTS)

/** A post as it is kept, whether it was added just now, and what it has earned its author so far. */
export interface Added {
  readonly kept: PostDocument
  readonly isNew: boolean
  readonly earned?: Earned | undefined
}

/**
 * Adds a post once; answers the one that was there before under this id, if any. One that others see at once is paid for
 * in the same transaction; anything else that it earns is left to the job.
 * @param isFirst whether nobody has tried before: then there is nothing to look for
 */
export async function addPost(wanted: PostDocument, isFirst: boolean, settings: Settings): Promise<Added> {
  if (nextStep(wanted)?.does !== 'payPost') {
    const kept = { ...wanted, ...awardOwed(wanted, wanted.createdAt) }
    const earlier = await posts.addOrGet(kept)
    return earlier ? foundAs(earlier) : { kept, isNew: true }
  }
  const added = await inTransaction(async (tx): Promise<Added> => {
    const inside = tx.collection<PostDocument>(POSTS)
    const earlier = isFirst ? undefined : await inside.get(wanted._id)
    if (earlier) return { kept: earlier, isNew: false }
    const { awards, isMore, earned } = await takeStep(tx, wanted, settings)
    const kept = {
      ...wanted,
      ...(awards ? { awards } : {}),
      ...(isMore ? { awardDueSince: wanted.createdAt } : {}),
    }
    await inside.add(kept)
    return { kept, isNew: true, earned }
  })
  return added.isNew ? added : foundAs(added.kept)
}

async function foundAs(kept: PostDocument): Promise<Added> {
  return { kept, isNew: false, earned: await earnedWith(kept) }
}
