/** The function host: identity, isolation, limits and figures of functions that use the real SDK. */
import { utimesSync } from 'node:fs'
import { join } from 'node:path'
import type { Emulator, InvocationResult } from '../../emulator/types'
import { functionOf, startEmulator, type TestEmulator } from './support'

/** The context and the SDK's own variables; far fewer than a developer's shell has. */
const VARIABLES_MAX = 20

/** Twice four calls, begun together. */
const BREATH = `
  const get = (id) => db.collection('notes').where({ _id: id }).get()
  for (let trip = 0; trip < 2; trip++) await Promise.all([get('a'), get('b'), get('c'), get('d')])
  return {}`
/** Addresses of files before, beside and between queries. */
const ALBUM = `
  await db.collection('notes').where({ _id: 'a' }).get()
  const file = cloud.getTempFileURL({ fileList: ['cloud://tonghao-local.files/a'] })
  await Promise.all([file, db.collection('notes').where({ _id: 'b' }).get()])
  await cloud.getTempFileURL({ fileList: ['cloud://tonghao-local.files/b'] })
  await db.collection('notes').where({ _id: 'c' }).get()
  return {}`
/** As BREATH, but the SDK waits for a timer before it sends a storage call. */
const MIXED_BREATH = BREATH.replace(
  "get('b')",
  "cloud.getTempFileURL({ fileList: ['cloud://tonghao-local.files/a'] })",
)

let world: TestEmulator
let emulator: Emulator

beforeAll(async () => {
  process.env.SECRET_OF_THE_DEVELOPER = 'must not be seen'
  world = await startEmulator({
    watch: true,
    collections: { notes: { indexes: [] } },
    functions: {
      whoami: functionOf('return { ...cloud.getWXContext(), event }'),
      nested: functionOf("return (await cloud.callFunction({ name: 'whoami', data: { x: 1 } })).result"),
      environment: { code: 'exports.main = () => Object.keys(process.env)' },
      fails: {
        code: "exports.main = () => { console.log('before', { a: 1 }); throw new TypeError('on purpose') }",
      },
      crashes: {
        code: `exports.main = () => {
          setTimeout(() => { throw new Error('out of the blue') }, 1)
          return new Promise(() => {})
        }`,
      },
      exits: { code: 'exports.main = () => process.exit(3)' },
      spins: { code: "exports.main = () => { console.log('spinning'); for (;;); }", config: { timeout: 1 } },
      hoards: {
        code: 'exports.main = () => { const all = []; for (;;) all.push(new Array(1e5).fill(all.length)) }',
        config: { memory: 64 },
      },
      broken: { code: "throw new Error('cannot be loaded')" },
      mainless: { code: 'exports.other = 1' },
      counts: { code: 'let n = 0; exports.main = async () => ({ n: ++n })' },
      sleeps: {
        code: `exports.main = async ({ id, ms }) => {
          await new Promise((resolve) => setTimeout(resolve, ms))
          return { id, openid: process.env.WX_OPENID }
        }`,
      },
      nothing: { code: 'exports.main = () => undefined' },
      large: { code: "exports.main = () => 'x'.repeat(7 * 1024 * 1024)" },
      trips: functionOf(`
        const notes = db.collection('notes')
        await Promise.all([notes.add({ data: { _id: event.id + 'a' } }), notes.add({ data: { _id: event.id + 'b' } })])
        await notes.doc(event.id + 'a').get()
        return {}`),
      breath: functionOf(BREATH),
      trap: functionOf(`
        const transaction = await db.startTransaction()
        const notes = transaction.collection('notes')
        const calls = {
          update: () => notes.where({ _id: 'x' }).update({ data: { a: 1 } }),
          remove: () => notes.where({ _id: 'x' }).remove(),
          count: () => notes.where({ _id: 'x' }).count(),
          aggregate: () => db.collection('notes').aggregate().match({ _id: 'x' }).end(),
        }
        const refusals = {}
        for (const [name, call] of Object.entries(calls)) {
          try { await call(); refusals[name] = 'went through' } catch (error) { refusals[name] = error.errMsg || error.message }
        }
        await transaction.rollback()
        return { refusals, after: (await db.collection('notes').where({ _id: 'x' }).count()).total }`),
    },
  })
  emulator = world.emulator
})
afterAll(async () => {
  delete process.env.SECRET_OF_THE_DEVELOPER
  await world.close()
})

function invoke(name: string, event: unknown = {}, openid = 'oAnn'): Promise<InvocationResult> {
  return emulator.functions.invoke(name, event, { identity: { openid }, source: 'wx_client' })
}
async function answer(name: string, event: unknown = {}, openid = 'oAnn'): Promise<Record<string, unknown>> {
  const result = await invoke(name, event, openid)
  if (result.json === undefined) throw new Error(result.error?.errorMessage)
  return JSON.parse(result.json)
}

