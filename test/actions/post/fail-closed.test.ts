/**
 * Posts, edits and comments while the platform's checks are slow, down and out of order: whatever somebody else is shown
 * has passed, text and photos, in exactly the revision that is shown.
 */
import { MINUTE_MS } from '../../../contract/limits'
import { storedDocument } from '../../support/documents'
import { tickAfter } from '../../support/jobs'
import { jpegPhoto } from '../../support/photos'
import { liftRateLimits } from '../../support/rate-limits'
import { createWorld, newRequestId, Refused, type World } from '../../support/world'
import { randomFrom } from '../../torture/campaign'

const DEEDS = 16
const SEED = 7

/** What was written: shown to others only once both have passed. */
interface Written {
  readonly photoId: string | undefined
  isTextPassed: boolean
}

let world: World
const written = new Map<string, Written>()
const photos = new Map<string, 'waiting' | 'pass' | 'risky'>()
const postIds: string[] = []
const random = randomFrom(SEED)
const oneOf = <T>(values: readonly T[]): T => {
  const value = values[Math.floor(random() * values.length)]
  if (value === undefined) throw new RangeError('one of nothing')
  return value
}

beforeAll(async () => {
  world = await createWorld()
  await liftRateLimits(world.emulator.database)
  world.emulator.openapi.script.media.mode = 'silent'
})
afterAll(() => world.close())

/** Everything that Bob is shown, each text with the photos beside it. */
async function shownToBob(): Promise<{ text: string; photoIds: string[] }[]> {
  const pages = await Promise.all(
    postIds.map((postId) =>
      world.bob.call('post.getPost', { postId }).catch((error: unknown) => {
        if (error instanceof Refused) return undefined
        throw error
      }),
    ),
  )
  return pages.flatMap((page) => {
    if (!page) return []
    const { post, comments } = page
    const said = comments.comments.map(({ text, photo }) => ({
      text,
      photoIds: photo ? [photo.mediaId] : [],
    }))
    return [{ text: post.text, photoIds: post.photos.map((photo) => photo.mediaId) }, ...said]
  })
}

/** What Bob is shown that he must not be. */
async function leaks(): Promise<string[]> {
  return (await shownToBob()).flatMap(({ text, photoIds }) => {
    const known = written.get(text)
    const isWhole =
      known !== undefined &&
      (known.photoId === undefined ? photoIds.length === 0 : photoIds[0] === known.photoId)
    const isPassed =
      known?.isTextPassed === true && photoIds.every((photoId) => photos.get(photoId) === 'pass')
    return isWhole && isPassed ? [] : [`${text} with ${photoIds.join()}`]
  })
}

/** Alice writes something, while the check of texts is as it is. */
async function write(n: number): Promise<void> {
  const mode = oneOf(['down', 'by-content', 'slow'] as const)
  Object.assign(world.emulator.openapi.script.text, { mode, delayMs: mode === 'slow' ? 40 : undefined })
  const photoId = random() < 0.6 ? await world.alice.upload(await jpegPhoto(n * 13)) : undefined
  if (photoId !== undefined) photos.set(photoId, 'waiting')
  const text = `第${n}段`
  written.set(text, { photoId, isTextPassed: mode !== 'down' })
  const photoIds = photoId === undefined ? [] : [photoId]
  const deed = postIds.length < 3 ? 'post' : oneOf(['post', 'edit', 'edit', 'comment'] as const)
  const requestId = newRequestId()
  if (deed === 'post') postIds.push(await world.alice.publish(text, photoIds))
  else if (deed === 'edit')
    await world.alice.call('post.editPost', { requestId, postId: oneOf(postIds), text, photoIds })
  else {
    const said = { requestId, postId: oneOf(postIds), text, ...(photoId === undefined ? {} : { photoId }) }
    await world.alice.call('post.createComment', said)
  }
}

/** The platform answers about some photo that waits, whichever. */
async function answerSome(): Promise<void> {
  const waiting = [...photos].filter(([, state]) => state === 'waiting').map(([photoId]) => photoId)
  if (waiting.length === 0) return
  const photoId = oneOf(waiting)
  const verdict = oneOf(['pass', 'pass', 'risky'] as const)
  // Told before it is given: the answer may be seen before the call that gives it returns.
  photos.set(photoId, verdict)
  const { traceId } = await storedDocument(world, 'media', photoId)
  await world.emulator.openapi.pushMediaVerdict(String(traceId), verdict)
}

test('nothing that has not passed is shown to anybody else, and what has passed is', async () => {
  for (let n = 0; n < DEEDS; n += 1) {
    await Promise.all([write(n), leaks().then((found) => expect(found).toEqual([]))])
    expect(await leaks()).toEqual([])
    if (random() < 0.5) await answerSome()
    expect(await leaks()).toEqual([])
  }
  while ([...photos.values()].includes('waiting')) await answerSome()
  expect(await leaks()).toEqual([])
  const before = (await shownToBob()).length
  Object.assign(world.emulator.openapi.script.text, { mode: 'pass', delayMs: undefined })
  for (const each of written.values()) each.isTextPassed = true
  await tickAfter(world, 6 * MINUTE_MS)
  expect(await leaks()).toEqual([])
  expect(before).toBeGreaterThan(0)
  expect((await shownToBob()).length).toBeGreaterThan(before)
})
