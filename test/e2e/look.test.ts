/**
 * Every page at 375 px: readable by everybody (axe), nothing cut or wider than the screen, in light, dark and the
 * largest text, in both languages. Pictures for people to judge are left in .cache/shots.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { ColorScheme, Visit } from '../support/browser'
import { BrowserWorld, SHOTS_DIR } from '../support/browser-world'
import { fillFeed } from '../support/community'

let house: BrowserWorld
let postId: string

beforeAll(async () => {
  house = await BrowserWorld.open()
  house.world.emulator.openapi.script.media = { mode: 'pass' }
  await fillFeed(house.world, 12)
  const { feed } = await house.world.alice.call('home.getCommunity', {})
  postId = feed.posts.find((post) => post.cover)?.postId ?? ''
  const input = { postId, text: '切面真漂亮，请问发酵了多久？', requestId: 'look-comment-000000' }
  await house.world.carol.call('post.createComment', input)
  mkdirSync(SHOTS_DIR, { recursive: true })
}, 180_000)
afterEach(() => house.closeVisits())
afterAll(() => house.close())

/** A page, how to reach it, and the element that says it is there. */
interface Scene {
  readonly name: string
  readonly path: string
  readonly ready: string
}

const scenes = (): readonly Scene[] => [
  { name: 'community', path: '/pages/community/index', ready: '#feed' },
  { name: 'activity', path: '/pages/activity/index', ready: '#page-activity' },
  { name: 'course', path: '/pages/course/index', ready: '#page-course' },
  { name: 'me', path: '/pages/me/index', ready: '#page-me #feed' },
  { name: 'admin', path: '/pages/admin/index', ready: '#admin-refused' },
  { name: 'post', path: `/pages/post/index?postId=${postId}`, ready: '#comments' },
  { name: 'compose', path: '/packages/compose/index', ready: '#page-compose' },
  {
    name: 'profile',
    path: `/packages/member/profile?memberId=${house.world.bob.memberId}`,
    ready: '#page-profile #feed',
  },
  { name: 'settings', path: '/packages/member/settings', ready: '#page-settings' },
  { name: 'join', path: '/packages/member/join', ready: '#page-join' },
]

interface Look {
  readonly name: string
  readonly scheme: ColorScheme
  /** Settings to tap before the pages are seen. */
  readonly taps: readonly string[]
}

const LOOKS: readonly Look[] = [
  { name: 'light', scheme: 'light', taps: [] },
  { name: 'dark', scheme: 'dark', taps: [] },
  { name: 'large', scheme: 'light', taps: ['#text-size-extra'] },
  { name: 'english-large', scheme: 'dark', taps: ['#text-size-extra', '#language-en'] },
]

async function settle(visit: Visit): Promise<void> {
  await visit.page.waitForLoadState('networkidle')
  await visit.page.waitForFunction(() => [...document.images].every((image) => image.complete))
}

describe.each(LOOKS)('$name', ({ name, scheme, taps }) => {
  test('every page', async () => {
    const visit = await house.visit('Alice', { colorScheme: scheme })
    await visit.openLink('/packages/member/settings')
    for (const control of taps) await visit.at(control).tap()
    const found: Record<string, string[]> = {}
    for (const scene of scenes()) {
      await visit.openLink(scene.path)
      await visit.at(scene.ready).first().waitFor()
      await settle(visit)
      await visit.page.screenshot({ path: join(SHOTS_DIR, `${scene.name}-${name}.png`) })
      const defects = [...(await visit.accessibilityViolations()), ...(await visit.cutText())]
      if (defects.length > 0) found[scene.name] = defects
    }
    expect(found).toEqual({})
  }, 120_000)
})

test('the picker is readable by everybody, in light and dark', async () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    const visit = await house.atPicker({ colorScheme })
    await visit.page.screenshot({ path: join(SHOTS_DIR, `picker-${colorScheme}.png`) })
    expect(await visit.accessibilityViolations()).toEqual([])
    expect(await visit.cutText()).toEqual([])
  }
})
