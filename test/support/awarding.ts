/** Posts that earn, and what was earned by them, in the world of this process. */
import { callerKey } from '../../cloudfunctions/kit/id'
import type { Job } from '../../cloudfunctions/kit/jobs'
import { periodOf } from '../../cloudfunctions/kit/period'
import type { Account } from '../../cloudfunctions/points/ledger'
import { HOUR_MS } from '../../contract/limits'
import { type Caller, type InProcessWorld, textAt } from './in-process'
import { noticesOf } from './notices'
import { newId, postInput, systemContext } from './situations'

/** Earning and its jobs in a world, at whatever time it is there. */
export function awardingIn(world: InProcessWorld, now: () => number = Date.now) {
  const { database } = world.emulator

  /** Somebody whose first post lies behind them, so that the newcomer's step is out of the way. */
  async function member(nickname: string): Promise<Caller> {
    const joined = await world.newcomer(nickname)
    await noticesOf(world).set('members', joined.memberId, { postCount: 1, lastPostAt: 1 })
    return joined
  }

  /** A photo that has passed its check, or waits for it. */
  async function photoOf({ openid }: Caller, state: 'passed' | 'checking' = 'passed'): Promise<string> {
    const _id = `med_${newId()}`
    const photo = { thumbFileId: 'cloud://t', displayFileId: 'cloud://d', width: 3, height: 4 }
    const media = {
      ownerKey: callerKey(openid),
      purpose: 'post',
      incomingPath: `incoming/${_id}`,
      createdAt: 0,
    }
    await database.importDocuments('media', [{ _id, schemaVersion: 1, ...media, state, photo }])
    return _id
  }

  /** What a post with a photo is made with. */
  async function workInput(author: Caller, state?: 'passed' | 'checking') {
    return { ...postInput(`a loaf ${newId()}`), photoIds: [await photoOf(author, state)] }
  }

  async function publishWork(author: Caller): Promise<string> {
    return textAt(await world.invoke(author, 'post.createPost', await workInput(author)), 'data', 'postId')
  }

  /** A question of the asker's and an answer to it. */
  async function answered(asker: Caller, helper: Caller) {
    const question = { ...postInput('why does it sink?'), kind: 'question' as const }
    const postId = textAt(await world.invoke(asker, 'post.createPost', question), 'data', 'postId')
    return { postId, commentId: await answer(postId, helper) }
  }

  async function answer(postId: string, helper: Caller): Promise<string> {
    const said = { requestId: newId(), postId, text: `bake it longer ${newId()}` }
    return textAt(await world.invoke(helper, 'post.createComment', said), 'data', 'comment', 'commentId')
  }

  /** Runs a job of what posts earn to its end, as if an hour later. */
  async function run(name: string, period = ''): Promise<void> {
    const job: Job | undefined = world.modules.awardJobs.awardJobs.find((each) => each.name === name)
    if (!job) throw new Error(`there is no job ${name}`)
    let cursor: string | undefined
    do cursor = (await job.run({ ...systemContext(now() + HOUR_MS), cursor, period })).next
    while (cursor !== undefined)
  }

  return {
    member,
    photoOf,
    workInput,
    publishWork,
    answered,
    answer,
    /** What a minute's job makes of what was left. */
    catchUp: () => run('post.awardDue'),
    /** Pays the likes of today, as the job of tomorrow does. */
    payLikes: (at = now()) => run('post.payLikes', periodOf('day', at + 24 * HOUR_MS)),
    reconcileSolved: () => run('post.reconcileSolved'),
    accountOf: ({ memberId }: Caller): Promise<Account> => world.modules.pointsStore.findAccount(memberId),
    entriesOf: ({ memberId }: Caller) => world.modules.pointsStore.findEntries(memberId, undefined, 100),
  }
}
