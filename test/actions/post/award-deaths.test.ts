/** What a post earns wherever an instance dies and whatever crosses: once, or not at all. */
import type { CallFault } from '../../../emulator/types'
import { AWARD_RACES } from '../../support/award-races'
import { awardingIn } from '../../support/awarding'
import { runWithFault } from '../../support/faults'
import { type Caller, createInProcessWorld, type InProcessWorld } from '../../support/in-process'
import { noticesOf } from '../../support/notices'
import { firstWrongSeed, runRace } from '../../support/schedules'
import { upTo } from '../../support/situations'

/** As in `telling.test`: nothing that was read is remembered beyond the instance that has read it. */
jest.mock('../../../cloudfunctions/kit/clock', () => ({
  ...jest.requireActual<object>('../../../cloudfunctions/kit/clock'),
  monotonicNow: () => 0,
}))

let world: InProcessWorld
let awarding: ReturnType<typeof awardingIn>
let staff: Caller
beforeAll(async () => {
  world = await createInProcessWorld()
  awarding = awardingIn(world)
  staff = await awarding.member('Staff')
  await noticesOf(world).set('members', staff.memberId, { roles: ['operator'] })
})
afterAll(() => world.close())

const member = (nickname: string) => awarding.member(nickname)

describe('wherever an instance dies', () => {
  const CRASHES: readonly CallFault[] = ['crash-before', 'crash-after']

  /** What each author has in the end, after a death at each call in turn; `prepare` makes a situation of its own. */
  async function balances(
    prepare: () => Promise<{ readonly whose: Caller; work(): Promise<unknown> }>,
    isForgetful = false,
  ): Promise<Set<string>> {
    const dry = await prepare()
    const { calls } = await runWithFault(world, dry.work)
    const tries = [dry]
    for (const call of upTo(calls)) {
      const next = await prepare()
      await runWithFault(world, next.work, call, CRASHES[call % CRASHES.length])
      tries.push(next)
    }
    if (isForgetful) {
      const forgotten = { $unset: { awardDueSince: '' } }
      const change = { query: {}, data: forgotten, multi: true, merge: true, upsert: false }
      await world.emulator.database.modify('posts', change)
    }
    await awarding.catchUp()
    const found = await Promise.all(
      tries.map(async ({ whose }) => {
        const { available, xp } = await awarding.accountOf(whose)
        const posts = await world.emulator.database.find('posts', { query: { authorId: whose.memberId } })
        return `${posts.map(({ state }) => state).join()} ${available} ${xp}`
      }),
    )
    return new Set(found)
  }

  async function creating() {
    const whose = await member('Author')
    const input = await awarding.workInput(whose)
    return { whose, work: () => world.invoke(whose, 'post.createPost', input) }
  }

  async function deleting() {
    const whose = await member('Author')
    const postId = await awarding.publishWork(whose)
    return { whose, work: () => world.invoke(whose, 'post.deletePost', { postId }) }
  }

  /** A post whose photo a person lets pass. */
  async function passing() {
    const whose = await member('Author')
    const input = await awarding.workInput(whose, 'checking')
    await world.invoke(whose, 'post.createPost', input)
    const [mediaId = ''] = input.photoIds
    return { whose, work: () => world.invoke(staff, 'post.decideMedia', { mediaId, passed: true }) }
  }

  test('a post that others see at once is paid once, and one that never came to be is not', async () => {
    expect([...(await balances(creating))].sort()).toEqual([' 0 0', 'visible 10 10'])
  })

  test('so is one that others see later', async () => {
    expect([...(await balances(passing))].sort()).toEqual(['checking 0 0', 'visible 10 10'])
  })

  test('a post that is gone is paid back, and one that stayed is not', async () => {
    expect([...(await balances(deleting))].sort()).toEqual(['removed 0 10', 'visible 10 10'])
  })

  test('control: without the word that something is due, deaths leave it unpaid', async () => {
    expect([...(await balances(passing, true))]).toContain('visible 0 0')
    expect([...(await balances(deleting, true))]).toContain('removed 10 10')
  })
})

describe.each(AWARD_RACES)('$race.name', ({ race, control }) => {
  test('comes out right in the orders of a few seeds', async () => {
    const { wrong, orders } = await runRace(world, race, 1, 8)
    expect(wrong).toEqual([])
    expect(orders).toBeGreaterThan(4)
  })

  test(`control: ${control.name} goes wrong`, async () => {
    expect(await firstWrongSeed(world, control, 40)).toBeDefined()
  })
})
