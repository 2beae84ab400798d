/** Timers: when their cron says that they are due, and how they run by the clock, by hand and by themselves. */
import { parseCron } from '../../emulator/timers/cron'
import type { Emulator, InvocationResult } from '../../emulator/types'
import { functionOf, startEmulator, type TestEmulator } from './support'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
/** A Sunday, five past noon in Shanghai. */
const NOON = Date.parse('2026-11-22T12:05:00+08:00')

const shanghai = (text: string) => Date.parse(`${text.replace(' ', 'T')}+08:00`)
const timer = (name: string, config: string) => ({ triggers: [{ name, type: 'timer', config }] })

describe('cron', () => {
  test.each([
    ['0 */5 * * * * *', '2026-11-22 12:10:00', '2026-11-22 12:15:00'],
    ['*/20 * * * * * *', '2026-11-22 12:05:20', '2026-11-22 12:05:40'],
    ['0 5/15 * * * * *', '2026-11-22 12:20:00', '2026-11-22 12:35:00'],
    ['0 0 2 1 * * *', '2026-12-01 02:00:00', '2027-01-01 02:00:00'],
    ['0 15 10 * * MON-FRI *', '2026-11-23 10:15:00', '2026-11-24 10:15:00'],
    ['0 0 0 * * 0 *', '2026-11-29 00:00:00', '2026-12-06 00:00:00'],
    ['0 30 9,12 * * 6 *', '2026-11-28 09:30:00', '2026-11-28 12:30:00'],
    ['0 0 0 29 FEB * *', '2028-02-29 00:00:00', '2032-02-29 00:00:00'],
    ['0 0 0 L * * *', '2026-11-30 00:00:00', '2026-12-31 00:00:00'],
    ['0 0 0 ? * 5#2 *', '2026-12-11 00:00:00', '2027-01-08 00:00:00'],
    ['0 0 0 1 1 * 2030-2031', '2030-01-01 00:00:00', '2031-01-01 00:00:00'],
  ])('%s', (expression, first, second) => {
    const schedule = parseCron(expression)
    expect(schedule.nextAfter(NOON)).toBe(shanghai(first))
    expect(schedule.nextAfter(shanghai(first))).toBe(shanghai(second))
  })

  test('a day and a weekday are alternatives', () => {
    const schedule = parseCron('0 0 9 24 * 1 *')
    const found = [NOON]
    for (let i = 0; i < 3; i++) found.push(schedule.nextAfter(found.at(-1) ?? 0) ?? 0)
    expect(found.slice(1)).toEqual(['2026-11-23 09:00', '2026-11-24 09:00', '2026-11-30 09:00'].map(shanghai))
  })

  test.each(['0 0 0 1 1 * 2020', '0 0 0 31 2 * *'])('%s never comes', (expression) => {
    expect(parseCron(expression).nextAfter(NOON)).toBeUndefined()
  })

  test.each([
    ['*/5 * * * *', '7 fields'],
    ['0 */5 * * * *', '7 fields'],
    ['60 * * * * * *', '60 is no second'],
    ['0 0 24 * * * *', '24 is no hour'],
    ['0 0 0 0 * * *', '0 is no day'],
    ['0 0 0 * 13 * *', '13 is no month'],
    ['0 0 0 * * 7 *', '7 is no weekday'],
    ['0 0 0 * * * 1969', '1969 is no year'],
    ['0 */0 * * * * *', '*/0 is no minute'],
    ['0 5- * * * * *', '5- is no minute'],
    ['0 9-3 * * * * *', '9-3'],
    ['@daily 0 0 0 0 0 0', '@daily is no second'],
  ])('%s is refused', (expression, reason) => {
    expect(() => parseCron(expression)).toThrow(reason)
  })
})

