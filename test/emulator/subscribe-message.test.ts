/** `subscribeMessage.send`: templates, fields, credits, and what is recorded. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isFieldText } from '../../emulator/openapi/template-fields'
import type { Emulator, PlainObject } from '../../emulator/types'
import { pointSdkAt, refusalOf, type Sdk } from './sdk'
import { functionOf, startEmulator, type TestEmulator } from './support'

const NOON = Date.parse('2026-11-22T12:00:00+08:00')
const TEMPLATES = {
  tpl_class: { title: '上课提醒', fields: { thing1: 'thing', time2: 'time', phrase3: 'phrase' } },
  tpl_points: { title: '积分变动', fields: { number1: 'number' } },
}
const DATA = {
  thing1: { value: '可颂起酥课' },
  time2: { value: '2026年11月25日 19:30' },
  phrase3: { value: '即将开始' },
}

let world: TestEmulator
let emulator: Emulator
let cloud: Sdk

beforeAll(async () => {
  const send = `try { return await cloud.openapi.subscribeMessage.send(event) }
    catch (error) { return { errCode: error.errCode } }`
  world = await startEmulator({
    functions: {
      listed: functionOf(send, { permissions: { openapi: ['subscribeMessage.send'] }, timeout: 30 }),
      unlisted: functionOf(send, { timeout: 30 }),
    },
  })
  writeFileSync(join(world.dir, 'functions', 'templates.json'), JSON.stringify(TEMPLATES))
  writeFileSync(
    join(world.dir, 'app.json'),
    JSON.stringify({
      pages: ['pages/me/index'],
      subPackages: [{ root: 'packages/course', pages: ['class'] }],
    }),
  )
  emulator = world.emulator
  cloud = pointSdkAt(emulator)
})
afterAll(() => world.close())
beforeEach(() => emulator.clock.set(NOON, { frozen: true }))
afterEach(() => {
  emulator.openapi.script.messages = { mode: 'by-rules' }
})

const message = (more: PlainObject = {}) => ({ touser: 'oAnn', templateId: 'tpl_class', data: DATA, ...more })
const send = (more: PlainObject = {}): Promise<PlainObject> =>
  cloud.openapi.subscribeMessage.send(message(more))
const grant = (count = 1, openid = 'oAnn', templateId = 'tpl_class') =>
  emulator.openapi.grantCredits(openid, templateId, count)
const left = (openid: string) =>
  emulator.openapi.credits().filter((credit) => credit.openid === openid && credit.templateId === 'tpl_class')

describe('a browser’s tap on allow', () => {
  const tap = async (body: string, headers: Record<string, string>) => {
    const answer = await fetch(`http://127.0.0.1:${emulator.port}/subscribe`, {
      method: 'POST',
      headers,
      body,
    })
    return { status: answer.status, body: await answer.json() }
  }
  const as = (openid: string) => ({ authorization: `Bearer ${emulator.token}`, 'x-openid': openid })

  test('grants a credit for each template that there is, once each', async () => {
    const body = JSON.stringify({ accepted: ['tpl_class', 'tpl_class', 'tpl_unknown'] })
    expect(await tap(body, as('oTap'))).toEqual({ status: 200, body: { accepted: ['tpl_class'] } })
    expect(left('oTap')).toMatchObject([{ left: 1 }])
  })

  test('is refused without the token, without somebody, and with a body of another shape', async () => {
    const body = JSON.stringify({ accepted: ['tpl_class'] })
    expect(await tap(body, { authorization: 'Bearer wrong', 'x-openid': 'oTap' })).toMatchObject({
      status: 403,
    })
    expect(await tap(body, as(''))).toMatchObject({ status: 401, body: { signInUrl: '/identity' } })
    for (const wrong of ['{}', '{"accepted":[]}', '{"accepted":[7]}', '{"accepted":["a","b","c","d"]}', '[]'])
      expect(await tap(wrong, as('oTap'))).toMatchObject({ status: 400 })
  })
})

describe('credits', () => {
  test('43101: nobody has allowed it, and a credit is spent by one message', async () => {
    expect(await refusalOf(send({ touser: 'oBen' }))).toMatchObject({ errCode: 43101 })
    await grant(2, 'oBen')
    for (const remaining of [1, 0]) {
      expect(await send({ touser: 'oBen' })).toMatchObject({ errCode: 0, msgid: expect.any(Number) })
      expect(left('oBen').map((credit) => credit.left)).toEqual(remaining === 0 ? [] : [remaining])
    }
    expect(await refusalOf(send({ touser: 'oBen' }))).toMatchObject({ errCode: 43101 })
  })

  test('are of one person and one template', async () => {
    await grant(1, 'oCat', 'tpl_points')
    expect(await refusalOf(send({ touser: 'oCat' }))).toMatchObject({ errCode: 43101 })
    await grant(1, 'oDan')
    expect(await refusalOf(send({ touser: 'oCat' }))).toMatchObject({ errCode: 43101 })
  })

  test('a refused message costs nothing', async () => {
    await grant(1, 'oEve')
    expect(await refusalOf(send({ touser: 'oEve', data: {} }))).toMatchObject({ errCode: 47003 })
    expect(left('oEve')).toEqual([{ openid: 'oEve', templateId: 'tpl_class', left: 1 }])
  })

  test('ten messages at once spend ten credits, and not one more', async () => {
    await grant(10, 'oFay')
    const sends = Array.from({ length: 15 }, () => send({ touser: 'oFay' }))
    const results = await Promise.allSettled(sends)
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(10)
    expect(left('oFay')).toEqual([])
  })

  test('are granted only to somebody, for a template that is there, and not backwards', async () => {
    await expect(grant(1, '')).rejects.toThrow('openid')
    await expect(grant(1, 'oAnn', 'tpl_none')).rejects.toThrow('tpl_none')
    await expect(grant(-1)).rejects.toThrow()
  })
})

describe('refusals', () => {
  beforeAll(() => grant(100))

  test('40003: to nobody', async () => {
    for (const touser of ['', 'no body'])
      expect(await refusalOf(send({ touser }))).toMatchObject({ errCode: 40003 })
  })

  test('40037: a template that is not there', async () => {
    for (const templateId of ['', 'tpl_none'])
      expect(await refusalOf(send({ templateId }))).toMatchObject({ errCode: 40037 })
  })

  test.each([
    ['missing', { ...DATA, phrase3: undefined }, 'data.phrase3.value is missing'],
    ['too long', { ...DATA, thing1: { value: '长'.repeat(21) } }, 'data.thing1.value is no thing'],
    ['empty', { ...DATA, thing1: { value: '' } }, 'data.thing1.value is no thing'],
    ['no time', { ...DATA, time2: { value: 'tonight' } }, 'data.time2.value is no time'],
    ['extra', { ...DATA, thing4: { value: 'x' } }, 'data.thing4.value is not in the template'],
  ])('47003: a field that is %s is named', async (_name, data, reason) => {
    const refusal = await refusalOf(send({ data }))
    expect(refusal).toMatchObject({ errCode: 47003, text: expect.stringContaining(reason) })
  })

  test('40097: a message of another shape', async () => {
    expect(await refusalOf(send({ data: 'text' }))).toMatchObject({ errCode: 40097 })
    expect(await refusalOf(send({ lang: 'klingon' }))).toMatchObject({ errCode: 40097 })
  })

  test('41030: a page that is none of the app, once its pages are known', async () => {
    expect(await send({ page: 'anything' })).toMatchObject({ errCode: 0 })
    const other = await startEmulator({ appFile: join(world.dir, 'app.json'), functions: {} })
    writeFileSync(join(other.dir, 'functions', 'templates.json'), JSON.stringify(TEMPLATES))
    await other.emulator.openapi.grantCredits('oAnn', 'tpl_class', 5)
    const sdk = pointSdkAt(other.emulator)
    const open = (page: string) => sdk.openapi.subscribeMessage.send(message({ page }))
    expect(await open('pages/me/index')).toMatchObject({ errCode: 0 })
    expect(await open('packages/course/class?id=1')).toMatchObject({ errCode: 0 })
    expect(await refusalOf(open('pages/none'))).toMatchObject({ errCode: 41030 })
    pointSdkAt(emulator)
    await other.close()
  })

  test('-604101: a function whose config.json does not list it', async () => {
    const from = async (name: string) => {
      const result = await emulator.functions.invoke(name, message(), {
        identity: { openid: 'o' },
        source: 'wx_client',
      })
      return JSON.parse(result.json ?? '')
    }
    expect(await from('unlisted')).toEqual({ errCode: -604101 })
    expect(await from('listed')).toMatchObject({ errCode: 0 })
  })
})

describe('the script', () => {
  test.each([
    ['refused', 43101],
    ['down', -1],
    ['rate-limited', 45009],
  ] as const)('%s answers %d', async (mode, errCode) => {
    await grant()
    emulator.openapi.script.messages = { mode }
    expect(await refusalOf(send())).toMatchObject({ errCode })
  })

  test('slow answers late', async () => {
    await grant()
    emulator.openapi.script.messages = { mode: 'slow', delayMs: 60 }
    const startedAt = performance.now()
    expect(await send()).toMatchObject({ errCode: 0 })
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(59)
  })
})

describe('the record', () => {
  test('keeps what was sent and what was refused, also over a restart', async () => {
    await grant(1, 'oGus')
    await send({ touser: 'oGus', page: 'pages/me/index' })
    await refusalOf(send({ touser: 'oGus' }))
    emulator = await world.restart()
    cloud = pointSdkAt(emulator)
    const common = {
      messageId: expect.stringMatching(/^\d+$/),
      at: NOON,
      openid: 'oGus',
      templateId: 'tpl_class',
    }
    const data = { thing1: '可颂起酥课', time2: '2026年11月25日 19:30', phrase3: '即将开始' }
    expect(emulator.openapi.messages().slice(-2)).toEqual([
      { ...common, data, page: 'pages/me/index', errcode: 0, errmsg: 'ok' },
      { ...common, data, page: undefined, errcode: 43101, errmsg: 'user refuse to accept the msg' },
    ])
    expect(left('oGus')).toEqual([])
    expect(left('oAnn')).toHaveLength(1)
  })

  test('is bounded', async () => {
    const known = emulator.openapi.messages().at(-1)?.messageId
    await Promise.all(Array.from({ length: 510 }, () => refusalOf(send({ touser: 'oNobody' }))))
    expect(emulator.openapi.messages()).toHaveLength(500)
    expect(emulator.openapi.messages().some(({ messageId }) => messageId === known)).toBe(false)
  })

  test('StartError: a record and templates that are none', async () => {
    const file = join(world.dir, 'functions', 'templates.json')
    for (const wrong of [
      '{',
      '{"tpl":{"title":"x","fields":{"thing1":"time"}}}',
      '{"tpl":{"title":"x","fields":{"odd1":"odd"}}}',
    ]) {
      writeFileSync(file, wrong)
      await expect(world.restart()).rejects.toMatchObject({
        name: 'StartError',
        message: expect.stringContaining('templates'),
      })
    }
    writeFileSync(file, JSON.stringify(TEMPLATES))
    emulator = await world.restart()
    cloud = pointSdkAt(emulator)
  })
})

describe('fields', () => {
  test.each([
    ['thing', ['长'.repeat(20), '🍞'.repeat(20), 'a1!'], ['长'.repeat(21), ' ', 'a\nb']],
    ['number', ['12', '1.5', '9'.repeat(32)], ['一', '1a', '9'.repeat(33)]],
    ['letter', ['abcXYZ'], ['a1', '字', 'a'.repeat(33)]],
    ['symbol', ['+!#'], ['a', '字', '!'.repeat(6)]],
    ['character_string', ['A-1_b!', 'x'.repeat(32)], ['有', 'x'.repeat(33)]],
    [
      'time',
      ['15:01', '15:01:30', '2019年10月1日 15:01', '09:00~11:30', '2019-10-01 15:01'],
      ['25:00', '2019年10月1日', '9:00~10:00~11:00', '下午'],
    ],
    [
      'date',
      ['2019年10月1日', '2019年10月1日 15:01', '2019-10-01', '10月1日', '2019.10', '10月1日~10月3日'],
      ['明天', '15:01'],
    ],
    ['amount', ['¥12.50', '100', '8.5元', '$3'], ['12345678901', '¥一百', '1,000']],
    ['phone_number', ['+86-0766-66888866'], ['1'.repeat(18), '电话']],
    ['car_number', ['粤A8Z888挂', '粤A12345'], ['粤A8Z8888挂', '粤粤A123']],
    [
      'name',
      ['王小明', 'Ann Lee', '王'.repeat(10), 'a'.repeat(20)],
      ['王'.repeat(11), 'a'.repeat(21), 'Ann2', 'Ann王'.repeat(3)],
    ],
    ['phrase', ['配送中', '一二三四五'], ['一二三四五六', 'ok', '好!']],
    ['unheard_of', [], ['x']],
  ])('%s', (kind, good, bad) => {
    expect(good.filter((text) => !isFieldText(kind, text))).toEqual([])
    expect(bad.filter((text) => isFieldText(kind, text))).toEqual([])
  })
})