describe('identity', () => {
  test('getWXContext tells who calls, and the event carries it as the cloud does', async () => {
    const context = await answer('whoami', { x: 1 })
    expect(context).toMatchObject({ OPENID: 'oAnn', SOURCE: 'wx_client', CLIENTIP: '127.0.0.1' })
    expect(context).toMatchObject({ ENV: 'tonghao-local', event: { x: 1, userInfo: { openId: 'oAnn' } } })
    expect(Object.keys(context).some((key) => key.includes('TOKEN'))).toBe(false)
  })

  test('a nested call keeps the caller and shows its way', async () => {
    expect(await answer('nested')).toMatchObject({ OPENID: 'oAnn', SOURCE: 'wx_client,scf', event: { x: 1 } })
  })

  test('an empty identity is no identity, and nothing stays of the one before', async () => {
    await answer('whoami', {}, 'oBen')
    const context = await emulator.functions.invoke(
      'whoami',
      {},
      { identity: { openid: '' }, source: 'wx_trigger' },
    )
    const { OPENID, SOURCE, event } = JSON.parse(context.json ?? '')
    expect({ OPENID, SOURCE, event }).toEqual({ OPENID: undefined, SOURCE: 'wx_trigger', event: {} })
  })

  test('40 calls at once never mix up who is who', async () => {
    const ids = Array.from({ length: 40 }, (_, id) => id)
    const answers = await Promise.all(ids.map((id) => answer('sleeps', { id, ms: id % 7 }, `o${id}`)))
    expect(answers).toEqual(ids.map((id) => ({ id, openid: `o${id}` })))
  })

  test('a function sees nothing of the environment of the emulator', async () => {
    const names = Object.values(await answer('environment'))
    expect(names).toContain('WX_OPENID')
    expect(names).not.toContain('SECRET_OF_THE_DEVELOPER')
    expect(names).not.toContain('PATH')
    expect(names.length).toBeLessThan(VARIABLES_MAX)
  })
})

describe('failures stay with the call that caused them', () => {
  test('a throw', async () => {
    const { error, record } = await invoke('fails')
    expect(error).toMatchObject({ errorMessage: 'on purpose', errorType: 'TypeError' })
    expect(error?.stackTrace).toContain('fails')
    expect(record.logs).toEqual(['before { a: 1 }'])
  })

  test('an error that nobody catches', async () => {
    expect((await invoke('crashes')).error?.errorMessage).toBe('out of the blue')
    expect(await answer('counts')).toMatchObject({ n: expect.any(Number) })
  })

  test('process.exit', async () => {
    expect((await invoke('exits')).error?.errorMessage).toContain('code 3')
  })

  test('a timeout ends the thread and keeps what it logged', async () => {
    const { error, record } = await invoke('spins')
    expect(error).toMatchObject({ errorMessage: 'Invoking task timed out after 1 seconds' })
    expect(record.logs).toEqual(['spinning'])
  })

  test('too much memory', async () => {
    expect((await invoke('hoards')).error?.errorMessage).toContain('memory')
  })

  test('code that cannot be loaded, again and again', async () => {
    for (let i = 0; i < 2; i++)
      expect((await invoke('broken')).error?.errorMessage).toContain('cannot be loaded')
    expect((await invoke('mainless')).error?.errorMessage).toContain('does not export a function named main')
  })

  test('an answer of more than 6 MB is not delivered', async () => {
    expect((await invoke('large')).error?.errorMessage).toContain('bytes')
  })

  test('undefined arrives as null', async () => {
    expect((await invoke('nothing')).json).toBe('null')
  })
})

describe('refusals', () => {
  test('FUNCTION_NOT_FOUND, also for names that would lead out of the folder', async () => {
    for (const name of ['nobody', '../data', 'whoami/../whoami', ''])
      await expect(invoke(name)).rejects.toMatchObject({ code: 'FUNCTION_NOT_FOUND' })
  })

  test('EXCEED_MAX_PAYLOAD_SIZE', async () => {
    await expect(invoke('whoami', { text: 'x'.repeat(101 * 1024) })).rejects.toMatchObject({
      code: 'EXCEED_MAX_PAYLOAD_SIZE',
    })
  })

  test('OUTSIDE_TRANSACTION: where writes, count and aggregate while a transaction is open', async () => {
    const { refusals, after } = await answer('trap')
    expect(Object.keys(refusals ?? {})).toEqual(['update', 'remove', 'count', 'aggregate'])
    for (const text of Object.values(refusals ?? {}))
      expect(text).toContain('would silently run outside the transaction')
    expect(after).toBe(0)
  })
})

