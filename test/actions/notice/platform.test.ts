/** The way of a message through the built functions: a tap in the browser, a comment, the timer, the platform. */
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../contract/limits'
import { tick } from '../../support/jobs'
import { createWorld, newRequestId, type Person, type World } from '../../support/world'

let world: World
beforeAll(async () => {
  world = await createWorld()
  // Ten in the morning in Asia/Shanghai: nobody sleeps.
  const midnight = Math.floor((Date.now() + 8 * HOUR_MS) / DAY_MS) * DAY_MS - 8 * HOUR_MS
  await world.emulator.clock.set(midnight + DAY_MS + 10 * HOUR_MS)
})
afterAll(() => world.close())

const passes = (durationMs: number) => world.emulator.clock.set(world.emulator.clock.now() + durationMs)
const messagesTo = ({ openid }: Person) =>
  world.emulator.openapi.messages().filter((each) => each.openid === openid)

/** The member taps "allow" in the browser, which tells the gateway and then us. */
async function allow(person: Person, tap: 'comment' | 'ask'): Promise<void> {
  const { templates, afterTap } = await person.call('notice.getTemplates', {})
  const wanted = templates
    .filter(({ key }) => afterTap[tap].includes(key))
    .map(({ templateId }) => templateId)
  const { url, token } = world.emulator
  const answer = await fetch(`${url}/subscribe`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'x-openid': person.openid },
    body: JSON.stringify({ accepted: wanted }),
  })
  const { accepted }: { accepted: string[] } = await answer.json()
  expect(accepted).toEqual(wanted)
  await person.call('notice.recordConsent', {
    requestId: newRequestId(),
    templates: accepted.map((templateId) => ({ templateId, accepted: true })),
  })
}

test('a question is answered: the asker is told in the inbox at once, by message within a minute; a follower is told of once', async () => {
  const postId = await world.alice.publish('戚风总是塌，怎么办')
  await allow(world.alice, 'ask')
  await world.bob.call('post.createComment', { requestId: newRequestId(), postId, text: '出炉先震一下' })
  const { unread } = await world.alice.call('notice.getUnread', {})
  expect(unread).toMatchObject({ comments: 1 })
  for (const followed of [true, false, true])
    await world.bob.call('member.setFollow', { memberId: world.carol.memberId, followed })
  await passes(MINUTE_MS)
  expect((await tick(world)).failed).toEqual([])
  const { notices: found } = await world.carol.call('notice.listNotices', { group: 'system' })
  expect(found).toMatchObject([{ kind: 'follow', from: [{ nickname: 'Bob' }] }])
  expect(messagesTo(world.alice)).toMatchObject([
    {
      errcode: 0,
      templateId: 'tpl_reply',
      page: `pages/post/index?postId=${postId}`,
      data: { thing1: '戚风总是塌，怎么办', name2: 'Bob', thing3: '你的帖子有了第一个回复' },
    },
  ])
  await passes(10 * MINUTE_MS)
  await tick(world)
  expect(messagesTo(world.alice)).toHaveLength(1)
  expect((await world.alice.call('notice.getTemplates', {})).credits.reply).toBe(0)
})

test('a comment that is not visible is told to nobody', async () => {
  const postId = await world.carol.publish('看看我的吐司')
  await world.bob.call('post.createComment', { requestId: newRequestId(), postId, text: '待复核词' })
  expect((await world.carol.call('notice.getUnread', {})).unread.comments).toBe(0)
})
