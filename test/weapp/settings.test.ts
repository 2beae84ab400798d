/** What each person sees of the app: tabs by role, theme, size of text, language; and the pages they lead to. */
import { MEMBERS } from '../../cloudfunctions/member/collections'
import type { MiniProgram } from '../support/weapp/mini-program'
import type { PhoneSettings } from '../support/weapp/phone'
import { COMMUNITY, givePhones } from '../support/weapp/phones'
import { createWorld, type Person, present, type World } from '../support/world'

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

const tabs = (mp: MiniProgram) => mp.all('[id^="tab-"]').map((tab) => tab.id)
const MEMBER_TABS = ['tab-community', 'tab-activity', 'tab-course', 'tab-me']

describe('the tab bar', () => {
  test('a member has four tabs, each leading to its page', async () => {
    const mp = await opened(world.alice)
    expect(tabs(mp)).toEqual(MEMBER_TABS)
    for (const name of ['activity', 'course', 'me', 'community']) {
      await mp.tap(`#tab-${name}`)
      expect(mp.stack()).toEqual([`pages/${name}/index`])
      expect(mp.find(`#page-${name}`)).toBeDefined()
      expect(mp.all('.tab-current').map((tab) => tab.id)).toEqual([`tab-${name}`])
    }
  })

  test('an operator has a fifth, which opens', async () => {
    const mp = await opened(world.carol)
    expect(tabs(mp)).toEqual([...MEMBER_TABS, 'tab-admin'])
    await mp.tap('#tab-admin')
    expect(mp.find('#desk-waiting')).toBeDefined()
    expect(mp.find('#desk-digest')).toBeDefined()
  })

  test('it is right at its first paint the next time, before any answer', async () => {
    const { storage } = (await opened(world.carol)).phone
    const { mp, cloud } = phone(world.carol, { storage })
    cloud.hold()
    mp.begin(COMMUNITY)
    await mp.waitFor(() => tabs(mp).length > 0, 'the tab bar')
    expect(tabs(mp)).toEqual([...MEMBER_TABS, 'tab-admin'])
    cloud.release()
    await mp.idle()
  })

  test('who may not open 管理 and comes by a link is told so', async () => {
    const mp = await opened(world.alice, '/pages/admin/index')
    expect(mp.find('#admin-refused')).toBeDefined()
    await mp.tap('#admin-leave')
    expect(mp.stack()).toEqual(['pages/community/index'])
  })
})

describe('settings', () => {
  async function atSettings(): Promise<MiniProgram> {
    const mp = await opened(world.alice)
    await mp.tap('#tab-me')
    await mp.tap('#me-settings')
    expect(mp.find('#sign-out')).toBeUndefined()
    return mp
  }

  test('theme, size of text and language reach the page at once, and the next visit', async () => {
    const mp = await atSettings()
    for (const control of ['#theme-dark', '#text-size-extra', '#language-en']) await mp.tap(control)
    const page = mp.get('#page-settings')
    expect(page.getAttribute('class')).toContain('theme-dark')
    expect(page.getAttribute('class')).toContain('text-extra')
    const again = await opened(world.alice, COMMUNITY, { storage: mp.phone.storage })
    expect(again.get('#page-community').getAttribute('class')).toContain('theme-dark')
    expect(again.get('#page-community').getAttribute('class')).toContain('text-extra')
    expect(again.text('#tab-community')).toMatch(/^[A-Za-z ]+$/)
  })

  test('a nickname is changed; one that is refused says why and stays', async () => {
    const mp = await atSettings()
    await mp.tap('#settings-edit')
    await mp.input('#nickname', '违禁词')
    await mp.tap('#profile-submit')
    expect(mp.text('#nickname-refusal')).toContain('没有通过安全检查')
    await mp.input('#nickname', '爱丽丝')
    await mp.tap('#profile-submit')
    expect(mp.stack().at(-1)).toBe('packages/member/settings')
    const me = await world.alice.call('member.getMe', {})
    expect(me.member?.nickname).toBe('爱丽丝')
  })

  test('what the community is told is told at once, and taken back when it did not take', async () => {
    const mp = await atSettings()
    await mp.tap('#hide-me')
    expect((await world.alice.call('member.getMe', {})).member?.settings.hideFromLeaderboards).toBe(true)
    await mp.tap('#settings-notify')
    await mp.tap('#notify-follows')
    const { notify } = present((await world.alice.call('member.getMe', {})).member).settings
    expect(notify.follows).toBe(false)
    await mp.setOnline(false)
    await mp.tap('#notify-follows')
    const isOn = () => mp.get('#notify-follows').innerHTML.includes('toggle-on')
    await mp.waitFor(() => !isOn(), 'the switch to go back')
    expect(JSON.stringify(mp.calls('showToast').at(-1)?.options)).toContain('已经恢复原样')
  })

  test('the hours of peace are chosen, and given up', async () => {
    const mp = await opened(world.alice, '/packages/member/notify')
    const quiet = async () => present((await world.alice.call('member.getMe', {})).member).settings.quietHours
    if ((await quiet()) === undefined) await mp.tap('#quiet-hours')
    await mp.fire('#quiet-from', 'change', { value: '23' })
    expect(await quiet()).toEqual({ fromHour: 23, toHour: 8 })
    await mp.tap('#quiet-hours')
    expect(await quiet()).toBeUndefined()
  })

  test('a language follows the phone until one is chosen', async () => {
    const mp = await opened(world.alice, COMMUNITY, { language: 'en' })
    expect(mp.text('#tab-community')).toBe('Home')
    await mp.tap('#tab-me')
    await mp.tap('#me-settings')
    await mp.tap('#language-zh-CN')
    expect(mp.text('#text-size-standard')).toBe('标准')
  })
})

describe('members', () => {
  test('another member’s page shows who they are and what they made', async () => {
    await world.bob.publish('鲍勃的贝果')
    const mp = await opened(world.alice, `/packages/member/profile?memberId=${world.bob.memberId}`)
    expect(mp.text('#profile-card')).toContain('Bob')
    expect(mp.text('#feed')).toContain('鲍勃的贝果')
  })

  test('a guest is asked in, and may decline', async () => {
    const mp = await opened(world.stranger(), '/pages/me/index')
    await mp.tap('#me-join')
    await mp.tap('#join-later')
    expect(mp.find('#me-guest')).toBeDefined()
  })
})

describe('before the cloud has said who I am', () => {
  /** Taps the compose button while the first answer is on its way; answers the page it leads to. */
  async function composeEarly(person: Person): Promise<string | undefined> {
    const { mp, cloud } = phone(person)
    cloud.hold()
    mp.begin(COMMUNITY)
    await mp.waitFor(() => mp.find('#compose-open') !== undefined, 'the compose button')
    const tapping = mp.tap('#compose-open')
    cloud.release()
    await tapping
    await mp.idle()
    return mp.stack().at(-1)
  }

  test('a member who taps at once is let through, not asked to join', async () => {
    expect(await composeEarly(world.alice)).toBe('packages/compose/index')
  })

  test('a guest who taps at once is asked to join once the cloud has said so', async () => {
    expect(await composeEarly(world.stranger())).toBe('packages/member/join')
  })

  test('settings opened by a link show what is a member’s', async () => {
    const mp = await opened(world.alice, '/packages/member/settings')
    expect(mp.find('#settings-edit')).toBeDefined()
  })
})
