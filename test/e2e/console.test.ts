/** The console in a real browser: every page in both lights and both widths, and what a developer does there. */
import type { Browser } from 'playwright-core'
import { startBrowser, Visit, type VisitOptions } from '../support/browser'
import { type ConsoleWorld, openConsoleWorld, PICTURES } from '../support/console-world'

const DESK = { width: 1280, height: 800 }

let world: ConsoleWorld
let browser: Browser
const visits: Visit[] = []
beforeAll(async () => {
  world = await openConsoleWorld()
  browser = await startBrowser()
}, 120_000)
afterEach(async () => {
  const results = await Promise.allSettled(visits.splice(0).map((visit) => visit.close()))
  for (const result of results) if (result.status === 'rejected') throw result.reason
})
afterAll(async () => {
  await browser.close()
  await world.close()
})

/** Opens the console by the address that lets one in, and goes to one of its pages. */
async function visit(path: string, options: VisitOptions = { viewport: DESK }): Promise<Visit> {
  const opened = await Visit.open(browser, world.emulator.consoleUrl, options)
  visits.push(opened)
  await opened.page.waitForURL('**/console')
  await goTo(opened, path)
  return opened
}

/** A page is there when it says what it is, and nothing of it is still being loaded. */
async function goTo({ page }: Visit, path: string): Promise<void> {
  await page.goto(`${world.emulator.url}/console${path}`)
  await page.locator('h1, .empty-title').first().waitFor()
  await page.waitForFunction(() => document.querySelectorAll('.skeleton, .editor-waiting').length === 0)
}

/** Writes into the page's query or event box as the keyboard does. */
async function write({ page }: Visit, text: string): Promise<void> {
  await page.keyboard.press('/')
  await page.keyboard.press('Control+A')
  await page.keyboard.insertText(text)
  await page.keyboard.press('Control+Enter')
}

describe('every page', () => {
  const PAGES = [
    '',
    '/functions',
    '/functions/greet',
    '/collections/works',
    '/collections/empty',
    '/files',
    '/files/works',
    '/platform',
    '/platform/behaviour',
    '/platform/messages',
    '/platform/codes',
    '/platform/push',
    '/time',
    '/identities',
    '/archive',
    '/nothing',
  ]

  test.each([
    ['desk', { viewport: DESK }, ['light', 'dark']],
    ['phone', {}, ['dark']],
  ] as const)(
    'is whole and for everybody: %s',
    async (_place, options, schemes) => {
      const opened = await visit('', options)
      const wrong: string[] = []
      for (const path of PAGES) {
        await goTo(opened, path)
        wrong.push(...(await opened.cutText()).map((line) => `${path} ${line}`))
        for (const [index, colorScheme] of schemes.entries()) {
          await opened.page.emulateMedia({ colorScheme })
          const of = index === 0 ? 'everything' : 'colors'
          const found = await opened.accessibilityViolations({ of })
          wrong.push(...found.map((line) => `${path} ${colorScheme} ${line}`))
        }
      }
      expect(wrong).toEqual([])
    },
    120_000,
  )
})

describe('the query box', () => {
  test('answers with what it cost and why, and refuses what has no index until that is wanted', async () => {
    const opened = await visit('/collections/works')
    const { page } = opened
    await write(opened, "where({ makerId: 'mbr_3' }).orderBy('madeAt', 'desc').limit(5)")
    await page.getByText('索引 maker_madeAt').waitFor()
    expect(await page.locator('.data-table .row-open').count()).toBe(5)
    await write(opened, "where({ likes: _.gte(90) }).orderBy('likes', 'desc')")
    await page.getByText('没有索引能服务这个查询').waitFor()
    await page.getByRole('button', { name: /仍然扫描/ }).click()
    await page.getByText('没有走索引').waitFor()
    await page.getByText('看过 240').waitFor()
    await write(opened, '{ likes: }')
    await page.getByText('第 1 行第 10 列').waitFor()
    expect(await page.locator('.problem').count()).toBe(1)
    await write(opened, "[{ $match: { makerId: 'mbr_0' } }, { $group: { _id: '$title', n: { $sum: 1 } } }]")
    await page.getByText(/^4 条$/).waitFor()
    await page.getByText('JSON', { exact: true }).click()
    await page.getByText("_id: '可颂'").waitFor()
  })

  test('without a query the whole collection is there, as far as one scrolls', async () => {
    const { page } = await visit('/collections/works')
    await page.getByText('wrk_0000').waitFor()
    await page.waitForFunction(() => {
      const scroller = document.querySelector('.data-scroll')
      scroller?.scrollTo(0, scroller.scrollHeight)
      return scroller?.textContent?.includes('wrk_0239')
    })
    await page.getByText('wrk_0239').waitFor()
    expect(await page.locator('.data-table tbody tr').count()).toBeLessThan(80)
  })
})

