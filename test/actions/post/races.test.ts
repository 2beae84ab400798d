/** What a crowd does with one post at the same moment: every count is what is there, and a job finds nothing to do. */
import { DAY_MS } from '../../../contract/limits'
import { createInProcessWorld, type InProcessWorld } from '../../support/in-process'
import { insist } from '../../support/insist'
import { POST_RACES } from '../../support/post-races'
import { firstWrongSeed, runRace } from '../../support/schedules'
import {
  copyOf,
  newId,
  publish,
  RACE_COLLECTIONS,
  stored,
  systemContext,
  upTo,
} from '../../support/situations'

const MEMBERS = 200
const AT_ONCE = 40
const SEEDS = 12
const CONTROL_SEEDS = 40

let world: InProcessWorld
beforeAll(async () => {
  world = await createInProcessWorld()
  await world.emulator.database.declareCollections(RACE_COLLECTIONS)
})
afterAll(() => world.close())

/** Runs the daily jobs that bring counts back, some days from now; what each repaired. */
async function reconcile(days: number): Promise<Record<string, unknown>> {
  const { jobs, postJobs, memberJobs } = world.modules
  const all = [...postJobs.postJobs, ...memberJobs.memberJobs].filter(({ name }) =>
    name.includes('reconcile'),
  )
  const { done, failed } = await jobs.runDueJobs(all, systemContext(Date.now() + days * DAY_MS))
  expect(failed).toEqual([])
  const runs = await Promise.all(done.map((_id) => stored(world.emulator.database, 'job_runs', _id)))
  return Object.fromEntries(runs.map((run) => [String(run?.job), run?.repaired]))
}

const batches = (openids: readonly string[]) =>
  upTo(Math.ceil(openids.length / AT_ONCE)).map((n) => openids.slice(n * AT_ONCE, (n + 1) * AT_ONCE))

test(`${MEMBERS} members like, unlike, keep, follow and vote at once`, async () => {
  const { database } = world.emulator
  const alice = await world.newcomer('Alice')
  const bob = await world.newcomer('Bob')
  const postId = await publish(world, alice)
  const poll = { kind: 'poll', poll: { options: ['a', 'b'], multiple: false } }
  const pollId = await copyOf(world, 'posts', postId, poll)
  const openids = upTo(MEMBERS).map(newId)
  for (const openid of openids) await copyOf(world, 'members', bob.memberId, { openid })

  const follow = { memberId: alice.memberId, followed: true }
  type Deed = (openid: string, n: number) => ReturnType<InProcessWorld['invoke']>
  const deeds: readonly Deed[] = [
    (openid) => world.invoke({ openid }, 'post.setLike', { postId, liked: true }),
    (openid, n) => world.invoke({ openid }, 'post.setLike', { postId, liked: n % 3 !== 0 }),
    (openid, n) => world.invoke({ openid }, 'post.setFavourite', { postId, favourited: n % 2 === 0 }),
    (openid, n) => world.invoke({ openid }, 'post.castPoll', { postId: pollId, choices: [n % 2] }),
    (openid) => world.invoke({ openid }, 'member.setFollow', follow),
  ]
  // Each member's deeds are all under way together; so many members at once as a popular post has.
  for (const some of batches(openids)) {
    await Promise.all(some.flatMap((openid, n) => deeds.map((deed) => insist(() => deed(openid, n)))))
  }
  await reconcile(1)

  const post = await stored(database, 'posts', postId)
  const count = async (name: string, query: Record<string, string>) =>
    (await database.find(name, { query })).length
  expect(post?.likeCount).toBe(await count('post_likes', { postId }))
  expect(post?.favouriteCount).toBe(await count('post_favourites', { postId }))
  const polled = await stored(database, 'posts', pollId)
  expect(polled).toMatchObject({ voterCount: MEMBERS, ballotCounts: { o0: MEMBERS / 2, o1: MEMBERS / 2 } })
  expect((await stored(database, 'members', alice.memberId))?.followerCount).toBe(MEMBERS)
  expect(Object.entries(await reconcile(2)).filter(([, repaired]) => repaired !== 0)).toEqual([])
}, 120_000)

describe.each(POST_RACES)('$race.name', ({ race, control }) => {
  test(`comes out right in the orders of ${SEEDS} seeds`, async () => {
    const { wrong, orders } = await runRace(world, race, 1, SEEDS)
    expect(wrong).toEqual([])
    expect(orders).toBeGreaterThan(SEEDS / 2)
  })

  test(`control: ${control.name} goes wrong`, async () => {
    expect(await firstWrongSeed(world, control, CONTROL_SEEDS)).toBeDefined()
  })
})
