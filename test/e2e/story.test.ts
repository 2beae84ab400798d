/** One photo's way through the community, by taps in Chromium, between two people who are new here. */
import type { Visit } from '../support/browser'
import { BrowserWorld, NEW_PERSON } from '../support/browser-world'
import { jpegPhoto } from '../support/photos'

const TEXT = '第一次做可颂，开酥时黄油有点硬，不过层次还是出来了。'
const CARD = '[id^="post-card-"]'

let house: BrowserWorld

beforeAll(async () => {
  house = await BrowserWorld.open()
}, 120_000)
afterEach(() => house.closeVisits())
afterAll(() => house.close())

const file = (name: string, buffer: Buffer) => ({ name, mimeType: 'image/jpeg', buffer })

async function join(visit: Visit, nickname: string): Promise<void> {
  await visit.at('#page-join').waitFor()
  await visit.at('#nickname input').fill(nickname)
  // Busy while a picture is on its way; what was typed meanwhile stays.
  await visit.at('#profile-submit.button-primary').tap()
}

async function reload(visit: Visit): Promise<void> {
  await visit.page.reload()
  await visit.at('#feed, #feed-empty').waitFor()
}

const cardOf = (visit: Visit, words: string) => visit.at(CARD).filter({ hasText: words })

async function compose(author: Visit): Promise<void> {
  await author.at('#compose-open').tap()
  await author.at('#page-join').waitFor()
  await author.chooseFiles('#avatar-pick', [file('face.jpg', await jpegPhoto(30, 300, 300))])
  await join(author, '林小满')
  await author.at('#compose-text textarea').fill(TEXT)
  const photos = [file('1.jpg', await jpegPhoto(200, 600, 800)), file('2.jpg', await jpegPhoto(80))]
  await author.chooseFiles('#photo-add', photos)
  await author.at('#upload-2.tile-done').waitFor()
  await author.at('#upload-1.tile-done').waitFor()
  await author.at('#compose-board').tap()
  await author.at('#board-option-brd_showcase').tap()
  await author.at('#compose-publish').tap()
  await author.at('#page-community').waitFor()
}

async function likeAndComment(reader: Visit): Promise<void> {
  await cardOf(reader, '第一次做可颂').tap()
  await reader.at('#post-text').waitFor()
  expect(await reader.at('#post-text').textContent()).toBe(TEXT)
  await reader.at('#post-like').tap()
  await join(reader, '阿禾')
  await reader.at('#post-like').filter({ hasText: '1' }).waitFor()
  await reader.at('#comment-input textarea').fill('层次真好看')
  await reader.at('#comment-send').tap()
  await reader.at('[id^="comment-cmt_"]').filter({ hasText: '层次真好看' }).first().waitFor()
}

test('joining, posting photos, the check, another member’s like and comment, deleting', async () => {
  const { openapi } = house.world.emulator
  openapi.script.media = { mode: 'manual' }
  const author = await house.visit(NEW_PERSON)
  const reader = await house.visit(NEW_PERSON)
  await compose(author)
  await cardOf(author, '审核中').waitFor()
  await reload(reader)
  expect(await cardOf(reader, '第一次做可颂').count()).toBe(0)

  for (const { traceId } of openapi.pendingMediaChecks()) await openapi.pushMediaVerdict(traceId, 'pass')
  await openapi.settled()
  await reload(reader)
  await likeAndComment(reader)

  await reload(author)
  expect(await cardOf(author, '审核中').count()).toBe(0)
  await cardOf(author, '第一次做可颂').tap()
  await author.at('#comments').filter({ hasText: '层次真好看' }).waitFor()
  await author.at('#post-more').tap()
  await author.at('#post-delete').tap()
  await author.at('#confirm-yes').tap()
  await author.at('#page-community').waitFor()
  await cardOf(author, '第一次做可颂').waitFor({ state: 'detached' })

  await reader.page.reload()
  await reader.at('#post-gone').waitFor()
}, 120_000)
