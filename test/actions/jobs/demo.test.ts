/** The month of the demo community on the emulator: the jobs look at all of it, and find nothing wrong or left to do. */
import { CHALLENGES, CHECK_IN_CALENDARS, CHECK_INS } from '../../../cloudfunctions/checkin/collections'
import type { Job } from '../../../cloudfunctions/kit/jobs'
import { periodOf } from '../../../cloudfunctions/kit/period'
import { POINT_ACCOUNTS, POINT_BOOKS, POINT_ENTRIES } from '../../../cloudfunctions/points/collections'
import { POST_LIKES, POSTS } from '../../../cloudfunctions/post/collections'
import { HOUR_MS, MINUTE_MS } from '../../../contract/limits'
import { SUBJECTS } from '../../../scripts/demo/art/pictures'
import { makeCommunity } from '../../../scripts/demo/community'
import { createInProcessWorld, type InProcessWorld } from '../../support/in-process'
import { systemContext } from '../../support/situations'

const NOW = Date.UTC(2026, 10, 22, 4)
const photo = {
  ...{ thumbFileId: 'cloud://t', displayFileId: 'cloud://d', originalFileId: 'cloud://o' },
  ...{ width: 3, height: 4, perceptualHash: '00ff00ff00ff00ff', hashBands: [] },
}

let world: InProcessWorld
let jobs: readonly Job[]
beforeAll(async () => {
  world = await createInProcessWorld()
  const { pointsJobs, checkinJobs, awardJobs } = world.modules
  jobs = [...pointsJobs.pointsJobs, ...checkinJobs.checkinJobs, ...awardJobs.awardJobs]
  const pictures = SUBJECTS.flatMap((subject) => [1, 2, 3].map(() => ({ subject, photo })))
  const { posts, likes, checkIns, calendars, challenges, ledger } = makeCommunity({
    ...{ seed: 'jobs', now: NOW, pictures, avatars: [photo] },
  })
  const stored: readonly (readonly [string, readonly { readonly _id: string }[]])[] = [
    [POSTS, posts],
    [POST_LIKES, likes],
    [CHECK_INS, checkIns],
    // As if nobody had looked at them yet.
    [CHECK_IN_CALENDARS, calendars.map((calendar) => ({ ...calendar, unreconciled: true }))],
    [CHALLENGES, challenges],
    [POINT_ENTRIES, ledger.entries],
    [
      POINT_ACCOUNTS,
      ledger.accounts.map(({ audited: _seen, ...account }) => ({ ...account, unaudited: true })),
    ],
    [POINT_BOOKS, ledger.books],
  ]
  for (const [collection, documents] of stored) {
    const plain = documents.map((document) => ({ ...document }))
    await world.emulator.database.importDocuments(collection, plain)
  }
})
afterAll(() => world.close())

/** Runs a job to its end; what it has looked at and what it had to do. */
async function run(name: string, now: number) {
  const job = jobs.find((each) => each.name === name)
  if (!job) throw new Error(`there is no job ${name}`)
  const done = { handled: 0, repaired: 0, faults: 0 }
  let cursor: string | undefined
  do {
    const outcome = await job.run({ ...systemContext(now), cursor, period: periodOf('day', now) })
    done.handled += outcome.handled
    done.repaired += outcome.repaired
    done.faults += outcome.faults ?? 0
    cursor = outcome.next
  } while (cursor !== undefined)
  return done
}

test('the audit goes through every account and finds no fault; there is nothing to fold', async () => {
  expect(await run('points.audit', NOW + HOUR_MS)).toMatchObject({ handled: 300, faults: 0 })
  expect(await run('points.foldBooks', NOW + HOUR_MS)).toMatchObject({ handled: 0 })
})

test('nothing of posts is left to be paid, the likes of yesterday included', async () => {
  expect(await run('post.awardDue', NOW + MINUTE_MS)).toMatchObject({ handled: 0 })
  const likes = await run('post.payLikes', NOW + MINUTE_MS)
  expect(likes.handled).toBeGreaterThan(50)
  expect(likes.repaired).toBe(0)
})

test('calendars and challenges are right already, and nobody is owed anything', async () => {
  const reconciled = await run('checkin.reconcileCalendars', NOW + MINUTE_MS)
  expect(reconciled.handled).toBeGreaterThan(150)
  expect(reconciled.repaired).toBe(0)
  expect(await run('checkin.reconcileMembers', NOW + MINUTE_MS)).toMatchObject({ repaired: 0 })
  expect(await run('checkin.settleOwing', NOW + MINUTE_MS)).toMatchObject({ handled: 0 })
  expect(await run('checkin.settleWaiting', NOW + MINUTE_MS)).toMatchObject({ handled: 0 })
})
