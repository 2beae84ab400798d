/**
 * `npm run screens`: pictures of the app, taken from a demo community of their own, as small WebP files in
 * docs/screens/. The README's: 375 px wide, twice as sharp; the console at a desk; and in docs/screens/sheets/ a
 * contact sheet of every page in every look and state. `-- NAME ...` takes only those; `-- sheets` all sheets.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium, type Locator, type Page } from 'playwright-core'
import { pickableIdentities } from '../emulator/gateway/identities'
import { createEmulator } from '../emulator/server'
import type { Emulator } from '../emulator/types'
import { BROWSER_FLAGS, findBrowser } from './browser'
import { ensureBuilt } from './build'
import { pictures } from './demo/art/pictures'
import { renderPicture } from './demo/art/render'
import { seedDemo } from './demo/seed'
import { newVariables } from './function-variables'
import { takeAlbum } from './screens/album'
import { furnish, PICKER_NAMES } from './screens/house'
import { scenesOf } from './screens/scenes'
import { compress, makeSheet } from './screens/sheet'
import { reportUserError } from './user-error'

const root = join(__dirname, '..')
const FOLDER = join(root, 'docs', 'screens')
const SHEETS = join(FOLDER, 'sheets')
const VIEWPORT = { width: 375, height: 812 }
const DESK = { width: 1280, height: 800 }
const SCALE = 2
/** GitHub shows them side by side; more would make the README slow. */
const FILE_BYTES_MAX = 120 * 1024
const QUALITIES = [82, 74, 66, 58, 50, 40]

/** Something to be pictured: how to get there from the community, as the first demo member. */
interface Scene {
  readonly name: string
  readonly colorScheme?: 'light' | 'dark'
  readonly go: (page: Page) => Promise<void>
}

/** What is seen of a selector: pages beneath the open one stay in the document, hidden. */
const seen = (page: Page, selector: string): Locator =>
  page.locator(selector).filter({ visible: true }).first()

/** Writes a post with a picture of the demo community in it. */
async function compose(page: Page): Promise<void> {
  const croissant = pictures.find(({ subject }) => subject === 'croissant')
  if (!croissant) throw new Error('the demo community draws no croissant')
  const photo = await renderPicture(croissant.svg)
  await seen(page, '#compose-open').tap()
  const words = '第一次做可颂，开酥时黄油有点硬，不过层次还是出来了。\n下次室温再低两度试试。'
  await seen(page, '#compose-text textarea').fill(words)
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), seen(page, '#photo-add').tap()])
  await chooser.setFiles({ name: 'croissant.jpg', mimeType: 'image/jpeg', buffer: photo })
  await seen(page, '#upload-1.tile-done').waitFor()
}

async function showLargeText(page: Page): Promise<void> {
  await seen(page, '#tab-me').tap()
  await seen(page, '#me-settings').tap()
  await seen(page, '#text-size-extra').tap()
  await seen(page, '#nav-back').tap()
  await seen(page, '#tab-community').tap()
  await seen(page, '#feed').waitFor()
}

const SCENES: readonly Scene[] = [
  { name: 'feed-light', go: async () => {} },
  { name: 'feed-dark', colorScheme: 'dark', go: async () => {} },
  {
    name: 'post',
    go: async (page) => {
      await seen(page, '[id^="post-card-"]:has(img)').tap()
      await seen(page, '#comments').waitFor()
    },
  },
  { name: 'compose', go: compose },
  {
    name: 'me',
    go: async (page) => {
      await seen(page, '#tab-me').tap()
      await seen(page, '#page-me #feed').waitFor()
    },
  },
  { name: 'large-text', go: showLargeText },
]

/** Every picture that is on the screen has come. */
async function picturesLoaded(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle')
  await page.waitForFunction(() => [...document.images].every((image) => image.complete))
}

/** Writes a picture, small enough for a page that shows several. */
async function save(name: string, picture: Buffer): Promise<void> {
  const small = await compress(picture, FILE_BYTES_MAX, QUALITIES)
  writeFileSync(join(FOLDER, `${name}.webp`), small)
  console.log(`docs/screens/${name}.webp ${Math.round(small.byteLength / 1024)} KiB`)
}

/** Takes the contact sheets; a page that does not come is told of and fails the run once the others are taken. */
async function takeSheets(browser: Browser, emulator: Emulator, wanted: Wanted): Promise<void> {
  const scenes = scenesOf(await furnish(emulator)).filter(({ name }) => wanted('sheets') || wanted(name))
  const onMissed = (shot: string, reason: string) => {
    console.error(`${shot} did not come: ${reason}`)
    process.exitCode = 1
  }
  const album = await takeAlbum({ browser, emulator, scenes, names: PICKER_NAMES, onMissed })
  mkdirSync(SHEETS, { recursive: true })
  let bytes = 0
  for (const [name, shots] of album) {
    if (shots.length === 0) continue
    const sheet = await makeSheet(shots)
    bytes += sheet.byteLength
    writeFileSync(join(SHEETS, `${name}.webp`), sheet)
  }
  console.log(`docs/screens/sheets: ${scenes.length} pages, ${Math.round(bytes / 1024)} KiB`)
}

