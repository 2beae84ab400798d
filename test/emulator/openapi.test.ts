/** Content checks: what a function is told at once, and what the platform pushes later. */
import * as z from 'zod'
import type { OpenApiScript } from '../../emulator/openapi/types'
import type { Emulator, PlainObject } from '../../emulator/types'
import { pointSdkAt, refusalOf, type Sdk } from './sdk'
import { askerOf, functionOf, startEmulator, type TestEmulator } from './support'

const RECEIVES = { messagePush: [{ MsgType: 'event', Event: 'wxa_media_check' }] }

let world: TestEmulator
let emulator: Emulator
let cloud: Sdk
let mediaUrl: string

beforeAll(async () => {
  world = await startEmulator({
    collections: { pushes: { indexes: [] } },
    functions: {
      checker: askerOf(['security.mediaCheckAsync']),
      receiver: functionOf(
        `const { OPENID, SOURCE } = cloud.getWXContext()
        console.log(JSON.stringify(event))
        await db.collection('pushes').add({ data: { event, OPENID: OPENID || null, SOURCE } })`,
        RECEIVES,
      ),
    },
  })
  emulator = world.emulator
  cloud = pointSdkAt(emulator)
  const fileId = await emulator.storage.write('p/photo.webp', Buffer.from('photo'))
  mediaUrl = (await emulator.storage.temporaryUrl(fileId, 600)) ?? ''
})
afterAll(() => world.close())
beforeEach(() => script({ text: { mode: 'by-content' }, media: { mode: 'pass' } }))

function script(next: Partial<OpenApiScript>): void {
  Object.assign(emulator.openapi.script, next)
}

const text = (content: string, more: PlainObject = {}) =>
  cloud.openapi.security.msgSecCheck({ version: 2, openid: 'oAnn', scene: 3, content, ...more })
const media = (more: PlainObject = {}) =>
  cloud.openapi.security.mediaCheckAsync({
    version: 2,
    openid: 'oAnn',
    scene: 3,
    mediaUrl,
    mediaType: 2,
    ...more,
  })

const answerSchema = z.object({ traceId: z.string() })
async function traceIdOf(answer: Promise<unknown>): Promise<string> {
  return answerSchema.parse(await answer).traceId
}

async function pushes(): Promise<PlainObject[]> {
  await emulator.openapi.settled()
  return emulator.database.find('pushes', {})
}

/** What was pushed about one check, once everything that is scheduled has been. */
async function pushesOf(traceId: string): Promise<PlainObject[]> {
  const isAbout = z.object({ event: z.object({ trace_id: z.literal(traceId) }) })
  return (await pushes()).filter((push) => isAbout.safeParse(push).success)
}

describe('msgSecCheck', () => {
  test('passes honest words and refuses the built-in ones', async () => {
    expect(await text('今天的可颂很酥')).toMatchObject({
      errCode: 0,
      result: { suggest: 'pass', label: 100 },
    })
    expect(await text('这里有违禁词')).toMatchObject({
      errCode: 0,
      result: { suggest: 'risky', label: 20001 },
    })
    expect(await text('这里有待复核词')).toMatchObject({ result: { suggest: 'review' } })
  })

  test.each(['pass', 'review', 'risky'] as const)('can be made to answer %s', async (mode) => {
    script({ text: { mode }, media: { mode: 'pass' } })
    expect(await text('任何文字')).toMatchObject({ result: { suggest: mode } })
  })

  test('down: the call fails', async () => {
    script({ text: { mode: 'down' }, media: { mode: 'pass' } })
    expect(await refusalOf(text('任何文字'))).toMatchObject({ errCode: -1 })
  })

  test('slow: the answer takes as long as it is told to', async () => {
    script({ text: { mode: 'slow', delayMs: 80 }, media: { mode: 'pass' } })
    const startedAt = performance.now()
    expect(await text('这里有违禁词')).toMatchObject({ result: { suggest: 'risky' } })
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(79)
  })

  test('45002: more than 2500 characters, each counted once', async () => {
    expect(await text('🍞'.repeat(2500))).toMatchObject({ result: { suggest: 'pass' } })
    expect(await refusalOf(text('长'.repeat(2501)))).toMatchObject({ errCode: 45002 })
  })

  test('40097: no openid, a scene that is none, no content', async () => {
    for (const wrong of [{ openid: '' }, { scene: 5 }, { content: '' }])
      expect(await refusalOf(text('x', wrong))).toMatchObject({ errCode: 40097 })
  })
})

