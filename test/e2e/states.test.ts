/** What goes wrong in a browser is said in words, costs nothing, and can be tried again. */
import type { LocalFile, Visit } from '../support/browser'
import { BrowserWorld } from '../support/browser-world'
import { brokenJpeg, jpegPhoto, renamedPdf } from '../support/photos'

const BYTES_TOO_MANY = 10 * 1024 * 1024 + 1

let house: BrowserWorld

beforeAll(async () => {
  house = await BrowserWorld.open()
  house.world.emulator.openapi.script.media = { mode: 'pass' }
}, 120_000)
afterEach(() => house.closeVisits())
afterAll(() => house.close())

const photo = (name: string, buffer: Buffer): LocalFile => ({ name, mimeType: 'image/jpeg', buffer })
const card = (visit: Visit, words: string) => visit.at('[id^="post-card-"]').filter({ hasText: words })

async function composing(): Promise<Visit> {
  const visit = await house.visit('Alice')
  await visit.at('#compose-open').tap()
  await visit.at('#page-compose').waitFor()
  return visit
}

async function write(visit: Visit, text: string): Promise<void> {
  await visit.at('#compose-text textarea').fill(text)
  await visit.at('#compose-board').tap()
  await visit.at('#board-option-brd_showcase').tap()
}

const written = (visit: Visit) => visit.at('#compose-text textarea').inputValue()

/** Runs in the page: notes when the router hides the feed's page, which it does once the page above it has slid in. */
function noteHidingOfFeed(): void {
  const page = document.querySelector('#page-community')?.closest('.taro_page')
  if (!page) throw new Error('the feed is not shown')
  const hides = (classes: string | null) => classes?.includes('taro_page_shade') ?? false
  new MutationObserver((changes) => {
    // It may have been uncovered again by now.
    if (hides(page.className) || changes.some(({ oldValue }) => hides(oldValue)))
      document.body.dataset.feedWasHidden = 'true'
  }).observe(page, { attributeFilter: ['class'], attributeOldValue: true })
}

describe('bad input', () => {
  const cases: readonly (readonly [code: string, sentence: string, file: () => Promise<Buffer>])[] = [
    ['MEDIA_TYPE_UNSUPPORTED', '只支持 JPG、PNG 和 WebP 照片', async () => renamedPdf()],
    ['MEDIA_UNREADABLE', '这张照片打不开，换一张试试', brokenJpeg],
    ['MEDIA_TOO_LARGE', '这张照片超过 10 MB', async () => Buffer.alloc(BYTES_TOO_MANY, 1)],
  ]
  test.each(cases)('%s stands on the photo, and the draft stays', async (_, sentence, file) => {
    const visit = await composing()
    await write(visit, '照片不对，字还在')
    await visit.chooseFiles('#photo-add', [photo('photo.jpg', await file())])
    await visit.at('#upload-1').filter({ hasText: sentence }).waitFor()
    await visit.at('#compose-publish').tap()
    await visit.at('#refusal-photos').waitFor()
    expect(await written(visit)).toBe('照片不对，字还在')
    await visit.at('#upload-remove-1').tap()
    await visit.at('#upload-1').waitFor({ state: 'detached' })
  })

  test('CONTENT_REJECTED stands beside the words', async () => {
    const visit = await composing()
    await write(visit, '这里有违禁词')
    await visit.at('#compose-publish').tap()
    await visit.at('#refusal-text').filter({ hasText: '没有通过安全检查' }).waitFor()
    expect(await written(visit)).toBe('这里有违禁词')
  })

  test('more than nine photos are not taken', async () => {
    const visit = await composing()
    const bytes = await jpegPhoto(10, 200, 200)
    const many = Array.from({ length: 11 }, (_, number) => photo(`${number}.jpg`, bytes))
    await visit.chooseFiles('#photo-add', many)
    await visit.at('#upload-9').waitFor()
    expect(await visit.at('#photo-add').count()).toBe(0)
    expect(await visit.at('#upload-10').count()).toBe(0)
  })
})