describe('timers', () => {
  let world: TestEmulator
  let emulator: Emulator

  const remember = functionOf(
    `const { OPENID, SOURCE } = cloud.getWXContext()
    await db.collection('runs').add({ data: {
      at: Date.now(), openid: OPENID === undefined ? 'none' : OPENID, source: SOURCE, event, who: context.function_name
    } })`,
  )
  beforeAll(async () => {
    world = await startEmulator({
      collections: { runs: { indexes: [{ name: 'at', keys: [['at', 1]] }] } },
      functions: {
        minutely: { ...remember, config: timer('each-minute', '0 * * * * * *') },
        hourly: { ...remember, config: timer('each_hour', '0 0 * * * * *') },
        failing: {
          code: "exports.main = () => { throw new Error('on purpose') }",
          config: timer('fails', '30 0 13 * * * *'),
        },
        idle: { code: 'exports.main = () => 1' },
      },
    })
    emulator = world.emulator
  })
  afterAll(() => world.close())
  beforeEach(async () => {
    await emulator.clock.set(NOON, { frozen: true })
    await emulator.database.remove('runs', { query: { at: { $gte: 0 } }, multi: true })
  })

  const runs = () => emulator.database.find('runs', { query: { at: { $gte: 0 } }, order: { at: 1 } })

  test('are listed with when they run next', () => {
    const list = emulator.timers
      .list()
      .map(({ functionName, name, cron, nextAt }) => ({ functionName, name, cron, nextAt }))
    expect(list).toEqual([
      {
        functionName: 'failing',
        name: 'fails',
        cron: '30 0 13 * * * *',
        nextAt: shanghai('2026-11-22 13:00:30'),
      },
      {
        functionName: 'hourly',
        name: 'each_hour',
        cron: '0 0 * * * * *',
        nextAt: shanghai('2026-11-22 13:00:00'),
      },
      {
        functionName: 'minutely',
        name: 'each-minute',
        cron: '0 * * * * * *',
        nextAt: shanghai('2026-11-22 12:06:00'),
      },
    ])
  })

  test('runNow: by the platform, for nobody, now', async () => {
    const { record } = await emulator.timers.runNow('hourly', 'each_hour')
    const event = { Type: 'Timer', TriggerName: 'each_hour', Time: '2026-11-22T04:05:00Z', Message: '' }
    expect(await runs()).toEqual([
      { _id: expect.any(String), at: NOON, openid: 'none', source: 'wx_trigger', event, who: 'hourly' },
    ])
    const listed = emulator.timers.list().find(({ functionName }) => functionName === 'hourly')
    expect(listed?.lastRun).toEqual({ at: NOON, requestId: record.requestId, error: undefined })
  })

  test('TIMER_NOT_FOUND: a timer that is not there', async () => {
    await expect(emulator.timers.runNow('hourly', 'other')).rejects.toMatchObject({ code: 'TIMER_NOT_FOUND' })
    await expect(emulator.timers.runNow('idle', 'each_hour')).rejects.toMatchObject({
      code: 'TIMER_NOT_FOUND',
    })
  })

  test('advance runs each at its own moment, in order, once', async () => {
    await emulator.clock.advance(HOUR_MS)
    const found = await runs()
    const minutes = Array.from({ length: 60 }, (_, minute) => NOON + (minute + 1) * MINUTE_MS)
    expect(found.filter(({ who }) => who === 'minutely').map(({ at }) => at)).toEqual(minutes)
    expect(found.filter(({ who }) => who === 'hourly').map(({ at }) => at)).toEqual([
      shanghai('2026-11-22 13:00:00'),
    ])
    expect(emulator.clock.now()).toBe(NOON + HOUR_MS)
    const failing = emulator.timers.list().find(({ functionName }) => functionName === 'failing')
    expect(failing?.lastRun).toMatchObject({ at: shanghai('2026-11-22 13:00:30'), error: 'on purpose' })
  })

  test('a moment is due once, however the clock gets there', async () => {
    await emulator.clock.advance(MINUTE_MS)
    await emulator.clock.advance(MINUTE_MS - 1)
    await emulator.clock.advance(1)
    expect((await runs()).map(({ at }) => at)).toEqual([NOON + MINUTE_MS, NOON + 2 * MINUTE_MS])
  })

  test('two advances at once are one after the other', async () => {
    await Promise.all([emulator.clock.advance(MINUTE_MS), emulator.clock.advance(MINUTE_MS)])
    expect((await runs()).map(({ at }) => at)).toEqual([NOON + MINUTE_MS, NOON + 2 * MINUTE_MS])
  })

  test('set jumps over what lies between', async () => {
    await emulator.clock.set(NOON + 5 * HOUR_MS)
    expect(await runs()).toEqual([])
  })

  test('an advance that the end of the emulator cuts off ends too', async () => {
    const code = 'exports.main = () => new Promise((resolve) => setTimeout(resolve, 5_000))'
    const config = { ...timer('each-second', '* * * * * * *'), timeout: 10 }
    const other = await startEmulator({ functions: { slow: { code, config } } })
    await other.emulator.functions.warm()
    const complaints = jest.spyOn(console, 'error').mockImplementation(() => undefined)
    const advancing = other.emulator.clock.advance(HOUR_MS)
    while (!other.emulator.clock.isFrozen) await new Promise((resolve) => setImmediate(resolve))
    await other.close()
    await advancing
    expect(other.emulator.functions.records).toHaveLength(1)
    complaints.mockRestore()
  })

  test('a clock that goes goes on where advance has led it', async () => {
    await emulator.clock.set(NOON, { frozen: false })
    await emulator.clock.advance(10 * MINUTE_MS)
    expect(emulator.clock.isFrozen).toBe(false)
    expect(emulator.clock.now() - NOON).toBeGreaterThanOrEqual(10 * MINUTE_MS)
    expect(await runs()).toHaveLength(10)
  })
})