describe('mediaCheckAsync', () => {
  test('answers at once and pushes the verdict later, from nobody', async () => {
    const traceId = await traceIdOf(media())
    const [push] = await pushesOf(traceId)
    expect(push).toMatchObject({
      OPENID: null,
      SOURCE: 'wx_push',
      event: {
        ToUserName: expect.any(String),
        FromUserName: 'oAnn',
        CreateTime: expect.any(Number),
        MsgType: 'event',
        Event: 'wxa_media_check',
        appid: expect.any(String),
        trace_id: traceId,
        version: 2,
        errcode: 0,
        errmsg: 'ok',
        result: { suggest: 'pass', label: 100 },
        detail: [{ suggest: 'pass' }],
      },
    })
  })

  test('risky, after its delay', async () => {
    script({ text: { mode: 'pass' }, media: { mode: 'risky', delayMs: 30 } })
    const traceId = await traceIdOf(media())
    expect(emulator.openapi.pendingMediaChecks()).toEqual([{ traceId, mediaUrl, openid: 'oAnn' }])
    const [push] = await pushesOf(traceId)
    expect(push).toMatchObject({ event: { trace_id: traceId, result: { suggest: 'risky' } } })
    expect(emulator.openapi.pendingMediaChecks()).toEqual([])
  })

  test('the verdict comes after the function that asked has ended', async () => {
    const args = { version: 2, openid: 'oAnn', scene: 3, mediaUrl, mediaType: 2 }
    const caller = { identity: { openid: 'oAnn' }, source: 'wx_client' as const }
    await emulator.functions.invoke('checker', { api: 'security.mediaCheckAsync', args }, caller)
    await emulator.openapi.settled()
    expect(emulator.functions.records.slice(-2).map((record) => record.functionName)).toEqual([
      'checker',
      'receiver',
    ])
  })

  test('manual: pushed when the test says so, and as often as it says', async () => {
    script({ text: { mode: 'pass' }, media: { mode: 'manual' } })
    const before = (await pushes()).length
    const traceId = await traceIdOf(media())
    expect(await pushes()).toHaveLength(before)
    await emulator.openapi.pushMediaVerdict(traceId, 'review')
    await emulator.openapi.pushMediaVerdict(traceId, 'pass')
    expect(await pushes()).toHaveLength(before + 2)
    await expect(emulator.openapi.pushMediaVerdict('unknown', 'pass')).rejects.toThrow('unknown')
  })

  test('silent: accepted and never answered', async () => {
    script({ text: { mode: 'pass' }, media: { mode: 'silent' } })
    const before = (await pushes()).length
    const traceId = await traceIdOf(media())
    expect(await pushes()).toHaveLength(before)
    expect(emulator.openapi.pendingMediaChecks().map((check) => check.traceId)).toContain(traceId)
  })

  test('down: the call fails', async () => {
    script({ text: { mode: 'pass' }, media: { mode: 'down' } })
    expect(await refusalOf(media())).toMatchObject({ errCode: -1 })
  })

  test('40097: an address at which nothing can be fetched', async () => {
    const unsigned = mediaUrl.split('?')[0]
    for (const wrong of ['https://example.com/photo.webp', unsigned, 'no address', `${unsigned}?sign=x&t=y`])
      expect(await refusalOf(media({ mediaUrl: wrong }))).toMatchObject({ errCode: 40097 })
  })

  test('40006: a picture of more than 10 MB', async () => {
    const fileId = await emulator.storage.write('p/large.png', Buffer.alloc(10 * 1024 * 1024 + 1))
    const url = await emulator.storage.temporaryUrl(fileId, 600)
    expect(await refusalOf(media({ mediaUrl: url }))).toMatchObject({ errCode: 40006 })
  })

  test('sound is checked as pictures are; a picture that is called a sound always passes', async () => {
    script({ media: { mode: 'risky' } })
    const fileId = await emulator.storage.write('p/voice.mp3', Buffer.from('voice'))
    const soundUrl = await emulator.storage.temporaryUrl(fileId, 600)
    const suggested = async (asked: Promise<unknown>) => {
      const [push] = await pushesOf(await traceIdOf(asked))
      return push
    }
    expect(await suggested(media({ mediaUrl: soundUrl, mediaType: 1 }))).toMatchObject({
      event: { result: { suggest: 'risky' } },
    })
    expect(await suggested(media({ mediaType: 1 }))).toMatchObject({ event: { result: { suggest: 'pass' } } })
    expect(await refusalOf(media({ mediaType: 3 }))).toMatchObject({ errCode: 40097 })
  })

  test('rate-limited: 45009', async () => {
    script({ media: { mode: 'rate-limited' } })
    expect(await refusalOf(media())).toMatchObject({ errCode: 45009 })
  })

  test('newestFirst: verdicts come out of order', async () => {
    script({ media: { mode: 'pass', delayMs: 300, newestFirst: true } })
    const asked = [await traceIdOf(media()), await traceIdOf(media()), await traceIdOf(media())]
    await emulator.openapi.settled()
    const traceOf = z.object({ event: z.object({ trace_id: z.string(), CreateTime: z.number() }) })
    const pushed = emulator.functions.records
      .slice(-3)
      .map(({ logs }) => traceOf.parse({ event: JSON.parse(logs[0] ?? '') }).event.trace_id)
    expect(pushed).toEqual([...asked].reverse())
  })

  test('what was still to be pushed at the end of a run is pushed in the next', async () => {
    script({ media: { mode: 'review', delayMs: 60_000 } })
    const traceId = await traceIdOf(media())
    emulator = await world.restart()
    cloud = pointSdkAt(emulator)
    const [push] = await pushesOf(traceId)
    expect(push).toMatchObject({ event: { trace_id: traceId, result: { suggest: 'review' } } })
    expect(emulator.openapi.pendingMediaChecks().map((check) => check.traceId)).not.toContain(traceId)
    emulator = await world.restart()
    cloud = pointSdkAt(emulator)
    expect(await pushesOf(traceId)).toHaveLength(1)
    mediaUrl = (await emulator.storage.temporaryUrl(emulator.storage.fileIdOf('p/photo.webp'), 600)) ?? ''
  })
})