test('a document is changed by hand, made and removed', async () => {
  const { page } = await visit('/collections/works')
  await page.getByRole('button', { name: 'wrk_0000' }).click()
  const editor = page.locator('.drawer .cm-content')
  await editor.waitFor()
  const text = (await editor.textContent()) ?? ''
  expect(text).toContain("madeAt: new Date('2026-10-01T08:00:00.000Z')")
  expect(text).toContain('pattern: /^sour/i')
  await editor.click()
  await page.keyboard.press('Control+A')
  await page.keyboard.insertText(text.replace('likes: 0', 'likes: 1000'))
  await page.keyboard.press('Control+Enter')
  await page.getByText('已保存').waitFor()
  const find = (id: string) => world.emulator.database.find('works', { query: { _id: id } })
  expect(await find('wrk_0000')).toMatchObject([
    { likes: 1000, pattern: /^sour/i, madeAt: new Date(Date.UTC(2026, 9, 1, 8)) },
  ])

  await page.getByRole('button', { name: '新建文档' }).click()
  await editor.click()
  await page.keyboard.press('Control+A')
  await page.keyboard.insertText("{ _id: 'a-new-one', slug: 'work-1' }")
  await page.keyboard.press('Control+Enter')
  await page.locator('.drawer .note-danger').waitFor()
  await editor.click()
  await page.keyboard.press('Control+A')
  await page.keyboard.insertText("{ _id: 'a-new-one', slug: 'fresh' }")
  await page.keyboard.press('Control+Enter')
  await page.getByText('已新建').waitFor()

  await page.getByRole('button', { name: 'a-new-one' }).click()
  await page.locator('.drawer').getByRole('button', { name: '删除' }).click()
  await page.locator('.dialog-small[open]').getByRole('button', { name: '删除' }).click()
  await page.getByText('已删除').waitFor()
  expect(await find('a-new-one')).toEqual([])
})

test('a function is called as somebody, and whatever is called shows by itself', async () => {
  const opened = await visit('/functions/greet')
  const { page } = opened
  await page.locator('label').filter({ hasText: '调用它' }).click()
  await page.getByLabel('以谁的身份').selectOption('oChen')
  await page.locator('.cm-content').waitFor()
  await write(opened, "{ name: '陈师傅' }")
  await page.getByText('"openid": "oChen"').waitFor()
  await page.getByText(/hello 陈师傅/).waitFor()
  await page.locator('label').filter({ hasText: '记录' }).click()
  const rows = page.locator('.records tbody tr')
  await rows.first().waitFor()
  const before = await rows.count()
  await world.call('greet', { action: 'greet.again' })
  await page.getByText('greet.again').waitFor()
  expect(await rows.count()).toBe(before + 1)
  await rows.first().getByRole('button').click()
  await page.getByText(/hello nobody/).waitFor()
})

