/** Reading in the mini program: the feeds, a post of every kind, members, topics and the search. */

import type { Input } from '../../contract'
import { publishFigures } from '../support/figures'
import { tick } from '../support/jobs'
import { jpegPhoto } from '../support/photos'
import type { MiniProgram } from '../support/weapp/mini-program'
import { COMMUNITY, givePhones } from '../support/weapp/phones'
import { BOARD_ID, createWorld, newRequestId, type Person, present, type World } from '../support/world'

const SCENE_TIMELINE = 1154
const SCENE_CODE = 1047
const QUESTION = '可颂开酥的时候黄油总是断，是温度太低了吗？'
const KIB = 1024
const PAGES = 3
const PAGE = 20

let world: World
let question: string
let answer: string
const phone = givePhones(() => world)

beforeAll(async () => {
  world = await createWorld()
  world.emulator.openapi.script.media = { mode: 'pass' }
  question = await publish(world.alice, { kind: 'question', text: QUESTION, topicNames: ['开酥'] })
  answer = await comment(world.bob, question, '黄油先回温到 13 度。')
  const thanks = { requestId: newRequestId(), postId: question, text: '谢谢！', replyTo: answer }
  await world.alice.call('post.createComment', thanks)
  await comment(world.carol, question, `同问 @{${world.bob.memberId}}`)
  await world.alice.call('post.setSolved', { postId: question, commentId: answer })
}, 60_000)
afterAll(() => world.close())

type Wish = Partial<Input<'post.createPost'>> & { readonly text: string }
async function publish(author: Person, wish: Wish): Promise<string> {
  const input = { requestId: newRequestId(), boardId: BOARD_ID, photoIds: [], ...wish }
  return (await author.call('post.createPost', input)).postId
}
async function comment(author: Person, postId: string, text: string): Promise<string> {
  const { comment: made } = await author.call('post.createComment', {
    requestId: newRequestId(),
    postId,
    text,
  })
  return made.commentId
}

async function opened(person: Person, url: string, scene?: number): Promise<MiniProgram> {
  const { mp } = phone(person)
  await mp.launch(url, scene)
  return mp
}
/** Publishes posts with a photo each; one photo a member stands for all of theirs. */
async function fillWithOnePhoto(count: number): Promise<void> {
  const authors = await Promise.all(['面包', '蛋糕', '饼干'].map((name) => world.newcomer(name)))
  const photos = await Promise.all(
    authors.map(async (author) => [await author.upload(await jpegPhoto(90, 300, 400))]),
  )
  await world.settled()
  for (let number = 0; number < count; number += 1) {
    const at = number % authors.length
    await present(authors[at]).publish(
      `第 ${number + 1} 炉，这次把水量加到了七十八，整形的时候手有点抖`,
      photos[at],
    )
  }
}

const postPage = (postId: string) => `/pages/post/index?postId=${postId}`
const cards = (mp: MiniProgram) => mp.all('[id^="post-card-"]')

describe('a question', () => {
  test('its answer stands first and once, replies are asked for by a tap', async () => {
    const mp = await opened(world.carol, postPage(question))
    expect(mp.text('#post-kind')).toContain('已解决')
    expect(mp.text('#solution')).toContain('黄油先回温到 13 度。')
    expect(mp.all(`#comment-${answer}`)).toHaveLength(1)
    expect(mp.text('#comments')).not.toContain('谢谢！')
    await mp.tap(`#replies-more-${answer}`)
    expect(mp.text('#solution')).toContain('谢谢！')
    expect(mp.find(`#replies-more-${answer}`)).toBeUndefined()
  })

  test('a mention and a topic lead there', async () => {
    const mp = await opened(world.alice, postPage(question))
    await mp.tap(mp.byText('@Bob'))
    expect(mp.stack().at(-1)).toBe('packages/member/profile')
    expect(mp.text('#profile-card')).toContain('Bob')
    await mp.back()
    await mp.tap(mp.get('[id^="post-topic-"]'))
    expect(mp.stack().at(-1)).toBe('packages/browse/topic')
    expect(mp.text('#topic-head')).toContain('#开酥')
    expect(cards(mp)).toHaveLength(1)
  })

  test('a comment is liked at once, and the like taken back when it did not take', async () => {
    const { mp, cloud } = phone(world.carol)
    await mp.launch(COMMUNITY)
    await mp.navigate('navigateTo', postPage(question))
    cloud.hold()
    mp.fireWithoutWaiting(`#comment-like-${answer}`, 'tap')
    await mp.waitFor(() => mp.find('.comment-like.liked') !== undefined, 'the like')
    cloud.release()
    await mp.idle()
    expect(mp.text(`#comment-like-${answer}`)).toBe('1')
    await mp.setOnline(false)
    mp.fireWithoutWaiting(`#comment-like-${answer}`, 'tap')
    await mp.waitFor(() => mp.text(`#comment-like-${answer}`) === '', 'the like to go')
    await mp.waitFor(() => mp.text(`#comment-like-${answer}`) === '1', 'the like to come back')
    expect(mp.calls('showToast')).toHaveLength(1)
  })
})

