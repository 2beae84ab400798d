/** Who a member is, on their own phone: joining within two taps, the ladder, the inbox, feedback, leaving. */
import { MEMBERS } from '../../cloudfunctions/member/collections'
import { tick, tickAfter } from '../support/jobs'
import type { MiniProgram } from '../support/weapp/mini-program'
import type { PhoneSettings } from '../support/weapp/phone'
import { COMMUNITY, givePhones } from '../support/weapp/phones'
import { createWorld, newRequestId, type Person, present, type World } from '../support/world'

let world: World
const phone = givePhones(() => world)

beforeAll(async () => {
  world = await createWorld()
  const role = { query: { _id: world.carol.memberId }, data: { $set: { roles: ['operator'] } } }
  await world.emulator.database.modify(MEMBERS, { ...role, multi: false, merge: true, upsert: false })
}, 60_000)
afterAll(() => world.close())

async function opened(person: Person, url = COMMUNITY, settings?: PhoneSettings): Promise<MiniProgram> {
  const { mp } = phone(person, settings)
  await mp.launch(url)
  return mp
}

const me = async (person: Person) => present((await person.call('member.getMe', {})).member)

describe('joining', () => {
  test('who arrives by a card likes within two taps, and has seen the rules', async () => {
    const postId = await world.bob.publish('从卡片来的人也能点赞')
    const guest = world.stranger()
    const mp = await opened(guest, `/pages/post/index?postId=${postId}&inviter=${world.bob.memberId}`)
    await mp.tap('#post-like')
    expect(mp.text('#join-rules')).toContain('友善说话')
    await mp.tap('#profile-submit')
    expect(mp.stack()).toEqual(['pages/post/index'])
    expect(mp.text('#post-like')).toBe('1')
    const { nickname, memberId, onboarding } = await me(guest)
    expect(nickname).toMatch(/^新朋友\d{4}$/)
    expect(onboarding.steps.rules).toBe('done')
    const [stored] = await world.emulator.database.find(MEMBERS, { query: { _id: memberId } })
    expect(JSON.stringify(stored)).toContain(world.bob.memberId)
  })
})

describe('the ladder', () => {
  test('the survey is left and gone on with, and what it changes is said', async () => {
    const person = await world.newcomer('问卷')
    const mp = await opened(person, '/pages/me/index')
    await mp.tap('#ladder-step-survey')
    await mp.tap('#reasons-share')
    await mp.tap('#survey-next')
    const again = await opened(person, '/packages/member/survey', { storage: mp.phone.storage })
    expect(again.text('.survey-position')).toContain('2')
    await again.tap('#tier-beginner')
    await again.tap('#survey-next')
    await again.tap('#interest-brd_recipes0')
    await again.tap('#survey-next')
    await again.tap('#needs-company')
    await again.input('#city', '杭州')
    await again.tap('#survey-next')
    expect(again.stack().at(-1)).toBe('packages/member/welcome')
    expect(again.text('#welcome-boards')).toContain('配方')
    expect((await me(person)).survey).toMatchObject({
      reasons: ['share'],
      interests: ['brd_recipes0'],
      needs: ['company'],
      city: '杭州',
    })
    await again.tap('#welcome-done')
    const boards = again.all('[id^="board-brd_"]').map(({ id }) => id)
    expect(boards[0]).toBe('board-brd_recipes0')
  })

  test('CONTENT_REJECTED: a city that is refused is said, and the answers stay', async () => {
    const mp = await opened(world.alice, '/packages/member/survey')
    await mp.tap('#survey-next')
    await mp.tap('#tier-expert')
    await mp.tap('#survey-next')
    await mp.tap('#survey-next')
    await mp.input('#city', '违禁词')
    await mp.tap('#survey-next')
    expect(mp.text('#survey-refusal')).toContain('没有通过安全检查')
    expect(mp.attribute('#city', 'value')).toBe('违禁词')
  })

  test('a step that is passed over gives way to the next, and can still be taken', async () => {
    const person = await world.newcomer('跳过')
    const mp = await opened(person, '/pages/me/index')
    const first = present(mp.text('.ladder-step'))
    await mp.tap('#ladder-skip')
    expect(mp.text('.ladder-step')).not.toBe(first)
    await mp.tap('#ladder-step-rules')
    await mp.tap('#rules-accept')
    expect((await me(person)).onboarding.steps.rules).toBe('done')
  })
})

describe('privacy', () => {
  test('WeChat’s question is shown wherever it is asked, and the answer is handed over', async () => {
    const answers: unknown[] = []
    const mp = await opened(world.alice)
    for (const listener of mp.phone.listenersOf('NeedPrivacyAuthorization'))
      if (typeof listener === 'function') listener((answer: unknown) => answers.push(answer), {})
    await mp.idle()
    await mp.fire('#privacy-agree', 'agreeprivacyauthorization')
    expect(answers).toEqual([{ event: 'agree', buttonId: 'privacy-agree' }])
    expect(mp.find('#privacy-agree')).toBeUndefined()
  })
})

