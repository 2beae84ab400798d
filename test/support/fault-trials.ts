/** The writes that every fault is tried at, and what must hold of each whatever happened to it. */

import type { ActionName, Input } from '../../contract/index'
import { HOUR_MS } from '../../contract/limits'
import { CHECKIN_SUBJECTS } from './checkin-fault-trials'
import { CONTEST_SUBJECTS } from './contest-fault-trials'
import { ENTRY_SUBJECTS } from './entry-fault-trials'
import { all, demand, demandOnce, type FaultySubject } from './fault-subject'
import { IMPATIENT } from './impatient'
import { type Caller, type InProcessWorld, textAt } from './in-process'
import { KIT_SUBJECTS } from './kit-fault-trials'
import { MALL_SUBJECTS } from './mall-fault-trials'
import { MEMBER_SUBJECTS } from './member-fault-trials'
import { NOTICE_SUBJECTS } from './notice-fault-trials'
import { jpegPhoto } from './photos'
import { POINTS_SUBJECTS } from './points-fault-trials'
import { newId, peopleOf, postInput, publish, systemContext } from './situations'

const asking =
  <A extends ActionName>(world: InProcessWorld, caller: Pick<Caller, 'openid'>, action: A, input: Input<A>) =>
  () =>
    world.invoke(caller, action, input)

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
  ...CHECKIN_SUBJECTS,
  ...KIT_SUBJECTS,
  ...NOTICE_SUBJECTS,
  ...MEMBER_SUBJECTS,
  ...POINTS_SUBJECTS,
  ...MALL_SUBJECTS,
  ...CONTEST_SUBJECTS,
  ...ENTRY_SUBJECTS,
]

/** Runs the jobs that put right what a crash has left; how much they have repaired. */
export async function settleWorld(world: InProcessWorld): Promise<number> {
  const { modules } = world
  const outboxJob = modules.outbox.outboxJob([
    modules.memberJobs.shownAnewConsumer,
    modules.noticeJobs.followerConsumer,
  ])
  const ours = [
    ...modules.mallJobs.mallJobs,
    ...modules.memberJobs.memberJobs,
    ...modules.postJobs.postJobs,
    ...modules.noticeJobs.noticeJobs,
    ...modules.contestJobs.contestJobs,
  ]
  const reconciles = ours.filter(({ name }) => name.includes('reconcile') || name === 'post.tellOverdue')
  let repaired = 0
  await modules.door.withDoor(IMPATIENT, async () => {
    for (const job of [outboxJob, ...reconciles]) {
      let cursor: string | undefined
      do {
        const outcome = await job.run({ ...systemContext(Date.now() + HOUR_MS), cursor, period: '' })
        repaired += job === outboxJob ? 0 : outcome.repaired
        cursor = outcome.next
      } while (cursor !== undefined)
    }
  })
  return repaired
}
