/** Mini program codes: pictures that a scanner reads. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import jsQR from 'jsqr'
import sharp from 'sharp'
import type { Emulator, PlainObject } from '../../emulator/types'
import { pointSdkAt, refusalOf, type Sdk } from './sdk'
import { functionOf, startEmulator, type TestEmulator } from './support'

const NOON = Date.parse('2026-11-22T12:00:00+08:00')

let world: TestEmulator
let emulator: Emulator
let cloud: Sdk

beforeAll(async () => {
  const makes = `const { buffer, contentType } = await cloud.openapi.wxacode.getUnlimited(event)
    return { contentType, base64: buffer.toString('base64') }`
  world = await startEmulator({
    functions: {
      makes: functionOf(makes, { permissions: { openapi: ['wxacode.getUnlimited'] }, timeout: 30 }),
    },
  })
  emulator = world.emulator
  cloud = pointSdkAt(emulator)
})
afterAll(() => world.close())

interface Picture {
  readonly buffer: Buffer
  readonly contentType: string
}
const unlimited = (args: PlainObject): Promise<Picture> =>
  cloud.openapi.wxacode.getUnlimited({ scene: 'c=cst_1', page: 'pages/post/index', ...args })

async function scan(png: Buffer): Promise<{ text: string | undefined; width: number }> {
  const { data, info } = await sharp(png)
    .flatten({ background: '#fff' })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { text: jsQR(new Uint8ClampedArray(data), info.width, info.height)?.data, width: info.width }
}

describe('getUnlimited', () => {
  test('a scan of the picture opens that page with that scene on this machine', async () => {
    const { buffer, contentType } = await unlimited({ scene: 'i=mbr_1&c=a/b', width: 300 })
    expect(contentType).toBe('image/png')
    expect(await scan(buffer)).toEqual({
      text: `${emulator.url}/#/pages/post/index?scene=i%3Dmbr_1%26c%3Da%2Fb`,
      width: 300,
    })
  })

  test('a function gets the bytes unharmed', async () => {
    const caller = { identity: { openid: 'o' }, source: 'wx_client' as const }
    const { json } = await emulator.functions.invoke(
      'makes',
      { scene: 'x=1', page: 'pages/me/index' },
      caller,
    )
    const { contentType, base64 } = JSON.parse(json ?? '')
    expect(contentType).toBe('image/png')
    expect(await scan(Buffer.from(base64, 'base64'))).toEqual({
      text: `${emulator.url}/#/pages/me/index?scene=x%3D1`,
      width: 430,
    })
  })

  test('in the color that is asked for, and on nothing', async () => {
    const { buffer } = await unlimited({ lineColor: { r: 151, g: '64', b: 31 }, isHyaline: true })
    const { data } = await sharp(buffer).ensureAlpha().raw().toBuffer({ resolveWithObject: true })
    const pixels = new Set<string>()
    for (let at = 0; at < data.length; at += 4) pixels.add(data.subarray(at, at + 4).join())
    expect([...pixels].sort()).toEqual(['0,0,0,0', '151,64,31,255'])
    expect((await scan(buffer)).text).toContain('scene=c%3Dcst_1')
  })

  test('40169: a scene that is none', async () => {
    for (const scene of ['', 'x'.repeat(33), '字', 'a b', '100%'])
      expect(await refusalOf(unlimited({ scene }))).toMatchObject({ errCode: 40169 })
    await unlimited({ scene: "!#$&'()*+,/:;=?@-._~aZ09" })
    await unlimited({ scene: 'x'.repeat(32) })
  })

  test('40097: a width, a page or a version that is none', async () => {
    for (const wrong of [
      { width: 279 },
      { width: 1281 },
      { page: '/pages/me' },
      { page: 'a?b=1' },
      { envVersion: 'x' },
    ])
      expect(await refusalOf(unlimited(wrong))).toMatchObject({ errCode: 40097 })
  })

  test.each([
    ['down', -1],
    ['rate-limited', 45009],
  ] as const)('%s answers %d', async (mode, errCode) => {
    emulator.openapi.script.codes = { mode }
    expect(await refusalOf(unlimited({}))).toMatchObject({ errCode })
    emulator.openapi.script.codes = { mode: 'made' }
  })
})

describe('get and createQRCode', () => {
  test('lead to a page with its query', async () => {
    const picture: Picture = await cloud.openapi.wxacode.get({ path: '/pages/post/index?id=pst_1' })
    expect((await scan(picture.buffer)).text).toBe(`${emulator.url}/#/pages/post/index?id=pst_1`)
    const other: Picture = await cloud.openapi.wxacode.createQRCode({ path: 'pages/me/index', width: 280 })
    expect(await scan(other.buffer)).toEqual({ text: `${emulator.url}/#/pages/me/index`, width: 280 })
    expect(await refusalOf(cloud.openapi.wxacode.get({ path: '' }))).toMatchObject({ errCode: 40097 })
  })
})

test('codes are recorded, also over a restart', async () => {
  await emulator.clock.set(NOON, { frozen: true })
  await unlimited({ scene: 'last=1' })
  const { url } = emulator
  emulator = await world.restart()
  cloud = pointSdkAt(emulator)
  expect(emulator.openapi.codes().at(-1)).toEqual({
    at: NOON,
    scene: 'last=1',
    page: 'pages/post/index',
    url: `${url}/#/pages/post/index?scene=last%3D1`,
  })
})

describe('with an app.json', () => {
  test('41030: a page that is none of the app, unless it is not to be checked', async () => {
    const appFile = join(world.dir, 'app.json')
    writeFileSync(appFile, JSON.stringify({ pages: ['pages/first/index', 'pages/post/index'] }))
    const other = await startEmulator({ appFile })
    cloud = pointSdkAt(other.emulator)
    await unlimited({})
    expect(await refusalOf(unlimited({ page: 'pages/none' }))).toMatchObject({ errCode: 41030 })
    await unlimited({ page: 'pages/none', checkPath: false })
    const { buffer }: Picture = await cloud.openapi.wxacode.getUnlimited({ scene: 'a' })
    expect((await scan(buffer)).text).toContain('#/pages/first/index?scene=a')
    await other.close()
  })

  test('StartError: a file that is none', async () => {
    const starting = startEmulator({ appFile: join(world.dir, 'none.json') })
    await expect(starting).rejects.toMatchObject({
      name: 'StartError',
      message: expect.stringContaining('none.json'),
    })
  })
})
