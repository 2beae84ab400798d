/** The desk of those who look after the community: who waits for a first word, figures, the digest of the day. */

import { periodOf, startOf } from '../../cloudfunctions/kit/period'
import { MEMBERS } from '../../cloudfunctions/member/collections'
import { DAY_MS, HOUR_MS } from '../../contract/limits'
import { setFields } from '../support/documents'
import { tick, tickAfter } from '../support/jobs'
import type { MiniProgram } from '../support/weapp/mini-program'
import { COMMUNITY, givePhones } from '../support/weapp/phones'
import { createWorld, type Person, type World } from '../support/world'

let world: World
const phone = givePhones(() => world)

beforeAll(async () => {
  world = await createWorld()
  await setFields(world, MEMBERS, world.carol.memberId, { roles: ['operator'] })
  await setFields(world, MEMBERS, world.bob.memberId, { roles: ['butler'] })
}, 60_000)
afterAll(() => world.close())

async function opened(person: Person, url: string): Promise<MiniProgram> {
  const { mp } = phone(person)
  await mp.launch(url)
  return mp
}

describe('who waits for a first word', () => {
  test('a newcomer’s first post stands there at once, and leads to it', async () => {
    const postId = await (await world.newcomer('阿新')).publish('大家好，第一次来')
    const mp = await opened(world.bob, '/packages/desk/waiting')
    expect(mp.text(`#waiting-${postId}`)).toContain('大家好，第一次来')
    expect(mp.text('#reply-times')).toContain('最近')
    await mp.tap(`#waiting-${postId}`)
    expect(mp.stack()).toEqual(['packages/desk/waiting', 'pages/post/index'])
  })

  test('who moderates also sees what became of the places of new authors; a butler does not', async () => {
    // A place is given with the delivery, which a job does.
    await tick(world)
    const atDesk = async (person: Person) => {
      const mp = await opened(person, COMMUNITY)
      await mp.tap('#tab-admin')
      await mp.tap('#desk-waiting')
      expect(mp.find('#reply-times')).toBeDefined()
      return mp
    }
    expect((await atDesk(world.carol)).text('#exposure')).toContain('最近给过')
    expect((await atDesk(world.bob)).find('#exposure')).toBeUndefined()
  })
})

test('the digest: drafted by the job, changed, sent with one tap, and read by a member', async () => {
  const halfPastSeven = startOf(periodOf('day', world.emulator.clock.now() + DAY_MS)) + 7.5 * HOUR_MS
  await tickAfter(world, halfPastSeven + HOUR_MS - world.emulator.clock.now())
  const mp = await opened(world.carol, '/packages/desk/digest')
  expect(mp.text('#draft-state')).toContain('草稿')
  await mp.input('#draft-greeting', '早上好，今天一起揉面')
  await mp.tap('#draft-send')
  await mp.tap('#confirm-yes')
  expect(mp.text('#draft-state')).not.toContain('草稿')
  expect(mp.find('#draft-send')).toBeUndefined()
  // Sent, it is brought to everybody by the job.
  await tickAfter(world)
  await tick(world)
  const day = periodOf('day', world.emulator.clock.now())
  const reader = await opened(world.alice, `/packages/notice/digest?day=${day}`)
  expect(reader.text('#page-digest')).toContain('早上好，今天一起揉面')
  const { unread } = await world.alice.call('notice.getUnread', {})
  expect(unread.system).toBeGreaterThan(0)
})
