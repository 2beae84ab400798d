/** One photo's way through the community, on three phones: the built mini program, the real functions, the emulator. */
import { jpegPhoto, renamedPdf } from '../support/photos'
import type { MiniProgram } from '../support/weapp/mini-program'
import { COMMUNITY, givePhones } from '../support/weapp/phones'
import { createWorld, type Person, type World } from '../support/world'

const TEXT = '第一次做可颂，开酥时黄油有点硬，不过层次还是出来了。'
const BOARD = '#board-option-brd_showcase'

let world: World
const phone = givePhones(() => world)

beforeAll(async () => {
  world = await createWorld()
}, 60_000)
afterAll(() => world.close())
beforeEach(() => {
  const { script } = world.emulator.openapi
  script.text = { mode: 'by-content' }
  script.media = { mode: 'pass' }
})

async function opened(person: Person, url = COMMUNITY): Promise<MiniProgram> {
  const { mp } = phone(person)
  await mp.launch(url)
  return mp
}

/** Answers every photo check that has been asked for. */
async function passPhotos(): Promise<void> {
  const { openapi } = world.emulator
  for (const { traceId } of openapi.pendingMediaChecks()) await openapi.pushMediaVerdict(traceId, 'pass')
  await openapi.settled()
}

const cardOf = (mp: MiniProgram, words: string) =>
  mp.all('[id^="post-card-"]').find((card) => card.textContent?.includes(words))

async function openCard(mp: MiniProgram, words: string): Promise<void> {
  const card = cardOf(mp, words)
  if (!card) throw new Error(`no card says ${words}`)
  await mp.tap(card)
}

describe('the story', () => {
  test('a guest joins, posts a photo; when its check has passed another member likes and comments; the author deletes it', async () => {
    world.emulator.openapi.script.media = { mode: 'manual' }
    const author = await opened(world.stranger())
    const reader = await opened(world.bob)

    // The first write asks to join, and joining goes on with what was meant.
    await author.tap('#compose-open')
    expect(author.stack().at(-1)).toBe('packages/member/join')
    const face = author.phone.addFile(await jpegPhoto(30, 300, 300))
    await author.fire('#avatar-pick', 'chooseavatar', { avatarUrl: face })
    await author.input('#nickname', '林小满')
    await author.tap('#profile-submit')
    expect(author.stack().at(-1)).toBe('packages/compose/index')

    await author.input('#compose-text', TEXT)
    author.choosePhotos([await jpegPhoto(200, 600, 800)])
    await author.tap('#photo-add')
    expect(author.find('.tile-done')).toBeDefined()
    await author.tap('#compose-board')
    await author.tap(BOARD)
    await author.tap('#compose-publish')

    // The author sees it first in the feed, marked; nobody else sees it.
    expect(author.stack()).toEqual(['pages/community/index'])
    expect(cardOf(author, '第一次做可颂')?.textContent).toContain('审核中')
    await reader.lifecycle('onPullDownRefresh')
    expect(cardOf(reader, '第一次做可颂')).toBeUndefined()

    await passPhotos()
    await reader.lifecycle('onPullDownRefresh')
    await openCard(reader, '第一次做可颂')
    expect(reader.text('#post-text')).toBe(TEXT)
    expect(reader.text('#post-author')).toContain('林小满')
    expect(reader.find('#post-state')).toBeUndefined()
    await reader.tap('#photo-1')
    expect(reader.calls('previewImage')).toHaveLength(1)

    await reader.tap('#post-like')
    expect(reader.text('#post-like')).toBe('1')
    await reader.input('#comment-input', '层次真好看')
    await reader.tap('#comment-send')
    expect(reader.text('#comments')).toContain('层次真好看')

    await openCard(author, '第一次做可颂')
    expect(author.text('#comments')).toContain('层次真好看')
    expect(author.text('#post-like')).toBe('1')
    await author.tap('#post-more')
    await author.tap('#post-delete')
    await author.tap('#confirm-yes')
    expect(author.stack()).toEqual(['pages/community/index'])
    expect(cardOf(author, '第一次做可颂')).toBeUndefined()

    await reader.back()
    await openCard(reader, '第一次做可颂')
    expect(reader.find('#post-gone')).toBeDefined()
  })

  test('a comment of one’s own can be taken away', async () => {
    await world.alice.publish('今天的贝果有点塌')
    const mp = await opened(world.carol)
    await openCard(mp, '今天的贝果有点塌')
    await mp.input('#comment-input', '水放多了吧')
    await mp.confirm('#comment-input')
    const [remove] = mp.all('[id^="comment-delete-"]')
    if (!remove) throw new Error('the comment cannot be deleted')
    await mp.tap(remove)
    await mp.tap('#confirm-yes')
    expect(mp.text('#comments')).not.toContain('水放多了吧')
  })

  test('a post that is shared opens by itself, and its way back leads to the community', async () => {
    const postId = await world.alice.publish('分享给你看看的司康')
    const mp = await opened(world.stranger(), `/pages/post/index?postId=${postId}`)
    expect(mp.text('#post-text')).toBe('分享给你看看的司康')
    const card = await mp.lifecycle('onShareAppMessage', { from: 'menu' })
    expect(card).toMatchObject({ path: expect.stringContaining(postId) })
  })
})

describe('refusals keep the draft', () => {
  async function composing(): Promise<MiniProgram> {
    const mp = await opened(world.alice)
    await mp.tap('#compose-open')
    return mp
  }

  test('nothing written', async () => {
    const mp = await composing()
    await mp.tap('#compose-publish')
    expect(mp.text('#refusal-text')).toBe('写几个字再发')
  })

  test('CONTENT_REJECTED stands beside the words, which stay', async () => {
    const mp = await composing()
    await mp.input('#compose-text', '这里有违禁词')
    await mp.tap('#compose-board')
    await mp.tap(BOARD)
    await mp.tap('#compose-publish')
    expect(mp.text('#refusal-text')).toContain('没有通过安全检查')
    expect(mp.attribute('#compose-text', 'value')).toBe('这里有违禁词')
  })

  test('MEDIA_TYPE_UNSUPPORTED stands on the photo, which can be taken out', async () => {
    const mp = await composing()
    await mp.input('#compose-text', '换一张照片')
    mp.choosePhotos([renamedPdf()])
    await mp.tap('#photo-add')
    expect(mp.text('#upload-1')).toContain('只支持 JPG、PNG 和 WebP 照片')
    await mp.tap('#upload-remove-1')
    expect(mp.find('#upload-1')).toBeUndefined()
  })

  test('OFFLINE while publishing: the draft outlives the app', async () => {
    const mp = await composing()
    await mp.input('#compose-text', '断网的时候写的')
    await mp.tap('#compose-board')
    await mp.tap(BOARD)
    await mp.setOnline(false)
    await mp.tap('#compose-publish')
    await mp.waitFor(() => mp.find('#refusal-whole') !== undefined, 'the refusal')
    const again = phone(world.alice, { storage: mp.phone.storage }).mp
    await again.launch(COMMUNITY)
    await again.tap('#compose-open')
    expect(again.attribute('#compose-text', 'value')).toBe('断网的时候写的')
    await again.tap('#compose-publish')
    expect(cardOf(again, '断网的时候写的')).toBeDefined()
  })
})
