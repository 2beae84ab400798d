/** What is kept of a person in notices: given to them, and gone when they leave. */
import { callerKey } from '../../../cloudfunctions/kit/id'
import type { PersonalData, Subject } from '../../../cloudfunctions/kit/personal'
import type { Document } from '../../../emulator/types'
import { type Caller, createInProcessWorld, type InProcessWorld } from '../../support/in-process'
import { noticesOf } from '../../support/notices'
import { newId, upTo } from '../../support/situations'

let world: InProcessWorld
let notices: ReturnType<typeof noticesOf>
let personal: PersonalData
let alice: Caller
let bob: Caller
let butler: Caller
beforeAll(async () => {
  world = await createInProcessWorld()
  notices = noticesOf(world)
  personal = (await import('../../../cloudfunctions/notice/personal')).personal
  alice = await world.newcomer('Alice')
  bob = await world.newcomer('Bob')
  butler = await world.newcomer('Butler')
  await notices.appoint(butler, 'butler')
})
afterAll(() => world.close())

const POST = 'pst_00000000000000001'
const subjectOf = ({ openid, memberId }: Caller): Subject => ({ memberId, callerKey: callerKey(openid) })
const like = (to: Caller, from: Caller) => ({
  to: to.memberId,
  from: from.memberId,
  kind: 'like' as const,
  subject: { postId: POST },
  cause: `like:${POST}:${from.memberId}`,
  at: Date.now(),
})

const COLLECTIONS = [
  'notices',
  'notice_likes',
  'notice_inboxes',
  'messages',
  'message_credits',
  'message_balances',
  'cases',
  'butlers',
  'butler_tasks',
]
/** Everything that names somebody, by collection. */
async function tracesOf({ memberId }: Caller): Promise<string[]> {
  const traces: string[] = []
  for (const name of COLLECTIONS) {
    const documents: Document[] = await world.emulator.database.find(name, { query: {}, limit: 1_000 })
    traces.push(...documents.filter((each) => JSON.stringify(each).includes(memberId)).map(() => name))
  }
  return traces
}

async function exported(whom: Caller) {
  const records: Readonly<Record<string, unknown>>[] = []
  let cursor: string | undefined
  do {
    const slice = await personal.exportOf(subjectOf(whom), cursor)
    records.push(
      ...slice.parts.flatMap((part) => part.records.map((each) => ({ section: part.section, ...each }))),
    )
    cursor = slice.next
  } while (cursor !== undefined)
  return records
}

async function erase(whom: Caller): Promise<void> {
  let cursor: string | undefined
  do cursor = (await personal.eraseSlice(subjectOf(whom), cursor)).next
  while (cursor !== undefined)
}

test('an export has what the person said and allowed, whole, and nothing that others said', async () => {
  const words = { requestId: newId(), kind: 'feedback' as const, text: '烤箱不热', photoIds: [] }
  const { caseId } = (await notices.call(alice, 'notice.openCase', words)).case
  const answer = { requestId: newId(), caseId, text: '管家的回答', photoIds: [] }
  await notices.call(butler, 'notice.answerCase', answer)
  for (const _ of upTo(60)) await notices.allow(alice, 'reply')
  const records = await exported(alice)
  expect(records.filter(({ section }) => section === 'messageCredits')).toHaveLength(60)
  expect(records.filter(({ section }) => section === 'cases')).toMatchObject([
    { caseId, said: [{ text: '烤箱不热' }] },
  ])
  expect(JSON.stringify(records)).not.toContain('管家的回答')
})

test('who has left is nowhere; what others were told stays without them', async () => {
  await notices.tell(like(bob, alice), like(bob, butler), like(alice, bob))
  await notices.tell({ ...like(bob, alice), kind: 'comment', cause: newId() })
  await world.modules.noticeStore.forButler({ postId: POST, authorId: alice.memberId, kind: 'post', at: 1 })
  expect(await tracesOf(alice)).not.toEqual([])
  await erase(alice)
  expect(await tracesOf(alice)).toEqual([])
  const { notices: left } = await notices.call(bob, 'notice.listNotices', { group: 'likes' })
  expect(left).toMatchObject([{ from: [{ nickname: 'Butler' }] }])
  expect((await notices.call(bob, 'notice.listNotices', { group: 'comments' })).notices).toEqual([])
  expect(await exported(alice)).toEqual([])
})