describe('every kind has its sign and its body', () => {
  test('a poll, a debate and a chain', async () => {
    const poll = await publish(world.alice, {
      kind: 'poll',
      text: '周末烤什么？',
      poll: { options: ['肉桂卷', '贝果'], multiple: false },
    })
    const debate = await publish(world.alice, {
      kind: 'debate',
      text: '手揉还是机器？',
      debate: { sides: ['手揉', '机器'] },
    })
    const chain = await publish(world.alice, {
      kind: 'chain',
      text: '团购可可粉',
      chain: { prompt: '写几包' },
    })
    await world.bob.call('post.joinChain', { requestId: newRequestId(), postId: chain, text: '我要两包' })
    const bodies = [
      [poll, '投票', '肉桂卷'],
      [debate, '辩论', '手揉'],
      [chain, '接龙', '我要两包'],
    ] as const
    const mp = await opened(world.carol, COMMUNITY)
    for (const [postId, sign, body] of bodies) {
      expect(mp.text(`#post-card-${postId}`)).toContain(sign)
      await mp.tap(`#post-card-${postId}`)
      expect(mp.text('#page-post')).toContain(body)
      await mp.back()
    }
  })

  test('a long chain goes on by a tap, its numbers in order', async () => {
    const chain = await publish(world.alice, { kind: 'chain', text: '一起打卡' })
    for (let number = 1; number <= PAGE + 2; number += 1) {
      const joiner = await world.newcomer(`接龙${number}`)
      const input = { requestId: newRequestId(), postId: chain, text: `第 ${number} 个` }
      await joiner.call('post.joinChain', input)
    }
    const mp = await opened(world.bob, postPage(chain))
    await mp.tap('#chain-more')
    const numbers = mp.all('.chain-number').map((element) => Number(element.textContent))
    expect(numbers).toEqual(Array.from({ length: PAGE + 2 }, (_, at) => at + 1))
    expect(mp.find('#chain-more')).toBeUndefined()
  })
})

describe('following', () => {
  test('a member is followed on their page; their next post stands in one column to read', async () => {
    const reader = await world.newcomer('阿禾')
    const mp = await opened(reader, COMMUNITY)
    await mp.tap('#feed-following')
    expect(mp.find('#feed-empty')).toBeDefined()
    await mp.navigate('navigateTo', `/packages/member/profile?memberId=${world.bob.memberId}`)
    await mp.tap(`#follow-${world.bob.memberId}`)
    expect(mp.text(`#follow-${world.bob.memberId}`)).toBe('已关注')
    const photoIds = [await world.bob.upload(await jpegPhoto(40, 300, 400))]
    await world.bob.publish('关注的人发的新帖', photoIds)
    await world.settled()
    await tick(world)
    await mp.back()
    await mp.lifecycle('onPullDownRefresh')
    expect(mp.text('.post-row')).toContain('关注的人发的新帖')
    expect(mp.find('.waterfall')).toBeUndefined()
    await mp.tap('#feed-discover')
    expect(mp.find('.waterfall')).toBeDefined()
  })

  test('who follows and who is followed are lists that lead on', async () => {
    const mp = await opened(world.carol, `/packages/member/profile?memberId=${world.bob.memberId}`)
    await mp.tap('#profile-followers')
    expect(mp.text('.follows')).toContain('阿禾')
    await mp.tap('#follows-following')
    expect(mp.find('#follows-empty')).toBeDefined()
  })
})

