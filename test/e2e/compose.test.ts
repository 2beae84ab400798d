/** Writing in a browser: an upload that was cut goes on after a reload, an edit, and a poster whose code can be scanned. */
import sharp from 'sharp'
import type { LocalFile, Visit } from '../support/browser'
import { BrowserWorld } from '../support/browser-world'
import { jpegPhoto } from '../support/photos'
import { scanned } from '../support/scanned'
import { present } from '../support/world'

let house: BrowserWorld

beforeAll(async () => {
  house = await BrowserWorld.open()
  house.world.emulator.openapi.script.media = { mode: 'pass' }
}, 120_000)
afterEach(() => house.closeVisits())
afterAll(() => house.close())

const photo = async (hue: number): Promise<LocalFile> => ({
  name: `${hue}.jpg`,
  mimeType: 'image/jpeg',
  buffer: await jpegPhoto(hue, 600, 800),
})

async function composing(): Promise<Visit> {
  const visit = await house.visit('Alice')
  await visit.openLink('/packages/compose/index')
  await visit.at('#page-compose').waitFor()
  return visit
}

test('an upload that was cut goes on after a reload, from the browser’s own copy; what is up is not sent again', async () => {
  const visit = await composing()
  visit.forgive(/ERR_FAILED|upload/)
  await visit.at('#compose-text textarea').fill('传到一半断了')
  await visit.chooseFiles('#photo-add', [await photo(20)])
  await visit.at('#upload-1.tile-done').waitFor()
  await visit.page.route('**/upload?**', (route) => route.abort())
  await visit.chooseFiles('#photo-add', [await photo(140)])
  await visit.at('#upload-2.tile-failed').waitFor()

  await visit.page.unroute('**/upload?**')
  const sent: string[] = []
  visit.page.on('request', (request) => {
    if (request.url().includes('/upload?')) sent.push(request.url())
  })
  await visit.page.reload()
  await visit.at('#upload-2.tile-done').waitFor()
  await visit.at('#upload-1.tile-done').waitFor()
  expect(sent).toHaveLength(1)
  expect(await visit.at('#compose-text textarea').inputValue()).toBe('传到一半断了')
  await visit.at('#start-afresh').tap()
  await visit.at('#confirm-yes').tap()
  await visit.at('#upload-1').waitFor({ state: 'detached' })
}, 60_000)

test('an edit begins from the post, is kept over a reload, and is seen by others', async () => {
  const postId = await house.world.alice.publish('写错了一个字')
  const visit = await house.visit('Alice')
  await visit.openLink(`/pages/post/index?postId=${postId}`)
  await visit.at('#post-more').tap()
  await visit.at('#post-edit').tap()
  await visit.at('#compose-text textarea').fill('写对了')
  await visit.page.reload()
  await visit.at('#compose-resumed').waitFor()
  expect(await visit.at('#compose-text textarea').inputValue()).toBe('写对了')
  await visit.at('#compose-publish').tap()
  await visit.at('#page-compose').waitFor({ state: 'detached' })
  expect((await house.world.bob.call('post.getPost', { postId })).post.text).toBe('写对了')
}, 60_000)

/** A short video of one colour, as this browser records it. */
async function recordedVideo(visit: Visit, colour: string): Promise<LocalFile> {
  const base64 = await visit.page.evaluate(async (fill) => {
    const FRAMES = 15
    const canvas = Object.assign(document.createElement('canvas'), { width: 320, height: 240 })
    const pen = canvas.getContext('2d')
    const recorder = new MediaRecorder(canvas.captureStream(), { mimeType: 'video/mp4;codecs=vp9' })
    const parts: Blob[] = []
    recorder.addEventListener('dataavailable', ({ data }) => parts.push(data))
    recorder.start()
    for (let frame = 0; frame < FRAMES && pen; frame += 1) {
      pen.fillStyle = fill
      pen.fillRect(0, 0, 320, 240)
      await new Promise(requestAnimationFrame)
    }
    await new Promise((resolve) => {
      recorder.addEventListener('stop', resolve)
      recorder.stop()
    })
    const bytes = new Uint8Array(await new Blob(parts).arrayBuffer())
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
  }, colour)
  return { name: 'video.mp4', mimeType: 'video/mp4', buffer: Buffer.from(base64, 'base64') }
}

test('a video goes up with a frame of its own that stands for it', async () => {
  const visit = await composing()
  await visit.chooseFiles('#video-add', [await recordedVideo(visit, '#208040')])
  await visit.at('#upload-1.tile-done').waitFor()
  await visit.at('#compose-text textarea').fill('发酵的一分钟')
  await visit.at('#compose-board').tap()
  await visit.at('#board-option-brd_showcase').tap()
  await visit.at('#compose-publish').tap()
  await visit.at('#page-compose').waitFor({ state: 'detached' })
  const { alice } = house.world
  const { posts } = await alice.call('post.listByMember', { memberId: alice.memberId })
  const { postId } = present(posts.find(({ excerpt }) => excerpt === '发酵的一分钟'))
  const { video } = (await alice.call('post.getPost', { postId })).post
  expect(video).toMatchObject({ width: 320, height: 240 })
  const frame = await fetch(present(video?.posterUrl))
  const { dominant } = await sharp(await frame.arrayBuffer()).stats()
  expect(dominant.g).toBeGreaterThan(2 * dominant.r)
}, 60_000)

test('the code on the poster leads to the post, and the poster can be saved', async () => {
  const photoId = await house.world.alice.upload(await jpegPhoto(40, 600, 800))
  await house.world.settled()
  const postId = await house.world.alice.publish('第一次做可颂，层次出来了', [photoId])
  const visit = await house.visit('Bob')
  await visit.openLink(`/packages/compose/poster?postId=${postId}`)
  await visit.at('#poster-picture img').waitFor()
  const [download] = await Promise.all([visit.page.waitForEvent('download'), visit.at('#poster-save').tap()])
  expect(download.suggestedFilename()).toBe('tonghao-poster.png')
  expect(await scanned(await download.path())).toContain(postId)
}, 60_000)
