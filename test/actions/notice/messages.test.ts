/** Consents become credits, credits become messages: by value, awake, at most once, and the books stay true. */
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../contract/limits'
import type { NoticeKind } from '../../../contract/notice'
import { type Caller, createInProcessWorld, type InProcessWorld } from '../../support/in-process'
import { noticesOf, tomorrowNoon } from '../../support/notices'
import { newId, upTo } from '../../support/situations'

let world: InProcessWorld
let notices: ReturnType<typeof noticesOf>
let bob: Caller
beforeAll(async () => {
  world = await createInProcessWorld()
  notices = noticesOf(world)
  bob = await world.newcomer('Bob')
})
afterAll(() => world.close())
afterEach(() => {
  world.emulator.openapi.script.messages = { mode: 'by-rules' }
})

const NOON = tomorrowNoon()
const POST = 'pst_00000000000000001'
const reader = () => world.newcomer(`Reader ${newId().slice(0, 4)}`)
const told = (to: Caller, kind: NoticeKind = 'firstReply', at = NOON - HOUR_MS) =>
  notices.tell({
    to: to.memberId,
    from: bob.memberId,
    kind,
    subject: kind === 'case' ? { caseId: 'cas_00000000000000001' } : { postId: POST },
    cause: `${kind}:${newId()}`,
    at,
    about: '第一次做可颂，请大家多多指教，谢谢谢谢谢谢',
  })
const send = (at = NOON) => notices.run('notice.sendMessages', at)
const settings = (caller: Caller, chosen: object) =>
  notices.set('members', caller.memberId, { settings: chosen })

describe('consents', () => {
  test('one acceptance is one credit, a refusal none, and asking again books nothing twice', async () => {
    const alice = await reader()
    const input = {
      requestId: newId(),
      templates: [
        { templateId: 'tpl_reply', accepted: true },
        { templateId: 'tpl_digest', accepted: false },
      ],
    }
    for (let n = 0; n < 3; n += 1) {
      const { credits } = await notices.call(alice, 'notice.recordConsent', input)
      expect(credits).toEqual({ reply: 1, activity: 0, case: 0, digest: 0, checkIn: 0 })
    }
    expect(await notices.books(alice, 'reply')).toEqual({ left: 1, sum: 1 })
    const other = { ...input, templates: [{ templateId: 'tpl_case', accepted: true }] }
    await expect(notices.call(alice, 'notice.recordConsent', other)).rejects.toThrow('IDEMPOTENCY_MISMATCH')
  })

  test('NOT_FOUND: a template that is none of ours books nothing at all', async () => {
    const alice = await reader()
    const templates = [
      { templateId: 'tpl_reply', accepted: true },
      { templateId: 'tpl_other', accepted: true },
    ]
    await expect(
      notices.call(alice, 'notice.recordConsent', { requestId: newId(), templates }),
    ).rejects.toThrow('NOT_FOUND')
    expect(await notices.books(alice, 'reply')).toEqual({ left: 0, sum: 0 })
  })

  test('which templates are asked for after which tap', async () => {
    const { templates, afterTap } = await notices.call(bob, 'notice.getTemplates', {})
    expect(templates.map(({ key, templateId }) => [key, templateId])).toContainEqual(['reply', 'tpl_reply'])
    expect(afterTap.openCase).toEqual(['case'])
  })
})

describe('sending', () => {
  test('a message says who, about what and why, opens its page, and costs one credit', async () => {
    const alice = await reader()
    await notices.allow(alice, 'reply', 2)
    await told(alice)
    await send()
    expect(notices.messagesTo(alice)).toMatchObject([
      {
        errcode: 0,
        templateId: 'tpl_reply',
        page: `pages/post/index?postId=${POST}`,
        data: {
          thing1: '第一次做可颂，请大家多多指教，谢谢谢谢…',
          name2: 'Bob',
          thing3: '你的帖子有了第一个回复',
          time4: expect.stringMatching(/^\d{4}年/),
        },
      },
    ])
    expect(await notices.books(alice, 'reply')).toEqual({ left: 1, sum: 1 })
    await send()
    expect(notices.messagesTo(alice)).toHaveLength(1)
  })

  test('by value: the best get the credits, the rest is dropped and stays in the inbox', async () => {
    const alice = await reader()
    await notices.allow(alice, 'reply', 2)
    for (const kind of ['comment', 'reply', 'mention', 'firstReply'] as const) await told(alice, kind)
    await send()
    expect(await notices.statesOf(alice)).toEqual([
      'comment:dropped:no-credit',
      'firstReply:sent:ok',
      'mention:sent:ok',
      'reply:dropped:no-credit',
    ])
    expect(await notices.books(alice, 'reply')).toEqual({ left: 0, sum: 0 })
    expect((await notices.call(alice, 'notice.getUnread', {})).unread.total).toBe(4)
  })

  test('the likes of a day are one message with their number, and do not take the last credit', async () => {
    const alice = await reader()
    await settings(alice, { notify: { likes: true } })
    const fans = await Promise.all(upTo(3).map((n) => world.newcomer(`Fan ${n}`)))
    const liked = (from: Caller) =>
      notices.tell({
        to: alice.memberId,
        from: from.memberId,
        kind: 'like',
        subject: { postId: POST },
        cause: `like:${POST}:${from.memberId}`,
        at: NOON - HOUR_MS,
      })
    await notices.allow(alice, 'activity')
    for (const fan of fans.slice(0, 2)) await liked(fan)
    await send()
    expect(await notices.statesOf(alice)).toEqual(['like:dropped:no-credit'])
    const carol = await reader()
    await settings(carol, { notify: { likes: true } })
    await notices.allow(carol, 'activity', 2)
    for (const from of fans) {
      const to = carol.memberId
      const cause = `like:${POST}:${from.memberId}`
      await notices.tell({
        to,
        from: from.memberId,
        kind: 'like',
        subject: { postId: POST },
        cause,
        at: NOON - 1,
      })
    }
    await send()
    expect(notices.messagesTo(carol)).toMatchObject([
      { data: { number2: '3', thing3: '有人赞了你发的内容' } },
    ])
  })

  test('nothing at night: held back till the morning, or dropped when it is stale by then', async () => {
    const alice = await reader()
    await notices.allow(alice, 'reply', 2)
    const night = NOON + 11 * HOUR_MS
    await told(alice, 'firstReply', night)
    await told(alice, 'mention', night - 15 * HOUR_MS)
    await send(night)
    expect(await notices.statesOf(alice)).toEqual(['firstReply:waiting:', 'mention:dropped:stale'])
    await send(night + 8 * HOUR_MS)
    expect(notices.messagesTo(alice)).toEqual([])
    await send(night + 9 * HOUR_MS)
    expect(notices.messagesTo(alice)).toHaveLength(1)
  })

  test('as the member chose: no quiet hours, and no comments', async () => {
    const alice = await reader()
    await settings(alice, { quietHours: { fromHour: 0, toHour: 0 }, notify: { comments: false } })
    await notices.allow(alice, 'reply', 2)
    const night = NOON + 12 * HOUR_MS
    await told(alice, 'comment', night)
    await told(alice, 'mention', night)
    await send(night + 10 * MINUTE_MS)
    expect(await notices.statesOf(alice)).toEqual(['comment:dropped:unwanted', 'mention:sent:ok'])
  })

  test('nobody who was banned or has left gets one', async () => {
    const alice = await reader()
    await notices.allow(alice, 'reply')
    await told(alice)
    await notices.set('members', alice.memberId, { standing: 'banned' })
    await send()
    expect(await notices.statesOf(alice)).toEqual(['firstReply:dropped:gone'])
    expect(await notices.books(alice, 'reply')).toEqual({ left: 1, sum: 1 })
  })
})