type Wanted = (name: string) => boolean

const QUERY = "where({ state: 'visible', boardId: 'brd_showcase' }).orderBy('_id', 'desc').limit(20)"

/** Pages of the console, each with what is to be done there first. */
const CONSOLE_SCENES: readonly (Scene & { readonly path: string })[] = [
  {
    name: 'console-query',
    path: '/collections/posts',
    go: async (page) => {
      await page.locator('.cm-content').waitFor()
      await page.keyboard.press('/')
      await page.keyboard.insertText(QUERY)
      await page.keyboard.press('Control+Enter')
      await page.locator('.badge-good').waitFor()
    },
  },
  {
    name: 'console-functions',
    path: '/functions',
    colorScheme: 'dark',
    go: async (page) => page.locator('.records').waitFor(),
  },
]

async function takeConsole(browser: Browser, emulator: Emulator, wanted: Wanted): Promise<void> {
  for (const { name, path, colorScheme = 'light', go } of CONSOLE_SCENES.filter((scene) =>
    wanted(scene.name),
  )) {
    const context = await browser.newContext({
      viewport: DESK,
      deviceScaleFactor: 1.5,
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      colorScheme,
      reducedMotion: 'reduce',
    })
    const page = await context.newPage()
    await page.goto(emulator.consoleUrl)
    await page.waitForURL('**/console')
    await page.goto(`${emulator.url}/console${path}`)
    await go(page)
    await page.waitForFunction(() => [...document.images].every((image) => image.complete))
    await save(name, await page.screenshot())
    await context.close()
  }
}

/** So that the console has calls to show. */
async function callSomeFunctions(emulator: Emulator): Promise<void> {
  const identities = pickableIdentities({ port: 0, dataDir: emulator.dataDir })
  for (const { openid } of identities.slice(0, 6)) {
    const caller = { identity: { openid }, source: 'wx_client' } as const
    await emulator.functions.invoke('home', { action: 'home.getCommunity', input: {} }, caller)
    await emulator.functions.invoke('post', { action: 'post.listFeed', input: {} }, caller)
  }
}

async function openPage(browser: Browser, colorScheme: 'light' | 'dark', entryUrl: string): Promise<Page> {
  const context = await browser.newContext({
    viewport: VIEWPORT,
    deviceScaleFactor: SCALE,
    hasTouch: true,
    isMobile: true,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    colorScheme,
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  await page.goto(entryUrl)
  await page.locator('button[name="as"]').first().waitFor()
  return page
}

async function takePicker(browser: Browser, entryUrl: string): Promise<void> {
  const picker = await openPage(browser, 'light', entryUrl)
  await picturesLoaded(picker)
  await save('picker', await picker.screenshot())
  await picker.context().close()
}

async function takePictures(browser: Browser, entryUrl: string, wanted: Wanted): Promise<void> {
  if (wanted('picker')) await takePicker(browser, entryUrl)
  for (const { name, colorScheme, go } of SCENES.filter((scene) => wanted(scene.name))) {
    const page = await openPage(browser, colorScheme ?? 'light', entryUrl)
    await page.locator('button[name="as"]').first().tap()
    await seen(page, '#feed').waitFor()
    await go(page)
    await picturesLoaded(page)
    await save(name, await page.screenshot())
    await page.context().close()
  }
}

async function main(): Promise<void> {
  const names = process.argv.slice(2)
  const wanted: Wanted = (name) => names.length === 0 || names.includes(name)
  await Promise.all([ensureBuilt('cloud'), ensureBuilt('h5')])
  mkdirSync(FOLDER, { recursive: true })
  const dataDir = mkdtempSync(join(tmpdir(), 'tonghao-screens-'))
  const emulator = await createEmulator({
    port: 0,
    dataDir,
    h5Dir: join(root, 'dist', 'h5'),
    variables: newVariables(),
  })
  const browser = await chromium.launch({ executablePath: await findBrowser(), args: [...BROWSER_FLAGS] })
  try {
    await seedDemo(emulator, { now: Date.now() })
    // The topic of the day is chosen by a job.
    await emulator.timers.runNow('jobs', 'each-minute')
    await takePictures(browser, emulator.entryUrl, wanted)
    await callSomeFunctions(emulator)
    await takeConsole(browser, emulator, wanted)
    await takeSheets(browser, emulator, wanted)
  } finally {
    await browser.close()
    await emulator.close()
    rmSync(dataDir, { recursive: true })
  }
}

main().catch(reportUserError)
