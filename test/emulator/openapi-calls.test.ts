/** The risk of a person, messages that are pushed, and which function may call what. */
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { APP_ID, ORIGINAL_ID } from '../../emulator/environment'
import type { Emulator, PlainObject } from '../../emulator/types'
import { pointSdkAt, refusalOf, type Sdk } from './sdk'
import { askerOf, functionOf, startEmulator, type TestEmulator } from './support'

let world: TestEmulator
let emulator: Emulator
let cloud: Sdk

beforeAll(async () => {
  world = await startEmulator({
    functions: {
      checker: askerOf(['security.msgSecCheck', 'logistics.addOrder']),
      talker: functionOf('console.log(JSON.stringify(event))', {
        messagePush: [{ MsgType: 'text' }, { MsgType: 'event', Event: 'subscribe_msg_popup_event' }],
      }),
      breaks: functionOf("throw new Error('on purpose')", {
        messagePush: [{ MsgType: 'event', Event: 'fails' }],
      }),
    },
  })
  emulator = world.emulator
  cloud = pointSdkAt(emulator)
})
afterAll(() => world.close())

describe('getUserRiskRank', () => {
  const rank = (more: PlainObject = {}) =>
    cloud.openapi.riskControl.getUserRiskRank({
      appid: APP_ID,
      openid: 'oAnn',
      scene: 1,
      clientIp: '127.0.0.1',
      ...more,
    })

  test('ranks who the script says, and everybody else 0', async () => {
    emulator.openapi.script.risk.ranks.oBot = 4
    expect(await rank()).toMatchObject({ errCode: 0, riskRank: 0, unoinId: expect.any(Number) })
    expect(await rank({ openid: 'oBot' })).toMatchObject({ riskRank: 4 })
  })

  test('40003, 43104, 40129 and 40097: nobody, another app, no scene, no address', async () => {
    const wrong = [{ openid: '' }, { appid: 'wx0' }, { scene: 2 }, { clientIp: '' }]
    const codes = await Promise.all(wrong.map(async (more) => (await refusalOf(rank(more))).errCode))
    expect(codes).toEqual([40003, 43104, 40129, 40097])
  })

  test('down: the call fails', async () => {
    emulator.openapi.script.risk.mode = 'down'
    expect(await refusalOf(rank())).toMatchObject({ errCode: -1 })
    emulator.openapi.script.risk.mode = 'by-person'
  })
})

describe('pushMessage', () => {
  test('hands any message to the function that lists it, with whom it is to and when', async () => {
    await emulator.clock.set(1_800_000_000_000, { frozen: true })
    await emulator.openapi.pushMessage({ MsgType: 'text', FromUserName: 'oAnn', Content: '在吗' })
    await emulator.openapi.pushMessage({
      MsgType: 'event',
      Event: 'subscribe_msg_popup_event',
      FromUserName: 'oAnn',
    })
    await emulator.clock.reset()
    const given = emulator.functions.records
      .slice(-2)
      .map(({ functionName, logs }) => [functionName, JSON.parse(logs[0] ?? '')])
    expect(given).toEqual([
      [
        'talker',
        {
          ToUserName: ORIGINAL_ID,
          CreateTime: 1_800_000_000,
          MsgType: 'text',
          FromUserName: 'oAnn',
          Content: '在吗',
        },
      ],
      ['talker', expect.objectContaining({ Event: 'subscribe_msg_popup_event', CreateTime: 1_800_000_000 })],
    ])
  })

  test('refuses a message that no function or more than one receives', async () => {
    await expect(emulator.openapi.pushMessage({ MsgType: 'image' })).rejects.toThrow(
      'image goes to exactly one function',
    )
    world.writeFunction('eavesdropper', functionOf('', { messagePush: [{ MsgType: 'text' }] }))
    await expect(emulator.openapi.pushMessage({ MsgType: 'text' })).rejects.toThrow('2 do')
    rmSync(join(world.dir, 'functions', 'eavesdropper'), { recursive: true })
  })

  test('a function with a broken configuration keeps no other from receiving', async () => {
    world.writeFunction('broken', functionOf(''))
    writeFileSync(join(world.dir, 'functions', 'broken', 'config.json'), '{ "timeout": "long" }')
    await emulator.openapi.pushMessage({ MsgType: 'text', FromUserName: 'oAnn', Content: '还在' })
    expect(emulator.functions.records.at(-1)?.functionName).toBe('talker')
    rmSync(join(world.dir, 'functions', 'broken'), { recursive: true })
  })

  test('tells that the function failed', async () => {
    await expect(emulator.openapi.pushMessage({ MsgType: 'event', Event: 'fails' })).rejects.toThrow(
      'on purpose',
    )
  })
})

describe('who may call what', () => {
  const caller = { identity: { openid: 'oAnn' }, source: 'wx_client' as const }
  const callFrom = async (functionName: string, api: string) => {
    const event = { api, args: { version: 2, openid: 'oAnn', scene: 1, content: 'x' } }
    return JSON.parse((await emulator.functions.invoke(functionName, event, caller)).json ?? '')
  }

  test('-604101: a function whose config.json does not list the api', async () => {
    world.writeFunction(
      'unlisted',
      functionOf(
        'try { await cloud.openapi.security.msgSecCheck(event.args) } catch (error) { return { errCode: error.errCode } }',
      ),
    )
    expect(await callFrom('unlisted', '')).toEqual({ errCode: -604101 })
    expect(await callFrom('checker', 'security.msgSecCheck')).toMatchObject({ errCode: 0 })
  })

  test('48001: an api that is not emulated says so', async () => {
    expect(await callFrom('checker', 'logistics.addOrder')).toMatchObject({
      errCode: 48001,
      errMsg: expect.stringContaining('not emulated: logistics.addOrder'),
    })
  })

  test('NOT_EMULATED: open data and payment', async () => {
    expect((await refusalOf(cloud.getOpenData({ list: ['x'] }))).text).toContain(
      'not emulated: ApiGetOpenDataByCloudId',
    )
    const order = {
      body: 'x',
      outTradeNo: '1',
      subMchId: '1',
      totalFee: 1,
      envId: 'e',
      functionName: 'f',
      spbillCreateIp: '127.0.0.1',
    }
    expect((await refusalOf(cloud.cloudPay.unifiedOrder(order))).text).toContain('not emulated: wx.wxPayApi')
  })
})
