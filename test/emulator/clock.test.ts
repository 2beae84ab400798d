/** The virtual clock: what functions, the database and files see of it, and what they do not. */
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import type { Emulator } from '../../emulator/types'
import { pointSdkAt } from './sdk'
import { functionOf, startEmulator, type TestEmulator } from './support'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** A moment far from the machine's own. */
const NEW_YEAR = Date.parse('2031-01-01T00:00:00+08:00')
/** More than any of these tests takes; far less than what the clock is moved by. */
const SLACK_MS = 60_000

const realTimeSchema = z.object({ realMs: z.number() })

let world: TestEmulator
let emulator: Emulator

beforeAll(async () => {
  world = await startEmulator({
    // Calls that are begun together overlap by this, however late a busy machine sends some of them.
    callLatencyMs: 250,
    collections: { notes: { indexes: [] } },
    functions: {
      tells: { code: 'exports.main = () => Date.now()' },
      waits: functionOf(`
        const before = Date.now()
        await db.collection('notes').where({ _id: 'a' }).get()
        while (Date.now() === before) await new Promise((resolve) => setImmediate(resolve))
        return Date.now()`),
      dates: {
        code: `exports.main = async () => {
          class Day extends Date { get name() { return this.toISOString().slice(0, 10) } }
          const fresh = new Date()
          const startedAt = performance.now()
          await new Promise((resolve) => setTimeout(resolve, 30))
          return {
            now: Date.now(),
            fresh: fresh.getTime(),
            text: Date('ignored'),
            isDate: fresh instanceof Date && fresh.constructor === Date,
            isNative: require('node:util').types.isDate(fresh),
            given: [new Date(5).getTime(), new Date(2020, 0).getFullYear(), new Date('2020-01-01T00:00:00Z').getTime()],
            statics: [Date.UTC(2020, 0), Date.parse('2020-01-01T00:00:00Z')],
            day: new Day().name,
            isDay: new Day() instanceof Day && new Day() instanceof Date,
            cloned: structuredClone(fresh) instanceof Date && structuredClone(fresh).getTime() === fresh.getTime(),
            invalid: String(new Date(undefined).getTime()),
            name: Date.name,
            arity: Date.length,
            realMs: performance.now() - startedAt,
          }
        }`,
      },
      stamps: functionOf(`
        await db.collection('notes').doc('stamp').set({ data: {
          now: db.serverDate(), later: db.serverDate({ offset: 3600000 }), own: new Date(),
        } })
        return (await db.collection('notes').doc('stamp').get()).data`),
      breath: functionOf(`
        const get = (id) => db.collection('notes').where({ _id: id }).get()
        for (let trip = 0; trip < 2; trip++) await Promise.all([get('a'), get('b'), get('c'), get('d')])`),
    },
  })
  emulator = world.emulator
})
afterAll(() => world.close())
afterEach(() => emulator.clock.reset())

async function answer(name: string): Promise<unknown> {
  const result = await emulator.functions.invoke(name, {}, { identity: { openid: 'o' }, source: 'wx_client' })
  if (result.json === undefined) throw new Error(result.error?.errorMessage)
  return JSON.parse(result.json)
}

function expectNear(at: unknown, expected: number): void {
  expect(Math.abs(Number(at) - expected)).toBeLessThan(SLACK_MS)
}

