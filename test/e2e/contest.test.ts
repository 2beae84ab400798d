/** A contest in a browser: from the gallery to a receipt, and from a photo to a work. */
import { DAY_MS } from '../../contract/limits'
import { BrowserWorld } from '../support/browser-world'
import { keepPhoto, StagedContests } from '../support/contest-documents'
import { tickAfter } from '../support/jobs'
import { jpegPhoto } from '../support/photos'

let browser: BrowserWorld
let contests: StagedContests

beforeAll(async () => {
  browser = await BrowserWorld.open()
  const { world } = browser
  world.emulator.openapi.script.media = { mode: 'pass' }
  contests = new StagedContests(world, await keepPhoto(world))
  for (const person of [world.alice, world.bob]) await contests.setJoined(person, Date.now() - 100 * DAY_MS)
}, 240_000)
afterEach(() => browser.closeVisits())
afterAll(() => browser.close())

test('from the tab to the gallery, a vote by one tap, my ballots, and a receipt that the browser checks', async () => {
  const { world } = browser
  const { alice, bob, carol } = world
  const contestId = await contests.contest('vote')
  const workId = await contests.work(contestId, bob)
  const [day = ''] = await contests.days(contestId)
  await contests.ballots(contestId, [
    { voterId: alice.memberId, openid: alice.openid, day, workIds: [workId] },
    { voterId: carol.memberId, day, workIds: [workId] },
  ])
  await tickAfter(world)
  await tickAfter(world)
  const visit = await browser.visit('Alice')
  await visit.at('#tab-activity').tap()
  await visit.at(`#contest-${contestId}`).tap()
  await visit.at('#ballot-left').filter({ hasText: '今天还能投 3 个' }).waitFor()
  await visit.at(`#vote-${workId}[aria-pressed="false"]`).tap()
  await visit.at(`#vote-${workId}[aria-pressed="true"]`).waitFor()
  await visit.at('#ballot-left').filter({ hasText: '今天还能投 2 个' }).waitFor()
  await visit.at('#contest-ballots').tap()
  await visit.at(`#receipt-${day}`).tap()
  await visit.at(`#receipt-said-${day}`).filter({ hasText: '本机已核对' }).waitFor()
  const { ballots } = await alice.call('contest.listMyBallots', { contestId })
  expect(ballots.map(({ votes }) => votes.map(({ work }) => work.workId))).toEqual([[workId], [workId]])
})

test('a photo from the album is entered with its licence', async () => {
  const contestId = await contests.contest('submit')
  const visit = await browser.visit('Alice')
  await visit.openLink(`/packages/contest/index?contestId=${contestId}`)
  await visit.at('#contest-primary').tap()
  const photo = { name: 'light.jpg', mimeType: 'image/jpeg', buffer: await jpegPhoto(200) }
  await visit.chooseFiles('#photo-add', [photo])
  await visit.at('#upload-1.tile-done').waitFor()
  await visit.at('#enter-title input').fill('清晨六点')
  await visit.at('#enter-words textarea').fill('第一炉出来的时候，天刚亮')
  await visit.at('#enter-licence-promotion').tap()
  await visit.at('#enter-send').tap()
  await visit.at('#enter-work').tap()
  await visit.at('#own-state').waitFor()
  const [work] = (await browser.world.alice.call('contest.listMyWorks', {})).works
  expect(work).toMatchObject({ title: '清晨六点', licence: 'promotion', contestId })
})