describe('the search', () => {
  test('suggests topics, finds every kind, marks the words, and remembers', async () => {
    const mp = await opened(world.carol, COMMUNITY)
    await mp.tap('#search-open')
    expect(mp.find('#search-hint')).toBeDefined()
    await mp.input('#search-field', '开酥')
    await mp.waitFor(() => mp.find('[id^="suggest-top_"]') !== undefined, 'a suggestion')
    await mp.tap('#suggest-text')
    expect(mp.text(`#hit-${question}`)).toContain('已解决')
    expect(mp.all('.hit-found').map((element) => element.textContent)).toContain('开酥')
    expect(mp.find('[id^="hit-topic-"]')).toBeDefined()
    await mp.tap('#search-kind-answers')
    expect(mp.find('#results-empty')).toBeDefined()
    await mp.tap('#search-clear')
    expect(mp.text('#history-1')).toBe('开酥')
    const { storage } = mp.phone
    const again = phone(world.carol, { storage }).mp
    await again.launch('/packages/browse/search')
    await again.tap('#history-1')
    expect(again.find(`#hit-${question}`)).toBeDefined()
    await again.tap('#search-clear')
    await again.tap('#history-clear')
    expect(again.find('#history')).toBeUndefined()
  })

  test('only what is solved, members by name, and nothing at all', async () => {
    await publish(world.bob, { kind: 'question', text: '开酥没有人回答的问题' })
    const mp = await opened(world.carol, `/packages/browse/search?text=${encodeURIComponent('开酥')}`)
    expect(mp.text('#results')).toContain('没有人回答')
    await mp.tap('#search-solved')
    expect(mp.text('#results')).toContain('黄油总是断')
    expect(mp.text('#results')).not.toContain('没有人回答')
    await mp.input('#search-field', 'Bob')
    await mp.confirm('#search-field')
    await mp.tap('#search-kind-members')
    expect(mp.find(`#hit-member-${world.bob.memberId}`)).toBeDefined()
    await mp.input('#search-field', '谁也没有写过的词')
    await mp.tap('#search-submit')
    expect(mp.find('#results-empty')).toBeDefined()
  })

  test('OFFLINE is said, and trying again helps', async () => {
    const mp = await opened(world.carol, '/packages/browse/search')
    await mp.setOnline(false)
    await mp.input('#search-field', '开酥')
    await mp.tap('#search-submit')
    await mp.waitFor(() => mp.find('#state-offline') !== undefined, 'the offline state')
    await mp.setOnline(true)
    await mp.tap('#retry')
    expect(mp.find(`#hit-${question}`)).toBeDefined()
  })
})

describe('an arrival', () => {
  test('by a code: the like is one tap and joining, and then it is made', async () => {
    const mp = await opened(world.stranger(), `/pages/post/index?scene=${question}`, SCENE_CODE)
    expect(mp.text('#post-text')).toContain('黄油总是断')
    await mp.tap('#post-like')
    expect(mp.stack().at(-1)).toBe('packages/member/join')
    await mp.input('#nickname', '扫码来的')
    await mp.tap('#profile-submit')
    expect(mp.stack()).toEqual(['pages/post/index'])
    expect(mp.text('#post-like')).toBe('1')
  })

  test('from the timeline: read without an openid, and told how to come in', async () => {
    const mp = await opened({ ...world.stranger(), openid: '' }, postPage(question), SCENE_TIMELINE)
    expect(mp.text('#post-text')).toContain('黄油总是断')
    expect(mp.find('#post-single')).toBeDefined()
    expect(mp.find('#post-like')).toBeUndefined()
    const card = await mp.lifecycle('onShareTimeline')
    expect(card).toMatchObject({ query: `postId=${question}` })
  })

  test('the cards of a member and a topic name who sends them', async () => {
    const mp = await opened(world.carol, `/packages/member/profile?memberId=${world.bob.memberId}`)
    await mp.navigate('switchTab', COMMUNITY)
    await mp.navigate('navigateTo', `/packages/member/profile?memberId=${world.bob.memberId}`)
    const card = await mp.lifecycle('onShareAppMessage', { from: 'menu' })
    expect(card).toMatchObject({
      title: 'Bob',
      path: expect.stringContaining(`inviter=${world.carol.memberId}`),
    })
  })
})

describe('scrolling', () => {
  test(`page by page: only the new cards are sent, and ${PAGES} pages stay under 1000 nodes`, async () => {
    await fillWithOnePhoto(PAGES * PAGE)
    const mp = await opened(world.carol, COMMUNITY)
    const sent: number[] = []
    for (let page = 1; page < PAGES; page += 1) {
      mp.resetMeasures()
      await mp.lifecycle('onReachBottom')
      sent.push(mp.measures().bytes)
    }
    expect(cards(mp)).toHaveLength(PAGES * PAGE)
    const most = Math.max(...sent)
    publishFigures('weapp-scroll', [
      { name: 'setData of a further page', value: most / KIB, max: 40, unit: 'KiB' },
      { name: 'nodes after three pages', value: mp.nodeCount(), max: 1000, unit: 'nodes' },
      { name: 'depth', value: mp.nodeDepth(), max: 30, unit: 'levels' },
    ])
    expect(most).toBeLessThan(40 * KIB)
    // A page costs the same wherever it stands: what is there already is not sent again.
    expect(Math.abs((sent.at(-1) ?? 0) - present(sent[0]))).toBeLessThan(8 * KIB)
    expect(mp.nodeCount()).toBeLessThan(1000)
    expect(mp.nodeDepth()).toBeLessThan(30)
  })
})
