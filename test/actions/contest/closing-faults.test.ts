/**
 * Anchoring, counting, sealing and paying, killed at any call and begun again by the next minute: every day is anchored
 * once, every version made once, everybody paid once.
 */
import type { Slice } from '../../../cloudfunctions/kit/jobs'
import { verifyBundle } from '../../../scripts/verify-contest'
import { Contests } from '../../support/contests'
import { demand } from '../../support/fault-subject'
import { checkTrials, everyFault, type Trial } from '../../support/faults'
import { createInProcessWorld, type InProcessWorld } from '../../support/in-process'
import { setFields } from '../../support/mall'
import { newId, stored } from '../../support/situations'

/** Some two hundred calls; coprime to the five kinds of faults. */
const SAMPLE = 67
const JOBS = ['anchorDays', 'countVotes', 'countVotes', 'keepRanks', 'sealResults', 'payPrizes']

let world: InProcessWorld
let contests: Contests
beforeAll(async () => {
  world = await createInProcessWorld()
  contests = await Contests.open(world)
})
afterAll(() => world.close())

/** What the timer does when everything is over, in one minute or several. */
async function closeAll(now: number): Promise<void> {
  const about: Omit<Slice, 'cursor'> = {
    requestId: newId(),
    now,
    newId: () => newId(),
    randomKey: newId,
    period: '',
  }
  for (const name of JOBS) {
    const job = world.modules.contestJobs.contestJobs.find((each) => each.name === `contest.${name}`)
    let cursor: string | undefined
    do cursor = (await job?.run({ ...about, cursor }))?.next
    while (cursor !== undefined)
  }
}

/** A contest that is over: one work, and two voters on different days. */
async function overContest(): Promise<Trial> {
  const contestId = await contests.contest('over')
  const [author, one, other] = [await contests.member(), await contests.member(), await contests.member()]
  const workId = await contests.work(contestId, author)
  const days = await contests.days(contestId)
  const [first = '', second = ''] = days
  await contests.ballots(contestId, [
    { voterId: one.memberId, day: first, workIds: [workId] },
    { voterId: other.memberId, day: second, workIds: [workId] },
  ])
  // As the look for fraud leaves it that has found nothing.
  await setFields(world, 'contests', contestId, { quarantinedTo: days.at(-1) ?? '' })
  const { database, storage } = world.emulator
  return {
    work: () => closeAll(Date.now()),
    async check() {
      const contest = await stored(database, 'contests', contestId)
      demand(contest?.state === 'paid', `not paid but ${contest?.state}`)
      const versions = await database.find('contest_results', { query: { contestId } })
      demand(versions.map(({ why }) => why).join() === 'closed,final', `${versions.length} versions`)
      const bundle = contest?.bundle
      const fileId = bundle instanceof Object ? Reflect.get(bundle, 'fileId') : ''
      const file = await storage.read(String(fileId))
      demand(verifyBundle(file ?? Buffer.alloc(0)).counted === 2, 'another count in the bundle')
      for (const [{ memberId }, points] of [
        [author, 310],
        [one, 10],
        [other, 10],
      ] as const) {
        const account = await stored(database, 'point_accounts', memberId)
        demand(account?.available === points, `${account?.available} points instead of ${points}`)
      }
      const told = await database.find('notices', { query: { to: author.memberId, kind: 'prizeWon' } })
      demand(told.length === 1, `told ${told.length} times of a prize`)
    },
  }
}

test('whatever is killed is done once in the end', async () => {
  const made = await everyFault(world, overContest, SAMPLE)
  expect(made.length).toBeGreaterThan(10)
  await closeAll(Date.now())
  expect(await checkTrials(made)).toEqual([])
})

test('control: a payment under a key of no cause is made twice when its answer is lost', async () => {
  const { ledger, pointsStore, transaction } = world.modules
  const trial = async (): Promise<Trial> => {
    const { memberId } = await contests.member()
    const at = Date.now()
    const paid = { memberId, kind: 'earn', reason: { what: 'contest' }, asked: {}, at } as const
    const book: Parameters<typeof pointsStore.append>[1]['book'] = (account) => ({
      booking: ledger.earn(account, { from: 'mint:contest', points: 10, xp: 15 }, at),
    })
    return {
      work: () =>
        transaction.inTransaction((tx) => pointsStore.append(tx, { ...paid, key: `test:${newId()}`, book })),
      async check(isDone) {
        const { available } = await pointsStore.findAccount(memberId)
        demand(available === 10 || (available === 0 && !isDone), `paid ${available} points`)
      },
    }
  }
  const wrong = await checkTrials(await everyFault(world, trial))
  expect(wrong).toContainEqual(expect.stringMatching(/crash-after .*asked again: paid 20 points/))
})