describe('config.json', () => {
  test('a function without one has 3 seconds and 256 MB, as on the cloud', async () => {
    world.writeFunction('plain', { code: 'exports.main = (event, context) => context' })
    expect(await answer('plain')).toMatchObject({
      time_limit_in_ms: 3_000,
      memory_limit_in_mb: 256,
      function_name: 'plain',
    })
  })

  test.each([
    ['timeout', { timeout: 901 }],
    ['timeout', { timeout: 0 }],
    ['memory', { memory: 3073 }],
    ['permissions.openapi', { permissions: { openapi: 'security.msgSecCheck' } }],
    ['messagePush.0.MsgType', { messagePush: [{ Event: 'x' }] }],
  ])('a wrong %s is refused with a sentence: %j', async (field, config) => {
    world.writeFunction('wrong', { code: 'exports.main = () => 1', config })
    emulator.functions.reload('wrong')
    await expect(invoke('wrong')).rejects.toThrow(`is not a function's configuration: ${field}`)
  })
})

describe('records', () => {
  test('round trips are the longest chain of calls one after another', async () => {
    const { record } = await invoke('trips', { id: 'trip', action: 'notes.add' })
    expect(record).toMatchObject({
      functionName: 'trips',
      action: 'notes.add',
      calls: 3,
      roundTrips: 2,
      cost: { read: 1, written: 2 },
      bytes: 2,
      logs: [],
    })
    expect(emulator.functions.records.at(-1)).toBe(record)
  })

  test('calls made in the same breath are one round trip', async () => {
    for (let i = 0; i < 10; i++)
      expect((await invoke('breath')).record).toMatchObject({ calls: 8, roundTrips: 2 })
  })

  test('with a latency that is told even where the SDK dawdles, and those that waited for the database apart', async () => {
    const functions = { mixed: functionOf(MIXED_BREATH), album: functionOf(ALBUM) }
    const latencies = [60, 80]
    const other = await startEmulator({
      functions,
      collections: { notes: { indexes: [] } },
      callLatencyMs: () => latencies.shift() ?? 0,
    })
    const caller = { identity: { openid: 'o' }, source: 'wx_client' as const }
    const recordOf = async (name: string) => (await other.emulator.functions.invoke(name, {}, caller)).record
    const [mixed, album] = [await recordOf('mixed'), await recordOf('album')]
    await other.close()
    expect(mixed).toMatchObject({ calls: 8, roundTrips: 2 })
    expect(album).toMatchObject({ calls: 5, roundTrips: 4, databaseTrips: 3 })
    expect(mixed.durationMs).toBeGreaterThanOrEqual(2 * 60)
    expect(album.durationMs).toBeGreaterThanOrEqual(4 * 80)
    expect(latencies).toEqual([])
  })

  test('a cold start is told by the first call only', async () => {
    emulator.functions.reload('counts')
    expect((await invoke('counts')).record.coldStartMs).toBeGreaterThan(0)
    expect((await invoke('counts')).record.coldStartMs).toBeUndefined()
  })
})

describe('loading', () => {
  test('a rebuilt function is loaded anew, with the collections it brings', async () => {
    const first = await answer('counts')
    expect((await answer('counts')).n).toBe(Number(first.n) + 1)
    world.writeFunction('counts', { code: "exports.main = async () => ({ n: 'rebuilt' })" })
    const later = new Date(Date.now() + 5_000)
    utimesSync(join(world.dir, 'functions', 'counts', 'index.js'), later, later)
    expect(await answer('counts')).toEqual({ n: 'rebuilt' })
  })

  test('warm loads every function, and survives those that cannot be', async () => {
    const code = 'exports.main = () => 1'
    const functions = { broken: { code: "throw new Error('no')" }, one: { code }, two: { code } }
    const other = await startEmulator({ functions })
    await other.emulator.functions.warm()
    for (const name of ['one', 'two']) {
      const result = await other.emulator.functions.invoke(
        name,
        {},
        { identity: { openid: '' }, source: 'wx_client' },
      )
      expect(result).toMatchObject({ json: '1' })
      expect(result.record.coldStartMs).toBeUndefined()
    }
    await other.close()
  })

  test('close does not wait for what never ends', async () => {
    const code = 'exports.main = () => new Promise(() => {})'
    const other = await startEmulator({ functions: { waits: { code, config: { timeout: 60 } } } })
    const hanging = other.emulator.functions.invoke(
      'waits',
      {},
      { identity: { openid: 'o' }, source: 'wx_client' },
    )
    await other.emulator.functions.warm()
    await other.close()
    expect((await hanging).error?.errorMessage).toBeDefined()
  })
})