describe('by themselves', () => {
  let world: TestEmulator
  const code = 'exports.main = (event) => { console.log(event.Time) }'

  /** Resolves with what the next run of a function was given. */
  function nextRun(emulator: Emulator): Promise<string | undefined> {
    const known = emulator.functions.records.length
    return new Promise((resolve) => {
      const look = () => {
        const record = emulator.functions.records[known]
        if (record) resolve(record.logs[0])
        else setImmediate(look)
      }
      look()
    })
  }

  beforeAll(async () => {
    world = await startEmulator({
      functions: { jobs: { code, config: timer('daily', '0 0 3 * * * *') } },
      runTimers: true,
    })
  })
  afterAll(() => world.close())

  test('a timer runs when the going clock comes to its moment', async () => {
    const { emulator } = world
    expect(emulator.timers.isPaused).toBe(false)
    const run = nextRun(emulator)
    await emulator.clock.set(shanghai('2026-11-23 02:59:59'))
    expect(await run).toBe('2026-11-22T19:00:00Z')
    expect(emulator.functions.records).toHaveLength(1)
  })

  test('not while they are paused, and not what was missed meanwhile', async () => {
    const { emulator } = world
    const known = emulator.functions.records.length
    emulator.timers.isPaused = true
    await emulator.clock.set(shanghai('2026-11-24 02:59:59') + 990)
    while (emulator.clock.now() < shanghai('2026-11-24 03:00:00') + 50)
      await new Promise((resolve) => setImmediate(resolve))
    emulator.timers.isPaused = false
    const run = nextRun(emulator)
    await emulator.clock.set(shanghai('2026-11-25 02:59:59') + 990)
    expect(await run).toBe('2026-11-24T19:00:00Z')
    expect(emulator.functions.records).toHaveLength(known + 1)
  })

  test('what is due when the clock is moved is not lost', async () => {
    const { emulator } = world
    const run = nextRun(emulator)
    await emulator.clock.set(shanghai('2026-11-26 02:59:59') + 995)
    const moment = shanghai('2026-11-26 03:00:00')
    // Without giving the timer a turn of its own.
    while (emulator.clock.now() < moment);
    await emulator.clock.advance(1_000)
    expect(await run).toBe('2026-11-25T19:00:00Z')
  })

  test('a clock that was going goes on after an advance and a set at once', async () => {
    const { emulator } = world
    await Promise.all([emulator.clock.advance(HOUR_MS), emulator.clock.set(NOON)])
    expect(emulator.clock.isFrozen).toBe(false)
  })

  test('a run that has not ended does not hold up the next: it gets an instance of its own', async () => {
    const asks = functionOf("await db.collection('notes').where({ _id: 'a' }).get()", {
      ...timer('each-second', '* * * * * * *'),
      timeout: 60,
    })
    const other = await startEmulator({ functions: { asks }, collections: { notes: { indexes: [] } } })
    const running = new Set<string>()
    await new Promise<void>((resolve) => {
      const both = new Promise<void>((release) => {
        other.emulator.intercept(async ({ requestId }) => {
          running.add(requestId)
          if (running.size === 2) release()
          await both
          return undefined
        })
      })
      other.emulator.timers.isPaused = false
      void both.then(resolve)
    })
    await other.close()
    expect(running.size).toBeGreaterThanOrEqual(2)
  })

  test('createEmulator leaves them paused', async () => {
    const other = await startEmulator()
    expect(other.emulator.timers.isPaused).toBe(true)
    await other.close()
  })
})

describe('a rebuilt function', () => {
  test('has the timer of its new configuration at once', async () => {
    const code = 'exports.main = () => 1'
    const world = await startEmulator({
      watch: true,
      functions: { jobs: { code, config: timer('hourly', '0 0 * * * * *') }, other: { code } },
    })
    await world.emulator.functions.warm()
    const names = () => world.emulator.timers.list().map(({ name }) => name)
    expect(names()).toEqual(['hourly'])
    world.writeFunction('jobs', { code, config: timer('every-two-hours', '0 0 */2 * * * *') })
    world.writeFunction('other', { code, config: timer('daily', '0 0 0 * * * *') })
    expect(names()).toEqual(['every-two-hours', 'daily'])
    await world.close()
  })
})

describe('config.json', () => {
  const code = 'exports.main = () => 1'
  const invoke = (world: TestEmulator): Promise<InvocationResult> =>
    world.emulator.functions.invoke('f', {}, { identity: { openid: '' }, source: 'wx_client' })

  test.each([
    ['a cron that is wrong', timer('t', '0 0 * * *'), '7 fields'],
    [
      'a second timer',
      { triggers: [...timer('a', '0 * * * * * *').triggers, ...timer('b', '0 * * * * * *').triggers] },
      'one timer',
    ],
    ['a name that is none', timer('1st', '0 * * * * * *'), 'triggers.0.name'],
    ['another kind of trigger', { triggers: [{ name: 't', type: 'cos', config: '' }] }, 'triggers.0.type'],
  ])('%s is refused, and said once where nobody calls', async (_name, config, reason) => {
    const complaints = jest.spyOn(console, 'error').mockImplementation(() => undefined)
    const world = await startEmulator({ functions: { f: { code, config } } })
    expect(world.emulator.timers.list()).toEqual([])
    expect(world.emulator.timers.list()).toEqual([])
    expect(complaints.mock.calls).toEqual([[expect.stringContaining(reason)]])
    complaints.mockRestore()
    await expect(invoke(world)).rejects.toThrow(reason)
    await world.close()
  })
})