describe('what the platform answers', () => {
  test('43101: our books were wrong, and are put right', async () => {
    const alice = await reader()
    await notices.allow(alice, 'reply', 3)
    world.emulator.openapi.script.messages = { mode: 'refused' }
    await told(alice)
    await told(alice, 'mention')
    await send()
    expect(await notices.statesOf(alice)).toEqual(['firstReply:refused:43101', 'mention:waiting:'])
    expect(await notices.books(alice, 'reply')).toEqual({ left: 0, sum: 0 })
    await send()
    expect(await notices.statesOf(alice)).toEqual(['firstReply:refused:43101', 'mention:dropped:no-credit'])
  })

  test('45009: nothing was sent; the credit comes back and it is tried again', async () => {
    const alice = await reader()
    await notices.allow(alice, 'reply')
    world.emulator.openapi.script.messages = { mode: 'rate-limited' }
    await told(alice)
    await send()
    expect(await notices.statesOf(alice)).toEqual(['firstReply:waiting:45009'])
    expect(await notices.books(alice, 'reply')).toEqual({ left: 1, sum: 1 })
    world.emulator.openapi.script.messages = { mode: 'by-rules' }
    await send(NOON + DAY_MS - 2 * HOUR_MS)
    expect(await notices.statesOf(alice)).toEqual(['firstReply:sent:ok'])
    expect(await notices.books(alice, 'reply')).toEqual({ left: 0, sum: 0 })
  })

  test('40037: a template that the platform does not know is a failure, and costs nothing', async () => {
    const alice = await reader()
    await notices.allow(alice, 'reply')
    await told(alice)
    const { templates } = world.emulator.openapi
    Object.assign(world.emulator.openapi, { templates: () => [] })
    try {
      await send()
    } finally {
      Object.assign(world.emulator.openapi, { templates })
    }
    expect(await notices.statesOf(alice)).toEqual(['firstReply:failed:40037'])
    expect(await notices.books(alice, 'reply')).toEqual({ left: 1, sum: 1 })
  })

  test('no answer: it may have arrived, so it is not sent again', async () => {
    const alice = await reader()
    await notices.allow(alice, 'reply', 2)
    world.emulator.openapi.script.messages = { mode: 'down' }
    await told(alice)
    await send()
    world.emulator.openapi.script.messages = { mode: 'by-rules' }
    await send(NOON + HOUR_MS)
    expect(await notices.statesOf(alice)).toEqual(['firstReply:doubtful:-1'])
    expect(notices.messagesTo(alice)).toEqual([])
    expect(await notices.books(alice, 'reply')).toEqual({ left: 1, sum: 1 })
  })

  test('a sender that died between spending and sending leaves a doubt, not a second message', async () => {
    const alice = await reader()
    await notices.allow(alice, 'reply', 2)
    await told(alice)
    const [waiting] = await world.emulator.database.find('messages', { query: { to: alice.memberId } })
    await notices.set('messages', String(waiting?._id), { state: 'sending', attempts: 1, dueAt: NOON - 1 })
    await send()
    expect(await notices.statesOf(alice)).toEqual(['firstReply:doubtful:abandoned'])
  })
})

test('two senders at once send each message once, and spend what there is', async () => {
  const alice = await reader()
  await notices.allow(alice, 'reply', 3)
  for (const _ of upTo(5)) await told(alice)
  await Promise.all([send(), send(), send()])
  const states = await notices.statesOf(alice)
  expect(states.filter((state) => state === 'firstReply:sent:ok')).toHaveLength(3)
  expect(notices.messagesTo(alice).filter(({ errcode }) => errcode === 0)).toHaveLength(3)
  expect(await notices.books(alice, 'reply')).toEqual({ left: 0, sum: 0 })
})