describe('the inbox', () => {
  test('what people have done is counted on the tab, and every line leads to its post', async () => {
    const author = await world.newcomer('作者')
    const postId = await author.publish('等大家来说说')
    await world.bob.call('post.setLike', { postId, liked: true })
    const comment = { requestId: newRequestId(), postId, text: '真不错' }
    await world.carol.call('post.createComment', comment)
    await tick(world)
    const mp = await opened(author, '/pages/me/index')
    expect(mp.text('#tab-me')).toContain('2')
    await mp.tap('#me-inbox')
    expect(mp.text('#notices')).toContain('Carol第一个回复了你的帖子')
    await mp.tap('#group-likes')
    expect(mp.text('#notices')).toContain('Bob赞了')
    const { unread } = await author.call('notice.getUnread', {})
    expect(unread).toMatchObject({ likes: 0, comments: 0 })
    await mp.tap(present(mp.all('[id^="notice-ntc_"]')[0]))
    expect(mp.stack().at(-1)).toBe('pages/post/index')
    expect(mp.text('#post-text')).toBe('等大家来说说')
  })

  test('who has nothing yet is told what to do', async () => {
    const mp = await opened(await world.newcomer('安静'), '/packages/notice/index')
    expect(mp.text('#inbox-empty')).toContain('还没有人评论')
  })

  test('a guest who comes by a link is asked in', async () => {
    const mp = await opened(world.stranger(), '/packages/notice/index')
    expect(mp.find('#members-only')).toBeDefined()
  })
})

describe('feedback', () => {
  async function said(person: Person): Promise<MiniProgram> {
    const mp = await opened(person, '/packages/notice/cases')
    await mp.tap('#case-open')
    await mp.input('#case-text', '照片传到一半断了')
    await mp.tap('#case-send')
    return mp
  }

  test('a case is opened, answered by a butler, rated, and closed by that', async () => {
    const person = await world.newcomer('反馈')
    const mp = await said(person)
    expect(mp.text('#case-turns')).toContain('照片传到一半断了')
    expect(mp.text('#case-clock')).toContain('等待答复')

    const butler = await opened(world.carol, '/packages/desk/cases')
    await butler.tap(present(butler.all('[id^="case-cas_"]')[0]))
    await butler.input('#case-text', '草稿帮你找回来了')
    await butler.tap('#case-send')

    await mp.back()
    await mp.tap(present(mp.all('[id^="case-cas_"]')[0]))
    expect(mp.text('#case-turns')).toContain('草稿帮你找回来了')
    await mp.tap('#star-5')
    await mp.tap('#case-rate')
    expect(mp.text('#case-clock')).toContain('已结束')
  })

  test('nothing written', async () => {
    const mp = await opened(world.alice, '/packages/notice/open-case')
    await mp.tap('#case-send')
    expect(mp.text('#case-text-refusal')).toBe('写几个字再发')
  })

  test('after a deed messages are asked for; what is allowed is a credit, a refusal is remembered', async () => {
    const person = await world.newcomer('提醒')
    const mp = await said(person)
    expect(mp.text('#offer')).toContain('管家答复时告诉你')
    mp.answer('requestSubscribeMessage', ({ tmplIds }) =>
      Object.fromEntries((Array.isArray(tmplIds) ? tmplIds : []).map((id) => [String(id), 'accept'])),
    )
    await mp.tap('#offer-allow')
    expect(mp.find('#offer')).toBeUndefined()
    const { credits } = await person.call('notice.getTemplates', {})
    expect(Object.values(credits).some((count) => count === 1)).toBe(true)

    const other = await world.newcomer('不用')
    const declining = await said(other)
    await declining.tap('#offer-later')
    await declining.back()
    await declining.tap('#case-open')
    await declining.input('#case-text', '还有一件事')
    await declining.tap('#case-send')
    expect(declining.find('#case-turns')).toBeDefined()
    expect(declining.find('#offer')).toBeUndefined()
  })
})

describe('leaving', () => {
  test('a word that is not the word is refused; the right one ends it, on the phone too', async () => {
    const person = await world.newcomer('要走的人')
    const mp = await opened(person, '/packages/member/leave')
    await mp.input('#leave-word', '算了')
    await mp.tap('#leave-confirm')
    expect(mp.text('#leave-word-refusal')).toContain('注销')
    await mp.input('#leave-word', '注销')
    await mp.tap('#leave-confirm')
    expect(mp.stack()).toEqual(['pages/community/index'])
    expect((await person.call('member.getMe', {})).member).toBeUndefined()
    const kept = [...mp.phone.storage.values()]
    expect(JSON.stringify(kept)).not.toContain('要走的人')
  })

  test('a copy of my data is asked for, made, and can be fetched', async () => {
    const person = await world.newcomer('要份副本')
    const mp = await opened(person, '/packages/member/export')
    await mp.tap('#export-request')
    expect(mp.find('#export-preparing')).toBeDefined()
    for (let runs = 0; runs < 3; runs += 1) await tickAfter(world)
    const again = await opened(person, '/packages/member/export')
    await again.tap('#export-fetch')
    expect(again.calls('setClipboardData')).toHaveLength(1)
  })
})