describe('what functions see', () => {
  test("the machine's time, until it is set", async () => {
    expectNear(await answer('tells'), Date.now())
    expect(emulator.clock.isFrozen).toBe(false)
  })

  test('a clock that is set goes on from there, in instances that were running before', async () => {
    await answer('tells')
    await emulator.clock.set(NEW_YEAR)
    expectNear(await answer('tells'), NEW_YEAR)
    expect(await answer('waits')).toBeGreaterThan(NEW_YEAR)
    await emulator.clock.set(0)
    expectNear(await answer('tells'), 0)
    await emulator.clock.reset()
    expectNear(await answer('tells'), Date.now())
  })

  test('a frozen clock stands still, also when it is set and advanced', async () => {
    await emulator.clock.set(NEW_YEAR, { frozen: true })
    expect(await answer('tells')).toBe(NEW_YEAR)
    await emulator.clock.advance(DAY_MS)
    expect(await answer('tells')).toBe(NEW_YEAR + DAY_MS)
    await emulator.clock.set(NEW_YEAR)
    expect([emulator.clock.now(), emulator.clock.isFrozen]).toEqual([NEW_YEAR, true])
    await emulator.clock.set(NEW_YEAR, { frozen: false })
    expect(await answer('waits')).toBeGreaterThan(NEW_YEAR)
  })

  test('an instance in the middle of its work sees the change at once', async () => {
    await emulator.clock.set(NEW_YEAR, { frozen: true })
    let waiting: Promise<unknown> = Promise.resolve()
    await new Promise<void>((resolve) => {
      emulator.intercept(() => {
        resolve()
        return undefined
      })
      waiting = answer('waits')
    })
    emulator.intercept(undefined)
    await emulator.clock.advance(HOUR_MS)
    expect(Number(await waiting)).toBeGreaterThanOrEqual(NEW_YEAR + HOUR_MS)
  })

  test("Date stays the language's own in everything else", async () => {
    await emulator.clock.set(NEW_YEAR, { frozen: true })
    expect(await answer('dates')).toEqual({
      now: NEW_YEAR,
      fresh: NEW_YEAR,
      text: new Date(NEW_YEAR).toString(),
      isDate: true,
      isNative: true,
      given: [5, 2020, 1_577_836_800_000],
      statics: [1_577_836_800_000, 1_577_836_800_000],
      day: '2030-12-31',
      isDay: true,
      cloned: true,
      invalid: 'NaN',
      name: 'Date',
      arity: 7,
      realMs: expect.any(Number),
    })
  })

  test("setTimeout and performance.now keep to the machine's time", async () => {
    await emulator.clock.set(NEW_YEAR, { frozen: true })
    const { realMs } = realTimeSchema.parse(await answer('dates'))
    expect(realMs).toBeGreaterThanOrEqual(29)
    const { durationMs, startedAt } = emulator.functions.records.at(-1) ?? { durationMs: 0, startedAt: 0 }
    expect(durationMs).toBeGreaterThanOrEqual(29)
    expect(startedAt).toBe(NEW_YEAR)
  })
})

describe('what follows it', () => {
  test('server dates, with and without an offset', async () => {
    await emulator.clock.set(NEW_YEAR, { frozen: true })
    const iso = (at: number) => new Date(at).toISOString()
    expect(await answer('stamps')).toMatchObject({
      now: iso(NEW_YEAR),
      later: iso(NEW_YEAR + HOUR_MS),
      own: iso(NEW_YEAR),
    })
  })

  test('the end of temporary addresses', async () => {
    await emulator.clock.set(NEW_YEAR, { frozen: true })
    const fileId = await emulator.storage.write('a.txt', Buffer.from('text'))
    const url = (await emulator.storage.temporaryUrl(fileId, 600)) ?? ''
    const status = async () => (await fetch(url)).status
    expect(await status()).toBe(200)
    await emulator.clock.advance(601_000)
    expect(await status()).toBe(403)
  })

  test('not the 30 seconds of a transaction', async () => {
    const db = pointSdkAt(emulator).database()
    const transaction = await db.startTransaction()
    await emulator.clock.advance(DAY_MS)
    await transaction.collection('notes').add({ data: { _id: 'late' } })
    await expect(transaction.commit()).resolves.toBeDefined()
  })

  test.each([
    ['set', () => emulator.clock.set(NEW_YEAR)],
    ['frozen', () => emulator.clock.set(NEW_YEAR, { frozen: true })],
  ])('not the count of round trips: %s', async (_name, move) => {
    await move()
    await answer('breath')
    expect(emulator.functions.records.at(-1)).toMatchObject({ calls: 8, roundTrips: 2 })
  })
})

describe('what lasts', () => {
  test.each([
    ['an offset', async () => emulator.clock.set(NEW_YEAR)],
    ['a frozen moment', async () => emulator.clock.set(NEW_YEAR, { frozen: true })],
  ])('%s outlives a restart', async (_name, move) => {
    await move()
    const { isFrozen } = emulator.clock
    emulator = await world.restart()
    expect(emulator.clock.isFrozen).toBe(isFrozen)
    expectNear(emulator.clock.now(), NEW_YEAR)
    expectNear(await answer('tells'), NEW_YEAR)
  })
})

describe('refusals', () => {
  test('StartError: a clock file that is none', async () => {
    writeFileSync(join(world.options.dataDir, 'clock.json'), '{"frozenAt":"noon"}')
    await expect(world.restart()).rejects.toMatchObject({
      name: 'StartError',
      message: expect.stringContaining('clock.json'),
    })
    rmSync(join(world.options.dataDir, 'clock.json'))
    emulator = await world.restart()
  })

  test('moments that no Date can show, and going back by advance', async () => {
    const { clock } = emulator
    for (const at of [Number.NaN, 8.64e15 + 1, 1.5]) await expect(clock.set(at)).rejects.toThrow()
    for (const durationMs of [-1, Number.NaN, 0.5]) await expect(clock.advance(durationMs)).rejects.toThrow()
    expectNear(emulator.clock.now(), Date.now())
  })
})