describe('the draft', () => {
  test('outlives a reload, its photo too', async () => {
    const visit = await composing()
    await write(visit, '写到一半，页面关了')
    await visit.chooseFiles('#photo-add', [photo('1.jpg', await jpegPhoto(120))])
    await visit.at('#upload-1.tile-done').waitFor()
    await visit.page.reload()
    await visit.at('#upload-1.tile-done').waitFor()
    expect(await written(visit)).toBe('写到一半，页面关了')
    await visit.at('#compose-publish').tap()
    await card(visit, '写到一半，页面关了').waitFor()
  })

  test('outlives a lost network, and is published once when it is back', async () => {
    const visit = await composing()
    visit.forgive(/ERR_INTERNET_DISCONNECTED/)
    await write(visit, '断网的时候写的')
    await visit.context.setOffline(true)
    await visit.at('#compose-publish').tap()
    await visit.at('#refusal-whole').filter({ hasText: '网络不通' }).waitFor()
    expect(await written(visit)).toBe('断网的时候写的')
    await visit.context.setOffline(false)
    await visit.at('#compose-publish').tap()
    await card(visit, '断网的时候写的').waitFor()
    expect(await card(visit, '断网的时候写的').count()).toBe(1)
  })
})

describe('reading', () => {
  test('offline is said, what was loaded stays, and trying again helps', async () => {
    await house.world.bob.publish('网络断了也看得到')
    const visit = await house.visit('Alice')
    visit.forgive(/ERR_INTERNET_DISCONNECTED/)
    await card(visit, '网络断了也看得到').waitFor()
    await visit.context.setOffline(true)
    await visit.at('#offline-banner').waitFor()
    expect(await card(visit, '网络断了也看得到').count()).toBe(1)
    await visit.at('[id^="board-brd_"]').filter({ hasText: '配方' }).tap()
    await visit.at('#state-offline').waitFor()
    await visit.context.setOffline(false)
    await visit.at('#retry').tap()
    await visit.at('#feed-empty').waitFor()
  })

  test('a failing cloud is said without blame, and trying again helps', async () => {
    const visit = await house.visit('Alice')
    visit.forgive(/502/)
    await visit.page.route('**/call/post', (route) => route.fulfill({ status: 502, json: {} }))
    await visit.at('#board-brd_question').tap()
    await visit.at('#state-error').waitFor()
    await visit.page.unroute('**/call/post')
    await visit.at('#retry').tap()
    await visit.at('#feed-empty').waitFor()
  })

  test('a like that does not take is given back with a word', async () => {
    await house.world.bob.publish('点不上赞的帖子')
    const visit = await house.visit('Alice')
    visit.forgive(/502/)
    await visit.page.route('**/call/post', (route) => route.fulfill({ status: 502, json: {} }))
    const heart = visit.at('.post-card').filter({ hasText: '点不上赞的帖子' }).locator('[id^="like-"]')
    await heart.tap()
    await visit.page.getByText('没有赞上，再试一次').waitFor()
    expect(await heart.getAttribute('aria-pressed')).toBe('false')
  })

  test('a link opens its post, the way back leads to the community', async () => {
    const postId = await house.world.bob.publish('分享给你看看的司康')
    const visit = await house.visit('Alice')
    await visit.openLink(`/pages/post/index?postId=${postId}`)
    await visit.at('#post-text').filter({ hasText: '分享给你看看的司康' }).waitFor()
    await visit.at('#nav-back').tap()
    await visit.at('#page-community').waitFor()
  })

  test('the browser’s own way back returns to the feed as it was', async () => {
    await house.world.bob.publish('从这里回去')
    const visit = await house.visit('Alice')
    await card(visit, '从这里回去').tap()
    await visit.at('#page-post').waitFor()
    await visit.page.goBack()
    await card(visit, '从这里回去').waitFor()
  })

  test('a way back that is taken at once does so too', async () => {
    await house.world.bob.publish('马上就回去')
    const visit = await house.visit('Alice')
    await card(visit, '马上就回去').waitFor()
    await visit.page.evaluate(noteHidingOfFeed)
    await card(visit, '马上就回去').tap()
    await visit.page.locator('#page-post').waitFor({ state: 'attached' })
    await visit.page.evaluate(() => history.back())
    await visit.page.waitForFunction(() => document.body.dataset.feedWasHidden)
    await card(visit, '马上就回去').waitFor()
  })

  test('a link to a post that is not there says so', async () => {
    const visit = await house.visit('Alice')
    await visit.openLink('/pages/post/index?postId=pst_00000000')
    await visit.at('#post-gone').waitFor()
  })

  test('signing out leads to the picker, and who comes next finds nothing of it', async () => {
    const visit = await house.visit('Alice')
    await visit.at('#tab-me').tap()
    await visit.at('#me-settings').tap()
    await visit.at('#sign-out').tap()
    await visit.page.locator('button[name="as"]').first().waitFor()
    expect(
      await visit.page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('me'))),
    ).toEqual([])
  })
})
