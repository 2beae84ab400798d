/** The digest of the day: drafted at half past seven, edited, let go once, brought to everybody who wants it. */

import { idsFrom } from '../../../cloudfunctions/kit/id'
import { periodOf, startOf } from '../../../cloudfunctions/kit/period'
import { DAY_MS, HOUR_MS } from '../../../contract/limits'
import { type Caller, createInProcessWorld, type InProcessWorld } from '../../support/in-process'
import { noticesOf, tomorrowNoon } from '../../support/notices'
import { copyOf, publish, stored, systemContext, upTo } from '../../support/situations'

let world: InProcessWorld
let notices: ReturnType<typeof noticesOf>
let operator: Caller
let alice: Caller
beforeAll(async () => {
  world = await createInProcessWorld()
  notices = noticesOf(world)
  operator = await world.newcomer('Operator')
  alice = await world.newcomer('Alice')
  await notices.appoint(operator, 'operator')
})
afterAll(() => world.close())
afterEach(() => {
  world.emulator.openapi.script.text = { mode: 'by-content' }
})

const TODAY = periodOf('day', Date.now())
const contents = { greeting: '早上好', best: [], questions: [], slots: ['晚上八点，一起聊聊发酵'] }
const draft = (day: string, fields: object = {}) =>
  world.modules.noticeStore.draftDigest(day, { ...contents, ...fields })
const save = (day: string, version: number, fields: object = {}) =>
  notices.call(operator, 'notice.saveDigest', { day, version, ...contents, ...fields })

test('yesterday’s best by likes and its open questions are drafted; an operator’s own draft stays', async () => {
  const template = await publish(world, alice, '昨天的面包')
  const yesterday = startOf(TODAY) - DAY_MS + HOUR_MS
  const posted = async (n: number, fields: object) => {
    const copyId = await copyOf(world, 'posts', template, { authorId: `mbr_author00${n}`, ...fields })
    const original = await stored(world.emulator.database, 'posts', copyId)
    const _id = `${idsFrom('pst', yesterday + n)}0000000${n}`
    await world.emulator.database.importDocuments('posts', [{ ...original, _id }])
    return _id
  }
  const [liked, best] = [await posted(1, { likeCount: 3 }), await posted(2, { likeCount: 8 })]
  const question = await posted(3, { kind: 'question', likeCount: 9 })
  const picked = await copyOf(world, 'posts', template, { kind: 'question', featured: true })
  await world.emulator.database.importDocuments('topics', [
    {
      _id: 'top_00000001',
      schemaVersion: 1,
      name: '周末烘焙',
      tokens: [],
      boardId: 'brd_showcase',
      postCount: 2,
    },
  ])
  await world.emulator.database.importDocuments('topic_days', [
    { _id: TODAY, schemaVersion: 1, topicId: 'top_00000001' },
  ])
  await posted(4, { likeCount: 99, state: 'hidden' })
  const job = world.modules.postJobs.postJobs.find(({ name }) => name === 'post.draftDigest')
  expect(job).toMatchObject({ every: 'day', afterMs: 7.5 * HOUR_MS })
  for (const _ of upTo(2)) await job?.run({ ...systemContext(), cursor: undefined, period: TODAY })
  const { digest } = await notices.call(operator, 'notice.getDigestDraft', {})
  expect(digest).toMatchObject({
    day: TODAY,
    state: 'draft',
    version: 1,
    best: [best, liked],
    questions: [picked, question],
    slots: ['今日话题：周末烘焙'],
  })
  await save(TODAY, 1, { greeting: '我自己写的' })
  await job?.run({ ...systemContext(), cursor: undefined, period: TODAY })
  expect((await notices.call(operator, 'notice.getDigestDraft', {})).digest).toMatchObject({
    greeting: '我自己写的',
  })
})