test('a picture that waits for its verdict comes and goes by itself', async () => {
  const { page } = await visit('/platform')
  const waiting = page.locator('.check')
  await waiting.first().waitFor()
  const before = await waiting.count()
  await world.call('check', { fileId: world.emulator.storage.fileIdOf(PICTURES[2] ?? '') })
  await expect(waiting.nth(before).waitFor()).resolves.toBeUndefined()
  await waiting.nth(before).getByRole('button', { name: '违规' }).click()
  await waiting.nth(before).waitFor({ state: 'detached' })
  expect(world.emulator.functions.records.at(-1)?.logs.join()).toContain('verdict risky')
})

test('time goes on by a week, and the timers on the way have run', async () => {
  const { page } = await visit('/time')
  await page.getByRole('button', { name: '停住' }).click()
  await page.locator('.clock').getByText('停住', { exact: true }).waitFor()
  const before = world.emulator.clock.now()
  await page.getByRole('button', { name: '+ 1 周' }).click()
  await page.getByText(/比这台机器快 7 天/).waitFor()
  expect(world.emulator.clock.now() - before).toBe(7 * 86_400_000)
  expect(world.emulator.timers.list()[0]?.lastRun).toBeDefined()
  await page.locator('.clock-chip[data-shifted="true"]').waitFor()
  await page.getByRole('button', { name: '回到真实时间' }).click()
  await page.getByText('和这台机器一致').waitFor()
  await page.getByRole('button', { name: '现在运行' }).click()
  await page.getByText('运行完了').waitFor()
})

test('files are put, looked at and taken away', async () => {
  const { page } = await visit('/files/works')
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: '上传' }).click(),
  ])
  await chooser.setFiles({
    name: 'notes.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('flour, water, salt'),
  })
  await page.getByText('已上传').waitFor()
  await page.getByRole('button', { name: /notes\.txt/ }).click()
  await page.locator('dialog[open]').getByText('cloud://tonghao-local.files/works/notes.txt').waitFor()
  await page.locator('dialog[open]').getByRole('button', { name: '删除' }).click()
  await page.locator('.dialog-small[open]').getByRole('button', { name: '删除' }).click()
  await page.getByRole('button', { name: /notes\.txt/ }).waitFor({ state: 'detached' })
  await page.waitForFunction(() =>
    [...document.images].every((image) => image.complete && image.naturalWidth > 0),
  )
})

test('the app opens as whoever is chosen', async () => {
  const { page } = await visit('/identities')
  const [app] = await Promise.all([
    page.waitForEvent('popup'),
    page.getByRole('button', { name: '以此身份打开: 陈师傅' }).click(),
  ])
  await app.getByText('the app').waitFor()
  await page.reload()
  await page.locator('.person').filter({ hasText: '陈师傅' }).getByText('当前浏览器').waitFor()
})

test('everything goes out as one file, and in again after a warning', async () => {
  const opened = await visit('/archive')
  const { page } = opened
  // While the data is swapped the page's connection is cut, and made anew.
  opened.forgive(/503|ERR_(CONNECTION|INCOMPLETE|EMPTY)|live/)
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByText('下载备份').click()])
  const file = await download.path()
  await world.emulator.database.remove('works', { query: { _id: 'wrk_0001' }, multi: false })
  const choose = async (chosen: string | { name: string; mimeType: string; buffer: Buffer }) => {
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByRole('button', { name: '选择备份文件' }).click(),
    ])
    await chooser.setFiles(chosen)
    await page.locator('dialog[open]').getByRole('button', { name: '替换全部数据' }).click()
  }
  await choose({ name: 'holiday.tar.gz', mimeType: 'application/gzip', buffer: Buffer.from('no archive') })
  await page.getByText(/Nothing was imported/).waitFor()
  await choose(file)
  await page.getByText('已换成备份里的数据').waitFor()
  expect(await world.emulator.database.find('works', { query: { _id: 'wrk_0001' } })).toHaveLength(1)
})

test('English is one press away, and stays', async () => {
  const { page } = await visit('')
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByRole('heading', { name: 'Overview' }).waitFor()
  await page.reload()
  await page.getByRole('heading', { name: 'Overview' }).waitFor()
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('en')
})
