/** Senders of messages and taps on "allow" that meet: no credit is spent twice, none is lost. */
import { type Caller, type InProcessWorld, textAt } from './in-process'
import { tomorrowNoon } from './notices'
import type { ControlledRace, Race } from './schedules'
import { copyOf, newId, peopleOf, stored, systemContext, upTo } from './situations'

const NOON = tomorrowNoon()
const MESSAGES = 2

/** Somebody with one credit, and some messages that wait. */
export async function prepareReceiver(world: InProcessWorld, messages = MESSAGES): Promise<Caller> {
  const { bob } = await peopleOf(world)
  const openid = newId()
  const memberId = await copyOf(world, 'members', bob.memberId, { openid })
  const { database, openapi } = world.emulator
  const about = { schemaVersion: 1, memberId, templateKey: 'reply' }
  await Promise.all([
    database.importDocuments('message_balances', [{ _id: `${memberId}:reply`, ...about, left: 1 }]),
    database.importDocuments('message_credits', [
      { _id: `consent:${newId()}`, ...about, amount: 1, reason: 'consent', at: 1 },
    ]),
    database.importDocuments(
      'messages',
      upTo(messages).map(() => ({
        _id: newId(),
        schemaVersion: 1,
        to: memberId,
        templateKey: 'reply',
        kind: 'firstReply',
        state: 'waiting',
        attempts: 0,
        at: NOON - 1,
        dueAt: NOON - 1,
        staleAt: NOON + 1,
      })),
    ),
    // More than the one we know of: what is sent is bounded by our books, not by the platform.
    openapi.grantCredits(openid, 'tpl_reply', MESSAGES + 1),
  ])
  return { openid, memberId }
}

/** Runs the job that sends, as if it were tomorrow's noon. */
export const sendMessagesOnce = (world: InProcessWorld) => async () => {
  const job = world.modules.noticeJobs.noticeJobs.find(({ name }) => name === 'notice.sendMessages')
  await job?.run({ ...systemContext(NOON), cursor: undefined, period: '' })
}

/** What the books say of somebody, and how many messages the platform let through. */
export async function booksOf(world: InProcessWorld, { openid, memberId }: Caller) {
  const { database, openapi } = world.emulator
  const left = Number((await stored(database, 'message_balances', `${memberId}:reply`))?.left)
  const entries = await database.find('message_credits', { query: { memberId } })
  const sum = entries.reduce((total, { amount }) => total + Number(amount), 0)
  const sent = openapi.messages().filter((each) => each.openid === openid && each.errcode === 0).length
  return { left, sum, sent }
}

/** The books are true, nothing went below zero, and as many were sent as were spent. */
async function booksAreTrue(
  world: InProcessWorld,
  receiver: Caller,
  allowed: number,
): Promise<string | undefined> {
  const { left, sum, sent } = await booksOf(world, receiver)
  if (left !== sum) return `the balance is ${left}, its entries sum up to ${sum}`
  if (left < 0) return `the balance is ${left}`
  return sent + left === allowed ? undefined : `${sent} sent and ${left} left of ${allowed}`
}

const senders: Race = {
  name: 'two senders of one member’s messages',
  async prepare(world) {
    const receiver = await prepareReceiver(world)
    return {
      actors: [sendMessagesOnce(world), sendMessagesOnce(world)],
      check: () => booksAreTrue(world, receiver, 1),
    }
  },
}

/** The same, looking at the balance before it is spent. */
const sendersWithoutLedger: Race = {
  name: 'a credit that is looked at and then spent',
  async prepare(world) {
    const receiver = await prepareReceiver(world)
    const { cloud } = world.modules
    const balances = cloud.collection<{ _id: string; left: number }>('message_balances')
    const entries = cloud.collection<{ _id: string; memberId: string; amount: number }>('message_credits')
    const spend = async () => {
      const _id = `${receiver.memberId}:reply`
      const left = (await balances.get(_id))?.left ?? 0
      if (left < 1) return
      await entries.addOrGet({ _id: newId(), memberId: receiver.memberId, amount: -1 })
      await balances.update(_id, { left: left - 1 })
    }
    return { actors: [spend, spend], check: () => booksAreTrue(world, receiver, 1) }
  },
}

const consents: Race = {
  name: 'one tap on "allow" told twice, and another',
  async prepare(world) {
    const receiver = await prepareReceiver(world)
    const allow = (requestId: string) => async () => {
      const templates = [{ templateId: 'tpl_reply', accepted: true }]
      textAt(await world.invoke(receiver, 'notice.recordConsent', { requestId, templates }), 'requestId')
    }
    const [once, other] = [newId(), newId()]
    return { actors: [allow(once), allow(once), allow(other)], check: () => booksAreTrue(world, receiver, 3) }
  },
}

/** The same without the wish as its guard. */
const consentsWithoutClaim: Race = {
  name: 'a tap on "allow" that is counted as often as it is told',
  async prepare(world) {
    const receiver = await prepareReceiver(world)
    const allow = (requestId: string) => async () => {
      const templates = [{ templateId: 'tpl_reply', accepted: true }]
      await world.invoke(receiver, 'notice.recordConsent', { requestId, templates })
    }
    return {
      actors: [allow(newId()), allow(newId()), allow(newId())],
      check: () => booksAreTrue(world, receiver, 3),
    }
  },
}

export const NOTICE_RACES: readonly ControlledRace[] = [
  { race: senders, control: sendersWithoutLedger },
  { race: consents, control: consentsWithoutClaim },
]
