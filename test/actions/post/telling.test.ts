/**
 * Nobody is passed over and nobody told twice: an instance that dies at any call of what lets others see a post, a
 * comment or an answer leaves nothing that the jobs do not make up for.
 */
import { callerKey } from '../../../cloudfunctions/kit/id'
import type { Job } from '../../../cloudfunctions/kit/jobs'
import { HOUR_MS, MINUTE_MS } from '../../../contract/limits'
import { all } from '../../support/fault-subject'
import { runWithFault } from '../../support/faults'
import { type Caller, createInProcessWorld, type InProcessWorld, textAt } from '../../support/in-process'
import { noticesOf } from '../../support/notices'
import { newId, postInput, publish, stored, systemContext, upTo } from '../../support/situations'

/**
 * An instance that dies takes along what it remembers of configs; this process does not. So nothing that was read is
 * ever read again, and no instance dies while another one waits for what it was reading.
 */
jest.mock('../../../cloudfunctions/kit/clock', () => ({
  ...jest.requireActual<object>('../../../cloudfunctions/kit/clock'),
  monotonicNow: () => 0,
}))

let world: InProcessWorld
let notices: ReturnType<typeof noticesOf>
let fan: Caller
let named: Caller
let asker: Caller
beforeAll(async () => {
  world = await createInProcessWorld()
  notices = noticesOf(world)
  fan = await world.newcomer('Fan')
  named = await world.newcomer('Named')
  asker = await world.newcomer('Asker')
  await notices.appoint(await world.newcomer('Butler'), 'butler')
  await notices.appoint(await world.newcomer('Second butler'), 'butler')
  const inbox = { _id: callerKey(fan.openid), schemaVersion: 1, memberId: fan.memberId }
  await world.emulator.database.importDocuments('feed_inboxes', [{ ...inbox, entries: [], mergedIds: [] }])
})
afterAll(() => world.close())

/** What was told of a post or a comment, by kind, in words. */
async function toldOf(subjectId: string): Promise<string> {
  const told = (await all(world, 'notices')).filter(({ subject }) =>
    JSON.stringify(subject).includes(subjectId),
  )
  return told
    .map(({ kind, to }) => `${kind} ${to === named.memberId ? 'named' : ''}`.trim())
    .sort()
    .join()
}

/** How often a post stands in the inbox of the author's follower. */
async function deliveriesOf(postId: string): Promise<number> {
  const inbox = await stored(world.emulator.database, 'feed_inboxes', callerKey(fan.openid))
  return JSON.stringify(inbox?.entries).split(postId).length - 1
}

async function newAuthor(): Promise<Caller> {
  const author = await world.newcomer('Author')
  const follow = {
    _id: `${fan.memberId}:${author.memberId}`,
    followerId: fan.memberId,
    place: `fol_${newId()}`,
  }
  const followed = { followedId: author.memberId, schemaVersion: 1, createdAt: 0 }
  await world.emulator.database.importDocuments('member_follows', [{ ...follow, ...followed }])
  return author
}

async function run(jobs: readonly Job[], name: string, at = Date.now() + HOUR_MS): Promise<void> {
  const job = jobs.find((each) => each.name === name)
  if (!job) throw new Error(`there is no job ${name}`)
  let cursor: string | undefined
  do cursor = (await job.run({ ...systemContext(at), cursor, period: '' })).next
  while (cursor !== undefined)
}

/** What the jobs of the minutes after a crash do. */
async function settle(): Promise<void> {
  const { postJobs, feedJobs, noticeJobs } = world.modules
  await run(postJobs.postJobs, 'post.tellOverdue')
  await run(feedJobs.feedJobs, 'post.deliver')
  await run(noticeJobs.noticeJobs, 'notice.callButlers', Date.now() + MINUTE_MS)
}

/** One try: what is done, and what was told in the end of what others see. */
interface Telling {
  work(): Promise<unknown>
  /** Undefined when there is nothing that others see. */
  told(): Promise<string | undefined>
}

/**
 * What is told after a death right after each call of the work in turn, one entry for each outcome; what others never came to
 * see is left out.
 * @param isForgetful takes away, as a control, what says that somebody is to be told
 */
async function outcomes(prepare: () => Promise<Telling>, isForgetful = false): Promise<Set<string>> {
  const dry = await prepare()
  const { calls } = await runWithFault(world, dry.work)
  const tries = [dry]
  for (const call of upTo(calls)) {
    const next = await prepare()
    await runWithFault(world, next.work, call, 'crash-after')
    tries.push(next)
  }
  if (isForgetful) await forget()
  await settle()
  const told = await Promise.all(tries.map((each) => each.told()))
  return new Set(told.filter((each) => each !== undefined))
}

async function forget(): Promise<void> {
  const change = { query: {}, data: { $unset: { untoldSince: '' } }, multi: true, merge: true, upsert: false }
  for (const name of ['posts', 'post_comments']) await world.emulator.database.modify(name, change)
}

async function creating(): Promise<Telling> {
  const author = await newAuthor()
  const input = postInput(`@{${named.memberId}} ${newId()}`)
  return {
    work: () => world.invoke(author, 'post.createPost', input),
    async told() {
      const query = { authorId: author.memberId, state: 'visible' }
      const [post] = await world.emulator.database.find('posts', { query })
      if (!post) return undefined
      const postId = String(post._id)
      return `${await deliveriesOf(postId)}: ${await toldOf(postId)}`
    },
  }
}

async function commenting(): Promise<Telling> {
  const postId = await publish(world, asker)
  const input = { requestId: newId(), postId, text: `@{${named.memberId}} 真好` }
  return {
    work: () => world.invoke(fan, 'post.createComment', input),
    async told() {
      const [comment] = await world.emulator.database.find('post_comments', { query: { postId } })
      return comment && toldOf(String(comment._id))
    },
  }
}

