/** What the first screens show of contests: home.getActivity's list, and today's strip in home.getCommunity. */
import { VOTES_PER_DAY } from '../../../contract/limits'
import { Contests } from '../../support/contests'
import { createInProcessWorld, type InProcessWorld } from '../../support/in-process'

let world: InProcessWorld
let contests: Contests
const made: Record<string, string> = {}
beforeAll(async () => {
  world = await createInProcessWorld()
  contests = await Contests.open(world)
  for (const phase of ['submit', 'vote', 'notice'] as const) made[phase] = await contests.contest(phase)
})
afterAll(() => world.close())

test('ok: the activity tab lists those that run, to guests too', async () => {
  const guest = { openid: 'oTestGuest' }
  const shown = await world.call(guest, 'home.getActivity', {})
  expect(shown.mine).toBeUndefined()
  expect(shown.contests.map(({ contestId, phase }) => [contestId, phase])).toEqual([
    [made.submit, 'submit'],
    [made.vote, 'vote'],
    [made.notice, 'notice'],
  ])
})

test("ok: today's strip shows the contest that is voted on, and a member how many votes are left", async () => {
  const [author, voter] = [await contests.member(), await contests.member()]
  const workId = await contests.work(made.vote ?? '', author)
  const strip = async (caller: { openid: string }) =>
    (await world.call(caller, 'home.getCommunity', {})).today.contest
  const shown = { contestId: made.vote, title: '晨光大赛', phase: 'vote' }
  expect(await strip({ openid: 'oTestGuest' })).toEqual(shown)
  expect(await strip(voter)).toEqual({ ...shown, votesLeft: VOTES_PER_DAY })
  const { today: day } = await world.call(voter, 'home.getActivity', {})
  await contests.ballots(made.vote ?? '', [{ voterId: voter.memberId, day, workIds: [workId] }])
  expect(await strip(voter)).toEqual({ ...shown, votesLeft: VOTES_PER_DAY - 1 })
})
