/** How one comes to belong, on one's own phone: the next step, the group that fits, honours, and who has left. */
import { MEMBERS } from '../../cloudfunctions/member/collections'
import { POST_CHAIN_ENTRIES } from '../../cloudfunctions/post/engagement-collections'
import { DAY_MS } from '../../contract/limits'
import { setFields } from '../support/documents'
import { tick, tickAfter } from '../support/jobs'
import { jpegPhoto } from '../support/photos'
import type { MiniProgram } from '../support/weapp/mini-program'
import { COMMUNITY, givePhones } from '../support/weapp/phones'
import { BOARD_ID, createWorld, newRequestId, type Person, present, type World } from '../support/world'

const JOB_RUNS = 3

let world: World
const phone = givePhones(() => world)

beforeAll(async () => {
  world = await createWorld()
  world.emulator.openapi.script.media = { mode: 'pass' }
  await setFields(world, MEMBERS, world.carol.memberId, { roles: ['operator'] })
}, 60_000)
afterAll(() => world.close())

async function opened(person: Person, url: string, storage?: Map<string, unknown>): Promise<MiniProgram> {
  const { mp } = phone(person, storage ? { storage } : {})
  await mp.launch(url)
  return mp
}

const postPage = (postId: string) => `/pages/post/index?postId=${postId}`

async function comment(mp: MiniProgram, text: string): Promise<void> {
  await mp.input('#comment-input', text)
  await mp.tap('#comment-send')
}

describe('the next step', () => {
  test('stands in one line above the photographs, leads there, and goes with the last', async () => {
    const person = await world.newcomer('一步一步')
    await person.call('member.acceptRules', { rulesVersion: 1 })
    const mp = await opened(person, COMMUNITY)
    expect(mp.text('#ladder-strip')).toContain('四个小问题')
    await mp.tap('#ladder-strip')
    expect(mp.stack().at(-1)).toBe('packages/member/survey')
    await person.call('member.skipStep', { step: 'survey' })
    await person.publish('第一炉')
    expect((await opened(person, COMMUNITY)).text('#ladder-strip')).toContain('打卡三天')
    await person.call('member.skipStep', { step: 'checkIns' })
    const later = await opened(person, COMMUNITY)
    expect(later.find('#ladder-strip')).toBeUndefined()
  })

  test('a guest is not told of steps', async () => {
    const mp = await opened(world.stranger(), COMMUNITY)
    expect(mp.find('#ladder-strip')).toBeUndefined()
  })
})

describe('the group that fits', () => {
  beforeAll(async () => {
    const codePhotoId = await world.carol.upload(await jpegPhoto(120, 300, 300))
    await world.settled()
    await world.carol.call('member.saveGroup', {
      ...{ requestId: newRequestId(), name: '同好烘焙群', needs: [], channel: 'group-all' },
      ...{ codePhotoId, open: true },
    })
  })

  test('is offered after the first deed, with its code, and once', async () => {
    const postId = await world.bob.publish('说一句就有群')
    const person = await world.newcomer('找组织')
    const mp = await opened(person, postPage(postId))
    expect(mp.find('#group-offer')).toBeUndefined()
    await comment(mp, '我也做过')
    expect(mp.text('#group-offer')).toContain('同好烘焙群')
    await mp.tap('#group-open')
    expect(mp.attribute('.group-code-picture', 'src')).toContain('http')
    await mp.tap('#group-later')
    expect(mp.find('#group-offer')).toBeUndefined()
    const again = await opened(person, postPage(postId), mp.phone.storage)
    await comment(again, '再说一句')
    expect(again.find('#group-offer')).toBeUndefined()
  })

  test('who likes or only reads is left in peace', async () => {
    const postId = await world.bob.publish('只看看')
    const mp = await opened(await world.newcomer('安静的人'), postPage(postId))
    await mp.tap('#post-like')
    expect(mp.find('#group-offer')).toBeUndefined()
  })
})

test('a title that has lapsed is told to its owner with the reason, and to nobody else', async () => {
  const person = await world.newcomer('得过头衔')
  await world.carol.call('member.grantMark', {
    ...{ requestId: newRequestId(), memberId: person.memberId, kind: 'title', text: '本周之星' },
    ...{ reason: '三次进了精选', days: 1 },
  })
  const before = await opened(person, '/pages/me/index')
  expect(before.text('.honour-title')).toBe('本周之星')
  await tickAfter(world, 2 * DAY_MS)
  await tick(world)
  const mine = await opened(person, '/pages/me/index')
  expect(mine.text('.profile-lapsed')).toBe('“本周之星”到期了：期限已满')
  expect(mine.find('.honour-title')).toBeUndefined()
  const theirs = await opened(world.bob, `/packages/member/profile?memberId=${person.memberId}`)
  expect(theirs.text('#profile-card')).not.toContain('本周之星')
})

test('who has left keeps no name: their place above a reply says so, and nothing names them', async () => {
  const leaver = await world.newcomer('要走的人')
  const postId = await world.bob.publish('谁来说说')
  const said = { requestId: newRequestId(), postId, text: '要走的人说过' }
  const { comment: left } = await leaver.call('post.createComment', said)
  const reply = { requestId: newRequestId(), postId, text: '有人答过', replyTo: left.commentId }
  await world.alice.call('post.createComment', reply)
  await leaver.call('privacy.leave', { requestId: newRequestId(), confirm: true })
  for (let run = 0; run < JOB_RUNS; run += 1) await tickAfter(world)
  const mp = await opened(world.alice, postPage(postId))
  expect(mp.text(`#comment-${left.commentId}`)).toBe('这位成员已经离开，评论不在了')
  await mp.tap(`#replies-more-${left.commentId}`)
  expect(mp.text('#comments')).toContain('有人答过')
  expect(mp.text()).not.toContain('要走的人')
})

test('until a job has taken it away, the line of somebody who has left leads nowhere', async () => {
  const input = { requestId: newRequestId(), boardId: BOARD_ID, photoIds: [], kind: 'chain' as const }
  const { postId } = await world.bob.call('post.createPost', { ...input, text: '团购可可粉', chain: {} })
  await world.alice.call('post.joinChain', { requestId: newRequestId(), postId, text: '要两包' })
  const [entry] = await world.emulator.database.find(POST_CHAIN_ENTRIES, {
    query: { authorId: world.alice.memberId },
  })
  await setFields(world, POST_CHAIN_ENTRIES, String(present(entry)._id), { 'author.nickname': '' })
  const mp = await opened(world.carol, postPage(postId))
  expect(mp.text('#chain-1')).toBe('1已注销的成员')
  await mp.tap('#chain-1 .chain-words')
  expect(mp.stack().at(-1)).toBe('pages/post/index')
})
