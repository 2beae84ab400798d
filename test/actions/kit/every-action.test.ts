/** What holds for every action of the contract, whatever it does. */
import * as z from 'zod'
import { type ActionName, contract } from '../../../contract/index'
import { setFields } from '../../support/documents'
import { createWorld, type Person, type World } from '../../support/world'

let world: World
let banned: Person
beforeAll(async () => {
  world = await createWorld()
  // Alice may do everything: what is refused her is refused for what she asks.
  await setFields(world, 'members', world.alice.memberId, { roles: ['operator'] })
  banned = await world.newcomer('Banned')
  await setFields(world, 'members', banned.memberId, { standing: 'banned' })
})
afterAll(() => world.close())

const names = Object.keys(contract).filter((name): name is ActionName => Object.hasOwn(contract, name))
const byName = names.filter((name) => !['platform', 'timer', 'public'].includes(contract[name].auth))
const forMembers = byName.filter((name) => contract[name].auth !== 'guest')

async function codeOf(person: { openid: string }, action: string, input: unknown): Promise<string> {
  const answer = await world.invoke(action.split('.')[0] ?? '', { action, input }, person)
  return answer.ok ? 'ok' : answer.error.code
}

test.each(byName)('%s: UNAUTHENTICATED without an openid, whatever the input says', async (name) => {
  for (const input of [{}, { openid: world.alice.openid }]) {
    expect(await codeOf({ openid: '' }, name, input)).toBe('UNAUTHENTICATED')
  }
})

test.each(byName)('%s: INVALID_INPUT for an identity smuggled in', async (name) => {
  for (const smuggled of ['openid', '_openid', 'userInfo', 'memberId_', 'actor', '$where', '__proto__x']) {
    expect([smuggled, await codeOf(world.alice, name, { [smuggled]: world.bob.openid })]).toEqual([
      smuggled,
      'INVALID_INPUT',
    ])
  }
})

test.each(byName)('%s: INVALID_INPUT for what is no object', async (name) => {
  for (const input of [null, [], 'x', 7, true])
    expect(await codeOf(world.alice, name, input)).toBe('INVALID_INPUT')
})

test.each(forMembers)('%s: NOT_A_MEMBER for a guest', async (name) => {
  expect(await codeOf(world.stranger(), name, {})).toBe('NOT_A_MEMBER')
})

const everybodysRight = ['privacy.requestExport', 'privacy.getExport']
test.each(forMembers.filter((name) => !everybodysRight.includes(name)))(
  '%s: MEMBER_BANNED for a banned member',
  async (name) => {
    expect(await codeOf(banned, name, {})).toBe('MEMBER_BANNED')
  },
)

test('UNKNOWN_ACTION: an action of another function, and none at all', async () => {
  const ask = (action: unknown) => world.invoke('post', { action, input: {} }, world.alice)
  for (const action of ['member.getMe', 'post.nothing', 'toString', '', undefined, 7]) {
    expect(await ask(action)).toMatchObject({ error: { code: 'UNKNOWN_ACTION' } })
  }
})

test('every envelope names the request in the log, and every line says what it cost', async () => {
  const answer = await world.alice.ask('post.listFeed', {})
  const record = world.lastRecord()
  const line: unknown = JSON.parse(record.logs.at(-1) ?? '')
  const requestId = answer.ok ? answer.requestId : answer.error.requestId
  expect(line).toMatchObject({ action: 'post.listFeed', requestId, memberId: world.alice.memberId, ok: true })
  expect(
    z
      .object({ calls: z.literal(record.calls), read: z.literal(record.cost.read), ms: z.number() })
      .safeParse(line).success,
  ).toBe(true)
})