test('a push that the end of the emulator cuts off is pushed again', async () => {
  const slow = functionOf(
    `await db.collection('pushes').add({ data: { begun: true } })
    await new Promise((resolve) => setTimeout(resolve, 60_000))`,
    { ...RECEIVES, timeout: 100 },
  )
  const other = await startEmulator({
    collections: { pushes: { indexes: [] } },
    functions: { receiver: slow },
  })
  const sdk = pointSdkAt(other.emulator)
  const fileId = await other.emulator.storage.write('p/photo.webp', Buffer.from('photo'))
  const url = await other.emulator.storage.temporaryUrl(fileId, 600)
  const begun = new Promise<void>((resolve) => {
    other.emulator.intercept(() => {
      resolve()
      return undefined
    })
  })
  const args = { version: 2, openid: 'oAnn', scene: 3, mediaUrl: url, mediaType: 2 }
  const traceId = await traceIdOf(sdk.openapi.security.mediaCheckAsync(args))
  await begun
  const complaints = jest.spyOn(console, 'error').mockImplementation(() => undefined)
  other.writeFunction('receiver', functionOf('console.log(event.trace_id)', RECEIVES))
  await other.restart()
  complaints.mockRestore()
  await other.emulator.openapi.settled()
  expect(other.emulator.functions.records.map(({ logs }) => logs)).toEqual([[traceId]])
  await other.close()
  pointSdkAt(emulator)
})

describe('imgSecCheck', () => {
  const image = (bytes: Buffer) =>
    cloud.openapi.security.imgSecCheck({ media: { contentType: 'image/png', value: bytes } })
  afterEach(() => script({ image: { mode: 'pass' } }))

  test('passes, or says 87014', async () => {
    expect(await image(Buffer.from('picture'))).toMatchObject({ errCode: 0 })
    script({ image: { mode: 'risky' } })
    expect(await refusalOf(image(Buffer.from('picture')))).toMatchObject({ errCode: 87014 })
  })

  test('40006: more than 1 MB; 41005: no picture', async () => {
    expect(await refusalOf(image(Buffer.alloc(1024 * 1024 + 1)))).toMatchObject({ errCode: 40006 })
    expect(await refusalOf(cloud.openapi.security.imgSecCheck({}))).toMatchObject({ errCode: 41005 })
  })
})