async function solving(): Promise<Telling> {
  const question = { ...postInput('为什么塌？'), kind: 'question' as const }
  const postId = textAt(await world.invoke(asker, 'post.createPost', question), 'data', 'postId')
  const said = await world.invoke(named, 'post.createComment', { requestId: newId(), postId, text: '没烤透' })
  const commentId = textAt(said, 'data', 'comment', 'commentId')
  return {
    work: () => world.invoke(asker, 'post.setSolved', { postId, commentId }),
    async told() {
      const post = await stored(world.emulator.database, 'posts', postId)
      return post?.solved === true ? toldOf(commentId) : undefined
    },
  }
}

/** An edit that names somebody more. */
async function editing(): Promise<Telling> {
  const author = await newAuthor()
  const text = `@{${named.memberId}} 第一版`
  const postId = await publish(world, author, text)
  const words = { text: `${text} @{${asker.memberId}}`, photoIds: [] }
  const input = { requestId: newId(), postId, ...words }
  return {
    work: () => world.invoke(author, 'post.editPost', input),
    async told() {
      const post = await stored(world.emulator.database, 'posts', postId)
      return post?.editedAt === undefined
        ? undefined
        : `${await deliveriesOf(postId)}: ${await toldOf(postId)}`
    },
  }
}

/** A post whose text could not be checked, and the job that finds that it passes. */
async function passingLater(): Promise<Telling> {
  const author = await newAuthor()
  const { text } = world.emulator.openapi.script
  text.mode = 'down'
  const postId = await publish(world, author, `@{${named.memberId}} 等一等`)
  text.mode = 'by-content'
  return {
    work: () => run(world.modules.postJobs.postJobs, 'post.askAboutPosts', Date.now() + 6 * MINUTE_MS),
    async told() {
      const post = await stored(world.emulator.database, 'posts', postId)
      if (post?.state !== 'visible') return undefined
      return `${await deliveriesOf(postId)}: ${await toldOf(postId)}`
    },
  }
}

const SHOWN_ONCE = '1: mention named,newcomer'

test('a new post is delivered once, tells whom it names once and calls one butler, wherever an instance dies', async () => {
  expect(await outcomes(creating)).toEqual(new Set([SHOWN_ONCE]))
})

test('so is a post that passes its check later', async () => {
  expect(await outcomes(passingLater)).toEqual(new Set([SHOWN_ONCE]))
})

test('a comment tells whom it names and the author, that it is the first too, once', async () => {
  expect(await outcomes(commenting)).toEqual(new Set(['firstReply,mention named']))
})

test('the author of an answer is told once that it was chosen', async () => {
  expect(await outcomes(solving)).toEqual(new Set(['firstReply,solved named']))
})

test('an edit tells whom it names anew, once, and nobody else anything', async () => {
  expect(await outcomes(editing)).toEqual(new Set(['1: mention,mention named,newcomer']))
})

test('an edit comes into no feed again and tells nobody twice, though what was delivered and told is forgotten', async () => {
  const { database } = world.emulator
  const edit = await editing()
  await settle()
  await database.remove('notices', { query: {}, multi: true })
  const key = callerKey(fan.openid)
  await notices.set('feed_inboxes', key, { entries: [] })
  await edit.work()
  expect(await all(world, 'feed_deliveries')).toEqual([])
  await settle()
  expect(await edit.told()).toBe('0: mention')
})

test('control: without the word that somebody is to be told, deaths leave them untold', async () => {
  expect(await outcomes(creating, true)).toContain('0: ')
  expect(await outcomes(commenting, true)).toContain('')
})

test('what an instance has left waiting for nothing is shown, and told, an hour later', async () => {
  const { database } = world.emulator
  const author = await newAuthor()
  const postId = await publish(world, author, `@{${named.memberId}} 停在半路`)
  const said = await world.invoke(fan, 'post.createComment', {
    requestId: newId(),
    postId: await publish(world, asker),
    text: '也停在半路',
  })
  const commentId = textAt(said, 'data', 'comment', 'commentId')
  const edit = await editing()
  const { calls } = await runWithFault(world, edit.work)
  const stuck = await Promise.all(upTo(calls).map(editing))
  for (const [call, each] of stuck.entries()) await runWithFault(world, each.work, call, 'crash-after')
  await database.remove('notices', { query: {}, multi: true })
  await notices.set('posts', postId, { state: 'checking' })
  await notices.set('post_comments', commentId, { state: 'checking' })
  const at = Date.now() + HOUR_MS
  for (const name of ['post.settlePosts', 'post.settleComments', 'post.settleRevisions'])
    await run(world.modules.postJobs.postJobs, name, at)
  expect(await stored(database, 'posts', postId)).toMatchObject({ state: 'visible' })
  expect(await stored(database, 'post_comments', commentId)).toMatchObject({ state: 'visible' })
  expect(await toldOf(postId)).toBe('mention named')
  const latest = (await all(world, 'posts')).filter(({ latestRevisionId }) => latestRevisionId !== undefined)
  expect(latest.length).toBeGreaterThan(1)
  for (const { revisionId, latestRevisionId } of latest) expect(revisionId).toBe(latestRevisionId)
})

test('what was told at once is not looked at by the job', async () => {
  await settle()
  const postId = await publish(world, await newAuthor())
  expect(await stored(world.emulator.database, 'posts', postId)).not.toHaveProperty('untoldSince')
  const job = world.modules.postJobs.postJobs.find(({ name }) => name === 'post.tellOverdue')
  const slice = { ...systemContext(Date.now() + HOUR_MS), cursor: undefined, period: '' }
  expect(await job?.run(slice)).toEqual({ next: undefined, handled: 0, repaired: 0 })
})
