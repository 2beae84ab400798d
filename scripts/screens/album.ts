/**
 * The contact sheets of the whole app: every page in light, dark and at 1.75 text, and in each state that it can be
 * in. One browser window for each person and look; the pages are opened one after the other.
 */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { Emulator } from '../../emulator/types'
import type { Scene, State, Viewer } from './scenes'
import type { Shot } from './sheet'

const VIEWPORT = { width: 375, height: 812 }
/** How long a page may take on a busy machine. */
const PAGE_LIMIT_MS = 20_000

interface Look {
  readonly caption: string
  readonly colorScheme: 'light' | 'dark'
  /** What the phone remembers of how the app is to look. */
  readonly textSize: 'standard' | 'extra'
}

const LOOKS: readonly Look[] = [
  { caption: 'light', colorScheme: 'light', textSize: 'standard' },
  { caption: 'dark', colorScheme: 'dark', textSize: 'standard' },
  { caption: '1.75', colorScheme: 'light', textSize: 'extra' },
]
const PLAIN: Look = { caption: '', colorScheme: 'light', textSize: 'standard' }

export interface Album {
  readonly browser: Browser
  readonly emulator: Emulator
  readonly scenes: readonly Scene[]
  /** What the picker calls each of those who look. */
  readonly names: Readonly<Record<Viewer, string | RegExp>>
  /** Told of a page that did not come, with its reason; the others are taken all the same. */
  onMissed(shot: string, reason: string): void
}

/** All shots, by the name of their scene, in the order of the scenes. */
export async function takeAlbum(album: Album): Promise<ReadonlyMap<string, readonly Shot[]>> {
  const shots = new Map<string, Shot[]>(album.scenes.map(({ name }) => [name, []]))
  for (const look of LOOKS) {
    for (const viewer of ['member', 'newcomer', 'staff'] as const) {
      const scenes = album.scenes.filter((scene) => (scene.viewer ?? 'member') === viewer)
      await takeLook(album, { look, viewer, scenes }, shots)
    }
  }
  for (const state of ['empty', 'error', 'offline'] as const) {
    for (const viewer of ['member', 'staff'] as const) {
      const scenes = album.scenes.filter(
        (scene) => (scene.viewer ?? 'member') === viewer && scene.states?.includes(state),
      )
      const seenBy = state === 'empty' ? 'newcomer' : viewer
      await takeLook(album, { look: PLAIN, viewer: seenBy, scenes, state }, shots)
    }
  }
  return shots
}

interface Sitting {
  readonly look: Look
  readonly viewer: Viewer
  readonly scenes: readonly Scene[]
  readonly state?: State
}

/** Opens a window of its own for one person and look, and takes the scenes in it. */
async function takeLook(album: Album, sitting: Sitting, shots: Map<string, Shot[]>): Promise<void> {
  if (sitting.scenes.length === 0) return
  const { look, viewer, state } = sitting
  const context = await album.browser.newContext({
    viewport: VIEWPORT,
    hasTouch: true,
    isMobile: true,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    colorScheme: look.colorScheme,
    reducedMotion: 'reduce',
  })
  try {
    const page = await enter(context, album, viewer)
    await setTextSize(page, look.textSize)
    for (const scene of sitting.scenes) {
      const caption = state ?? look.caption
      try {
        await openScene(page, new URL(album.emulator.entryUrl).origin, scene, state)
        shots.get(scene.name)?.push({ caption: `${scene.name}, ${caption}`, png: await page.screenshot() })
      } catch (error) {
        album.onMissed(`${scene.name}, ${caption}`, error instanceof Error ? error.message : String(error))
      }
      await leaveState(page)
    }
  } finally {
    await context.close()
  }
}

async function enter(context: BrowserContext, { emulator, names }: Album, viewer: Viewer): Promise<Page> {
  const page = await context.newPage()
  page.setDefaultTimeout(PAGE_LIMIT_MS)
  await page.goto(emulator.entryUrl)
  await page.getByRole('button', { name: names[viewer] }).first().tap()
  await page.locator('#feed, #feed-empty').filter({ visible: true }).first().waitFor()
  return page
}

async function setTextSize(page: Page, textSize: Look['textSize']): Promise<void> {
  if (textSize === 'standard') return
  await page.goto(new URL('/#/packages/member/settings', page.url()).href)
  await page.reload()
  await page.locator(`#text-size-${textSize}`).filter({ visible: true }).tap()
}

async function openScene(page: Page, origin: string, scene: Scene, state: State | undefined): Promise<void> {
  const seen = (selector: string) => page.locator(selector).filter({ visible: true }).first()
  if (state === 'error') await page.route('**/call/**', (route) => route.fulfill({ status: 502, json: {} }))
  await page.goto(`${origin}/#${scene.path}`)
  await page.reload()
  await seen(state ? (scene.readyIn?.[state] ?? scene.ready) : scene.ready).waitFor()
  if (state !== 'error') for (const tap of scene.taps ?? []) await seen(tap).tap()
  await page.waitForLoadState('networkidle')
  await page.waitForFunction(() => [...document.images].every((image) => image.complete))
  if (state !== 'offline') return
  await page.context().setOffline(true)
  await seen('#offline-banner').waitFor()
}

async function leaveState(page: Page): Promise<void> {
  await page.context().setOffline(false)
  await page.unroute('**/call/**')
}
