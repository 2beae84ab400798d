import sharp from 'sharp'
import type { MediaDocument } from '../../../cloudfunctions/media/collections'
import { AVATAR_THUMB_SIDE, PHOTO_DISPLAY_SIDE, PHOTO_THUMB_SIDE } from '../../../contract/limits'
import { photoOfBytes, photoWithMetadata, pngBomb, polyglot, SECRET_IN_METADATA } from '../../support/corpus'
import { brokenJpeg, jpegPhoto, renamedPdf } from '../../support/photos'
import { createWorld, newRequestId, type Person, present, type World } from '../../support/world'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

async function place(person: Person, bytes: Buffer, purpose: 'post' | 'avatar' = 'post') {
  const asked = { requestId: newRequestId(), purpose, bytes: 1000 }
  const { mediaId, path } = await person.call('media.requestUpload', asked)
  return { mediaId, path, fileId: await world.emulator.storage.write(path, bytes) }
}

async function stored(mediaId: string): Promise<MediaDocument> {
  const [document] = await world.emulator.database.find('media', { query: { _id: mediaId } })
  return JSON.parse(JSON.stringify(present(document)))
}

const fileOf = (fileId: string | undefined) => world.emulator.storage.read(fileId ?? '')

test('ok: thumb and display in WebP, the original kept private, the upload gone', async () => {
  const bytes = await jpegPhoto(50, 3000, 2000)
  const { mediaId, fileId } = await place(world.alice, bytes)
  const { photo } = await world.alice.call('media.complete', { mediaId, fileId })
  expect(photo).toMatchObject({ mediaId, width: PHOTO_DISPLAY_SIDE, height: 960 })

  const kept = present((await stored(mediaId)).photo)
  const thumb = await sharp(present(await fileOf(kept.thumbFileId))).metadata()
  expect(thumb).toMatchObject({ format: 'webp', width: PHOTO_THUMB_SIDE, height: 320 })
  expect(await sharp(present(await fileOf(kept.displayFileId))).metadata()).toMatchObject({
    format: 'webp',
    width: 1440,
  })
  expect((await fileOf(kept.originalFileId))?.equals(bytes)).toBe(true)
  expect(await fileOf(fileId)).toBeUndefined()
  expect(kept.perceptualHash).toMatch(/^[0-9a-f]{16}$/)
  expect(kept.hashBands).toHaveLength(4)
  expect((await fetch(photo.thumbUrl)).status).toBe(200)
  expect((await fetch(photo.thumbUrl.split('?')[0] ?? '')).status).toBe(403)
})

test('ok: metadata is gone and the picture stands upright', async () => {
  const bytes = await photoWithMetadata()
  expect(bytes.includes(SECRET_IN_METADATA)).toBe(true)
  const { mediaId, fileId } = await place(world.alice, bytes)
  const { photo } = await world.alice.call('media.complete', { mediaId, fileId })
  expect(photo.height).toBeGreaterThan(photo.width)
  const kept = present((await stored(mediaId)).photo)
  for (const shown of [kept.thumbFileId, kept.displayFileId]) {
    const file = present(await fileOf(shown))
    const { exif, xmp, iptc, orientation } = await sharp(file).metadata()
    expect({ exif, xmp, iptc, orientation }).toEqual({})
    expect(file.includes(SECRET_IN_METADATA)).toBe(false)
  }
})

test('ok: a picture that is also a web page leaves only the picture', async () => {
  const { mediaId, fileId } = await place(world.alice, await polyglot())
  await world.alice.call('media.complete', { mediaId, fileId })
  const kept = present((await stored(mediaId)).photo)
  expect(present(await fileOf(kept.displayFileId)).includes('script')).toBe(false)
})

test('ok: an avatar is cut square', async () => {
  const { mediaId, fileId } = await place(world.alice, await jpegPhoto(70, 900, 400), 'avatar')
  const { photo } = await world.alice.call('media.complete', { mediaId, fileId })
  expect(photo.width).toBe(photo.height)
  const kept = present((await stored(mediaId)).photo)
  const thumb = await sharp(present(await fileOf(kept.thumbFileId))).metadata()
  expect(thumb).toMatchObject({ width: AVATAR_THUMB_SIDE, height: AVATAR_THUMB_SIDE })
})

