/** Reading and searching by taps in Chromium. How its pages look is in `look.test.ts`. */
import type { Locator } from 'playwright-core'
import type { Input } from '../../contract'
import { BrowserWorld, NEW_PERSON } from '../support/browser-world'
import { tick } from '../support/jobs'
import { jpegPhoto } from '../support/photos'
import { BOARD_ID, newRequestId, type Person, present } from '../support/world'

const QUESTION = '可颂开酥的时候黄油总是断，是温度太低了吗？'

let house: BrowserWorld
let question: string
let answer: string
let topicId: string
let chain: string

type Wish = Partial<Input<'post.createPost'>> & { readonly text: string }
async function publish(author: Person, wish: Wish): Promise<string> {
  const input = { requestId: newRequestId(), boardId: BOARD_ID, photoIds: [], ...wish }
  return (await author.call('post.createPost', input)).postId
}
async function say(author: Person, postId: string, text: string, replyTo?: string): Promise<string> {
  const input = { requestId: newRequestId(), postId, text, ...(replyTo ? { replyTo } : {}) }
  return (await author.call('post.createComment', input)).comment.commentId
}

beforeAll(async () => {
  house = await BrowserWorld.open()
  const { alice, bob, carol, emulator } = house.world
  emulator.openapi.script.media = { mode: 'pass' }
  await Promise.all(
    [alice, bob, carol].map(async (person, at) => {
      const avatarMediaId = await person.upload(await jpegPhoto(at * 90, 320, 320), 'avatar')
      await person.call('member.updateProfile', { requestId: newRequestId(), avatarMediaId })
    }),
  )
  question = await publish(alice, { kind: 'question', text: QUESTION, topicNames: ['开酥'] })
  answer = await say(bob, question, '黄油先回温到 13 度。')
  await say(alice, question, '谢谢！', answer)
  await say(carol, question, `同问 @{${bob.memberId}}`)
  await alice.call('post.setSolved', { postId: question, commentId: answer })
  chain = await publish(bob, { kind: 'chain', text: '团购可可粉', chain: { prompt: '写几包' } })
  const photoIds = [await bob.upload(await jpegPhoto(30, 600, 800)), await bob.upload(await jpegPhoto(90))]
  await publish(bob, { text: '第三炉，终于有了蜂窝。', photoIds })
  await house.world.settled()
  await alice.call('member.setFollow', { memberId: bob.memberId, followed: true })
  const { post } = await carol.call('post.getPost', { postId: question })
  topicId = present(post.topics[0]).topicId
}, 120_000)
afterEach(() => house.closeVisits())
afterAll(() => house.close())

test('a reader opens a question, its replies, a mention, a topic, and follows its author', async () => {
  const visit = await house.visit('Carol')
  await visit.at(`#post-card-${question}`).filter({ hasText: '已解决' }).tap()
  await visit.at('#solution').filter({ hasText: '黄油先回温到 13 度。' }).waitFor()
  await visit.at(`#replies-more-${answer}`).tap()
  await visit.at('#solution').filter({ hasText: '谢谢！' }).waitFor()
  await visit.at(`#comment-like-${answer}`).tap()
  await visit.at(`#comment-like-${answer}.liked`).filter({ hasText: '1' }).waitFor()
  await visit.at('.text-link').filter({ hasText: '@Bob' }).tap()
  await visit.at('#profile-card').filter({ hasText: 'Bob' }).waitFor()
  await visit.at(`#follow-${house.world.bob.memberId}[aria-pressed="false"]`).tap()
  await visit.at(`#follow-${house.world.bob.memberId}[aria-pressed="true"]`).waitFor()
  await visit.at('#nav-back').tap()
  await visit.at(`#post-topic-${topicId}`).tap()
  await visit.at('#topic-head').filter({ hasText: '#开酥' }).waitFor()
  await visit.at(`#post-card-${question}`).waitFor()
})

test('a feed stands where it was after a post, another tab and another feed; a new one begins at its top', async () => {
  const texts = Array.from({ length: 8 }, (_, at) => `第 ${at + 1} 炉，${'层次出来了，'.repeat(8)}`)
  for (const text of texts) await publish(house.world.bob, { text })
  await tick(house.world)
  const visit = await house.visit('Alice')
  const middle = visit.at(`#post-card-${chain}`)
  await middle.evaluate((card) => card.scrollIntoView({ block: 'center' }))
  const placeOf = async (element: Locator) => present((await element.boundingBox()) ?? undefined).y
  const place = await placeOf(middle)

  await middle.tap()
  await visit.at('#page-post').waitFor()
  await visit.at('#nav-back').tap()
  await middle.waitFor()
  expect(await placeOf(middle)).toBe(place)
  await visit.at('#tab-me').tap()
  await visit.at('#page-me').waitFor()
  await visit.at('#tab-community').tap()
  await middle.waitFor()
  expect(await placeOf(middle)).toBe(place)
  await visit.at('#feed-following').tap()
  await visit.at('.post-row').first().waitFor()
  const underSwitch = await placeOf(visit.at('.post-row').first())
  expect(underSwitch).toBeGreaterThan(await placeOf(visit.at('#feed-discover')))
  await visit.at('#feed-discover').tap()
  await middle.waitFor()
  expect(await placeOf(middle)).toBe(place)
})

test('a search suggests, finds, marks the words, filters, remembers and forgets', async () => {
  const visit = await house.visit('Carol')
  await visit.at('#search-open').tap()
  await visit.at('#search-field input').fill('开酥')
  await visit.at(`#suggest-${topicId}`).waitFor()
  await visit.at('#search-submit').tap()
  await visit.at(`#hit-${question}`).filter({ hasText: '已解决' }).waitFor()
  expect(await visit.at('.hit-found').first().textContent()).toBe('开酥')
  await visit.at('#search-solved').tap()
  await visit.at(`#hit-${question}`).waitFor()
  await visit.at('#search-field input').fill('Bob')
  await visit.at('#search-field input').press('Enter')
  await visit.at(`#hit-member-${house.world.bob.memberId}`).waitFor()
  await visit.at('#search-clear').tap()
  await visit.at('#history-2').filter({ hasText: '开酥' }).waitFor()
  await visit.at('#history-clear').tap()
  await visit.at('#search-hint').waitFor()
})

test('a failing search is said without blame, and trying again helps', async () => {
  const visit = await house.visit('Carol')
  visit.forgive(/502/)
  await visit.page.route('**/call/home', (route) => route.fulfill({ status: 502, json: {} }))
  await visit.openLink(`/packages/browse/search?text=${encodeURIComponent('开酥')}`)
  await visit.at('#state-error').waitFor()
  await visit.page.unroute('**/call/home')
  await visit.at('#retry').tap()
  await visit.at(`#hit-${question}`).waitFor()
})

test('an arrival by a code: a like, joining, and the like is made', async () => {
  const visit = await house.visit(NEW_PERSON)
  await visit.openLink(`/pages/post/index?scene=${question}`)
  await visit.at('#post-like').tap()
  await visit.at('#nickname input').fill('扫码来的')
  await visit.at('#profile-submit.button-primary').tap()
  await visit.at('#post-like.liked').waitFor()
})