test('a draft is nobody’s to read; NOT_FOUND', async () => {
  await draft('2026-01-01')
  await expect(notices.call(alice, 'notice.getDigest', { day: '2026-01-01' })).rejects.toThrow('NOT_FOUND')
  await expect(save('2026-01-09', 1)).rejects.toThrow('NOT_FOUND')
  await expect(
    notices.call(operator, 'notice.sendDigest', { day: '2026-01-09', version: 1 }),
  ).rejects.toThrow('NOT_FOUND')
})

test('STALE_VERSION: what somebody else has saved is not overwritten unseen; the same saving again is no harm', async () => {
  const day = '2026-01-02'
  await draft(day)
  expect((await save(day, 1, { greeting: '一' })).digest.version).toBe(2)
  expect((await save(day, 1, { greeting: '一' })).digest.version).toBe(2)
  await expect(save(day, 1, { greeting: '二' })).rejects.toThrow('STALE_VERSION')
  await expect(notices.call(operator, 'notice.sendDigest', { day, version: 1 })).rejects.toThrow(
    'STALE_VERSION',
  )
})

test('CONTENT_REJECTED: words that do not pass; BUSY when they cannot be checked', async () => {
  const day = '2026-01-03'
  await draft(day)
  await expect(save(day, 1, { slots: ['违禁词'] })).rejects.toThrow('CONTENT_REJECTED')
  world.emulator.openapi.script.text = { mode: 'down' }
  await expect(save(day, 1, { greeting: 'unchecked' })).rejects.toThrow('BUSY')
})

test('DIGEST_SENT: let go once, it is not changed, and reaches everybody who wants it once, by message who allowed one', async () => {
  const day = TODAY
  const silent = await world.newcomer('Silent')
  await notices.set('members', silent.memberId, { settings: { notify: { digest: false } } })
  const { digest } = await notices.call(operator, 'notice.getDigestDraft', {})
  const version = digest?.version ?? 0
  await notices.allow(alice, 'digest')
  const release = () => notices.call(operator, 'notice.sendDigest', { day, version })
  const [first, second] = await Promise.all([release(), release()])
  expect(first.digest.sentAt).toBe(second.digest.sentAt)
  await expect(save(day, version)).rejects.toThrow('DIGEST_SENT')
  const at = tomorrowNoon() - DAY_MS
  await Promise.all([notices.run('notice.fanOutDigest', at), notices.run('notice.fanOutDigest', at)])
  await notices.run('notice.fanOutDigest', at)
  const inbox = async (caller: Caller) =>
    (await notices.call(caller, 'notice.listNotices', { group: 'system' })).notices.filter(
      ({ kind }) => kind === 'digest',
    )
  expect(await inbox(alice)).toMatchObject([{ subject: { day } }])
  expect(await inbox(operator)).toHaveLength(1)
  expect(await inbox(silent)).toEqual([])
  expect((await notices.call(alice, 'notice.getDigest', { day })).digest).toMatchObject({ state: 'sent' })
  expect(await notices.statesOf(alice)).toEqual(['digest:waiting:'])
  expect(await notices.statesOf(operator)).not.toContainEqual(expect.stringContaining('digest'))
})

test('a digest goes on where a crash has stopped it', async () => {
  const day = '2026-01-05'
  await draft(day)
  const reader = await world.newcomer('Reader')
  await notices.call(operator, 'notice.sendDigest', { day, version: 1 })
  // The notices of a slice were written, its progress was not.
  await notices.tell({
    to: reader.memberId,
    kind: 'digest',
    subject: { day },
    cause: `digest:${day}`,
    at: Date.now(),
    isSilent: true,
  })
  await notices.run('notice.fanOutDigest', Date.now())
  const { notices: found } = await notices.call(reader, 'notice.listNotices', { group: 'system' })
  expect(found.filter(({ subject }) => subject?.day === day)).toHaveLength(1)
})

test('FORBIDDEN: only who may edit a digest', async () => {
  for (const action of ['notice.getDigestDraft'] as const)
    await expect(notices.call(alice, action, {})).rejects.toThrow('FORBIDDEN')
})