test('ok: completing again, one after the other or at once, is harmless', async () => {
  const { mediaId, fileId } = await place(world.alice, await jpegPhoto(80))
  const complete = () => world.alice.call('media.complete', { mediaId, fileId })
  const [first, second] = await Promise.all([complete(), complete()])
  const third = await complete()
  const said = (answer: typeof first) => ({ ...answer.photo, thumbUrl: answer.photo.thumbUrl.split('?')[0] })
  expect(said(second)).toEqual(said(first))
  expect(said(third)).toEqual(said(first))
})

test.each([
  ['MEDIA_TYPE_UNSUPPORTED', 'a renamed PDF', () => renamedPdf()],
  ['MEDIA_TYPE_UNSUPPORTED', 'an SVG', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
  ['MEDIA_TYPE_UNSUPPORTED', 'an empty file', () => Buffer.from('')],
  ['MEDIA_TOO_MANY_PIXELS', 'a bomb of 20,000 × 20,000 pixels', () => pngBomb(20_000, 20_000)],
  ['MEDIA_UNREADABLE', 'a broken JPEG', () => brokenJpeg()],
  [
    'MEDIA_UNREADABLE',
    'a JPEG of nothing but its beginning',
    () => Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]),
  ],
  ['MEDIA_TOO_LARGE', 'a file of 11 MB that said it was small', () => photoOfBytes(11 * 1024 * 1024)],
])('%s: %s, and nothing is half-written', async (code, _name, make) => {
  const { mediaId, fileId } = await place(world.alice, await make())
  expect(await world.alice.refusal('media.complete', { mediaId, fileId })).toBe(code)
  expect(await fileOf(fileId)).toBeUndefined()
  expect(await stored(mediaId)).toMatchObject({ state: 'requested' })
  expect((await stored(mediaId)).photo).toBeUndefined()
})

test('ok: after a refusal the same place takes a better file', async () => {
  const { mediaId, path, fileId } = await place(world.alice, await brokenJpeg())
  await world.alice.refusal('media.complete', { mediaId, fileId })
  await world.emulator.storage.write(path, await jpegPhoto(5))
  await expect(world.alice.call('media.complete', { mediaId, fileId })).resolves.toBeDefined()
})

test('MEDIA_NOT_UPLOADED: nothing was uploaded', async () => {
  const asked = { requestId: newRequestId(), purpose: 'post' as const, bytes: 10 }
  const { mediaId, path } = await world.alice.call('media.requestUpload', asked)
  const fileId = world.emulator.storage.fileIdOf(path)
  expect(await world.alice.refusal('media.complete', { mediaId, fileId })).toBe('MEDIA_NOT_UPLOADED')
})

test("NOT_FOUND: another's upload, and one that never was", async () => {
  const { mediaId, fileId } = await place(world.alice, await jpegPhoto(6))
  expect(await world.bob.refusal('media.complete', { mediaId, fileId })).toBe('NOT_FOUND')
  expect(await world.bob.refusal('media.complete', { mediaId: 'med_00000000', fileId })).toBe('NOT_FOUND')
})

test("INVALID_INPUT: a file id of another path, such as somebody's private original", async () => {
  const theirs = await place(world.bob, await jpegPhoto(7))
  const mine = await place(world.alice, await jpegPhoto(8))
  const smuggled = { mediaId: mine.mediaId, fileId: theirs.fileId }
  expect(await world.alice.refusal('media.complete', smuggled)).toBe('INVALID_INPUT')
  expect(await fileOf(theirs.fileId)).toBeDefined()
})

test('ok: a check that cannot be asked for leaves the photo checking; completing again asks again', async () => {
  const { script } = world.emulator.openapi
  script.media.mode = 'down'
  const { mediaId, fileId } = await place(world.alice, await jpegPhoto(9))
  await world.alice.call('media.complete', { mediaId, fileId })
  expect(await stored(mediaId)).toMatchObject({ state: 'checking' })
  script.media.mode = 'pass'
  await world.alice.call('media.complete', { mediaId, fileId })
  await world.settled()
  expect(await stored(mediaId)).toMatchObject({ state: 'passed' })
})
