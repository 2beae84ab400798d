/**
 * One invocation from event to envelope: every kind of `auth` against every kind of caller, with a domain made for
 * the purpose and a world that is played.
 */
import * as z from 'zod'
import type { Actor } from '../../cloudfunctions/kit/actor'
import { AppError } from '../../cloudfunctions/kit/app-error'
import { ALL_WRITES, type Controls } from '../../cloudfunctions/kit/controls'
import { createMain, type DispatchPorts } from '../../cloudfunctions/kit/dispatch'
import { prefetching } from '../../cloudfunctions/kit/handler'
import type { InvocationLine } from '../../cloudfunctions/kit/log'
import { type Auth, action } from '../../contract/action'

const input = z.strictObject({ word: z.string().min(2).max(5).optional() })
const output = z.object({ said: z.string() })
const make = <const A extends Auth>(auth: A, event?: string) =>
  action({
    auth,
    effect: 'write',
    input,
    output,
    errors: ['NOT_FOUND'],
    idempotent: 'natural',
    ...(event ? { event } : {}),
  })

const domain = {
  'demo.public': make('public'),
  'demo.guest': make('guest'),
  'demo.member': make('member'),
  'demo.moderate': make('post.moderate'),
  'demo.tick': make('timer', 'each-minute'),
  'demo.pushed': action({
    auth: 'platform',
    effect: 'write',
    event: 'demo_event',
    input: z.looseObject({ trace_id: z.string() }),
    output,
    errors: [],
    idempotent: 'natural',
  }),
} as const

const member = (standing: Actor['standing'], roles: Actor['roles'] = []): Actor => ({
  _id: `mbr_${standing}0${roles.join('')}`,
  schemaVersion: 1,
  openid: 'o',
  nickname: 'n',
  roles,
  standing,
  postCount: 0,
  joinedAt: 0,
})
const MEMBERS: Readonly<Record<string, Actor>> = {
  'o-member': member('active'),
  'o-banned': member('banned', ['moderator']),
  'o-deleted': member('deleted'),
  'o-moderator': member('active', ['moderator']),
  'o-trusted': { ...member('active'), tierProven: true },
}

interface Call {
  readonly openid?: string
  readonly source?: string
  readonly event: unknown
  readonly run?: () => Promise<{ said: string }>
  readonly controls?: Controls
  readonly admit?: DispatchPorts['admitCall']
}

const NOTHING_OFF: Controls = { killSwitches: [], rateLimits: [] }

async function invoke({
  openid = '',
  source = 'wx_client',
  event,
  run = async () => ({ said: 'yes' }),
  controls = NOTHING_OFF,
  admit = async () => undefined,
}: Call) {
  const lines: InvocationLine[] = []
  const failures: unknown[] = []
  const ports: DispatchPorts = {
    caller: () => ({ openid, source }),
    findActor: async (asked) => MEMBERS[asked],
    controls: async () => controls,
    admitCall: admit,
    systemContext: () => ({ requestId: 'req-1', now: 1, newId: () => 'x', randomKey: () => 'k' }),
    stopwatch: () => 0,
    logLine: (line) => lines.push(line),
    logFailure: (_requestId, _action, error) => failures.push(error),
  }
  const main = createMain(
    domain,
    {
      'demo.public': run,
      'demo.guest': run,
      'demo.member': run,
      'demo.moderate': run,
      'demo.tick': run,
      'demo.pushed': run,
    },
    ports,
  )
  const envelope = await main(event)
  return { envelope, code: envelope.ok ? 'ok' : envelope.error.code, lines, failures }
}

const CALLERS = {
  nobody: { openid: '', source: 'wx_client' },
  guest: { openid: 'o-guest', source: 'wx_client' },
  member: { openid: 'o-member', source: 'wx_client' },
  banned: { openid: 'o-banned', source: 'wx_client' },
  deleted: { openid: 'o-deleted', source: 'wx_client' },
  moderator: { openid: 'o-moderator', source: 'wx_client' },
  timer: { openid: '', source: 'wx_trigger' },
  push: { openid: '', source: 'wx_push' },
  'client through a function': { openid: '', source: 'wx_client,scf' },
  'timer through a function': { openid: '', source: 'wx_trigger,scf' },
  devtools: { openid: 'o-moderator', source: 'wx_devtools' },
} as const

const BY_NAME = ['public', 'guest', 'member', 'moderate', 'tick', 'pushed'] as const
const N = 'NOT_A_MEMBER'
const U = 'UNAUTHENTICATED'
const F = 'FORBIDDEN'
const B = 'MEMBER_BANNED'
/** One row a caller; its columns are BY_NAME, then the timer's own event, then the platform's own message. */
const VERDICTS: Readonly<Record<keyof typeof CALLERS, readonly string[]>> = {
  nobody: ['ok', U, U, U, F, F, F, F],
  guest: ['ok', 'ok', N, N, F, F, F, F],
  member: ['ok', 'ok', 'ok', F, F, F, F, F],
  banned: ['ok', 'ok', B, B, F, F, F, F],
  deleted: ['ok', 'ok', N, N, F, F, F, F],
  moderator: ['ok', 'ok', 'ok', 'ok', F, F, F, F],
  timer: ['ok', U, U, U, F, F, 'ok', 'ok'],
  push: ['ok', U, U, U, F, F, F, 'ok'],
  'client through a function': ['ok', U, U, U, F, F, F, F],
  'timer through a function': ['ok', U, U, U, F, F, F, 'ok'],
  devtools: ['ok', 'ok', 'ok', 'ok', F, F, F, F],
}

describe.each(Object.keys(CALLERS) as (keyof typeof CALLERS)[])('%s', (caller) => {
  const events: [string, unknown][] = [
    ...BY_NAME.map((name): [string, unknown] => [
      `demo.${name} by name`,
      { action: `demo.${name}`, input: name === 'pushed' ? { trace_id: 't' } : {} },
    ]),
    ['the timer event', { Type: 'Timer', TriggerName: 'each-minute', Time: 'now', Message: '' }],
    ['the pushed event', { MsgType: 'event', Event: 'demo_event', trace_id: 't', ToUserName: 'x' }],
  ]
  test.each(events.map(([name, event], column) => [name, VERDICTS[caller][column], event]))(
    '%s: %s',
    async (_name, verdict, event) => {
      expect((await invoke({ ...CALLERS[caller], event })).code).toBe(verdict)
    },
  )
})

const AS_MEMBER = { openid: 'o-member' }
const GUEST_CALL = { action: 'demo.guest', input: {} }

test.each([
  ['no event', undefined],
  ['a text', 'demo.guest'],
  ['no name', {}],
  ['a name that is no text', { action: 7 }],
  ['an unknown name', { action: 'demo.nothing', input: {} }],
  ['a name of every object', { action: 'constructor', input: {} }],
  ['a prototype', { action: '__proto__', input: {} }],
  ['an unknown message', { MsgType: 'event', Event: 'other' }],
  ['an unknown timer', { Type: 'Timer', TriggerName: 'other' }],
])('UNKNOWN_ACTION for %s', async (_name, event) => {
  expect((await invoke({ ...AS_MEMBER, event })).code).toBe('UNKNOWN_ACTION')
})

test.each([
  ['nothing', undefined, { field: '', rule: 'required' }],
  ['another type', { word: 7 }, { field: 'word', rule: 'type' }],
  ['too short', { word: 'a' }, { field: 'word', rule: 'too_short', limit: 2 }],
  ['too long', { word: 'abcdef' }, { field: 'word', rule: 'too_long', limit: 5 }],
  ['an identity smuggled in', { openid: 'o-moderator' }, { field: 'openid', rule: 'unknown_field' }],
])('INVALID_INPUT for %s says what is wrong and not what was sent', async (_name, sent, details) => {
  const { envelope } = await invoke({ ...AS_MEMBER, event: { action: 'demo.guest', input: sent } })
  expect(envelope).toEqual({ ok: false, error: { code: 'INVALID_INPUT', requestId: 'req-1', details } })
})

test('who may not call learns nothing about the input', async () => {
  const event = { action: 'demo.moderate', input: { word: 7 } }
  expect((await invoke({ ...AS_MEMBER, event })).code).toBe('FORBIDDEN')
})

test('a field that the output does not declare never leaves', async () => {
  const run = async () => ({ said: 'yes', openid: 'o-member' })
  const { envelope } = await invoke({ ...AS_MEMBER, event: GUEST_CALL, run })
  expect(envelope).toEqual({ ok: true, data: { said: 'yes' }, requestId: 'req-1' })
})

test('INTERNAL for an output that breaks its schema, logged whole', async () => {
  const run = async () => JSON.parse('{"said":7}') as { said: string }
  const { code, failures } = await invoke({ ...AS_MEMBER, event: GUEST_CALL, run })
  expect(code).toBe('INTERNAL')
  expect(failures).toHaveLength(1)
})

test('INTERNAL for what nobody promised: told nothing, logged whole', async () => {
  const fault = new Error('the database said secret things')
  const { envelope, failures } = await invoke({
    ...AS_MEMBER,
    event: GUEST_CALL,
    run: () => Promise.reject(fault),
  })
  expect(envelope).toEqual({ ok: false, error: { code: 'INTERNAL', requestId: 'req-1' } })
  expect(failures).toEqual([fault])
})

test('BUSY for a call that the platform left unanswered, logged whole', async () => {
  const fault = {
    errCode: -501001,
    errMsg: 'document.get:fail -501001 resource system error. request timeout',
  }
  const run = () => Promise.reject(fault)
  const { envelope, failures } = await invoke({ ...AS_MEMBER, event: GUEST_CALL, run })
  expect(envelope).toEqual({ ok: false, error: { code: 'BUSY', requestId: 'req-1' } })
  expect(failures).toEqual([fault])
})

test('INTERNAL for a code that the action does not declare', async () => {
  const run = () => Promise.reject(new AppError('MEDIA_TOO_LARGE'))
  expect((await invoke({ ...AS_MEMBER, event: GUEST_CALL, run })).code).toBe('INTERNAL')
})

test('a declared refusal is answered by its code and is no failure', async () => {
  const run = () => Promise.reject(new AppError('NOT_FOUND'))
  const { code, failures } = await invoke({ ...AS_MEMBER, event: GUEST_CALL, run })
  expect([code, failures]).toEqual(['NOT_FOUND', []])
})

test('one line a call, with who, what and what it cost', async () => {
  const event = { ...GUEST_CALL, clientVersion: `1.0.0${'x'.repeat(100)}` }
  const { lines } = await invoke({ ...AS_MEMBER, event })
  expect(lines).toEqual([
    {
      action: 'demo.guest',
      requestId: 'req-1',
      memberId: 'mbr_active0',
      clientVersion: `1.0.0${'x'.repeat(45)}`,
      ok: true,
      ms: 0,
      calls: 0,
      roundTrips: 0,
      read: 0,
      written: 0,
    },
  ])
})

describe('reads that begin before the actor is known', () => {
  const spec = domain['demo.member']
  const ports = (log: string[], actor: Actor | undefined): DispatchPorts => ({
    caller: () => ({ openid: 'o', source: 'wx_client' }),
    findActor: async () => {
      log.push('actor asked')
      await Promise.resolve()
      log.push('actor there')
      return actor
    },
    controls: async () => NOTHING_OFF,
    admitCall: async () => undefined,
    systemContext: () => ({ requestId: 'req-1', now: 1, newId: () => 'x', randomKey: () => 'k' }),
    stopwatch: () => 0,
    logLine: () => undefined,
    logFailure: () => undefined,
  })
  const mainWith = (log: string[], actor: Actor | undefined, fetched: () => Promise<string>) =>
    createMain(
      { 'demo.member': spec },
      {
        'demo.member': prefetching(spec, {
          prefetch: () => {
            log.push('read asked')
            return fetched()
          },
          run: async (_input, ctx, word) => ({ said: `${ctx.actor.nickname} ${word}` }),
        }),
      },
      ports(log, actor),
    )
  const event = { action: 'demo.member', input: {} }

  test('begin beside the actor and are handed to the run', async () => {
    const log: string[] = []
    const envelope = await mainWith(log, member('active'), async () => 'word')(event)
    expect(log).toEqual(['actor asked', 'read asked', 'actor there'])
    expect(envelope).toMatchObject({ ok: true, data: { said: 'n word' } })
  })

  test('are dropped with a refused caller, even when they fail', async () => {
    const main = mainWith([], undefined, () => Promise.reject(new Error('lost')))
    expect(await main(event)).toMatchObject({ ok: false, error: { code: 'NOT_A_MEMBER' } })
  })

  test('do not begin for an input that breaks the schema', async () => {
    const log: string[] = []
    await mainWith(log, member('active'), async () => 'word')({ ...event, input: { word: 7 } })
    expect(log).not.toContain('read asked')
  })
})

describe('what operators have switched off', () => {
  const off = (...killSwitches: string[]): Controls => ({ ...NOTHING_OFF, killSwitches })
  const tick = { Type: 'Timer', TriggerName: 'each-minute' }

  test('SWITCHED_OFF: an action by its name, and no other', async () => {
    const controls = off('demo.guest')
    expect((await invoke({ ...AS_MEMBER, event: GUEST_CALL, controls })).code).toBe('SWITCHED_OFF')
    const other = { action: 'demo.member', input: {} }
    expect((await invoke({ ...AS_MEMBER, event: other, controls })).code).toBe('ok')
  })

  test('SWITCHED_OFF: all writes of callers; timers stop by their own name only', async () => {
    const controls = off(ALL_WRITES)
    expect((await invoke({ ...AS_MEMBER, event: GUEST_CALL, controls })).code).toBe('SWITCHED_OFF')
    expect((await invoke({ source: 'wx_trigger', event: tick, controls })).code).toBe('ok')
    const stopped = off('demo.tick')
    expect((await invoke({ source: 'wx_trigger', event: tick, controls: stopped })).code).toBe('SWITCHED_OFF')
  })

  test('what is switched off does not run, and who may not call is told that first', async () => {
    const run = jest.fn(async () => ({ said: 'yes' }))
    const event = { action: 'demo.member', input: {} }
    const controls = off(ALL_WRITES)
    expect((await invoke({ ...AS_MEMBER, event, controls, run })).code).toBe('SWITCHED_OFF')
    expect(run).not.toHaveBeenCalled()
    expect((await invoke({ openid: 'o-guest', event, controls })).code).toBe('NOT_A_MEMBER')
  })
})

describe('limits of how often', () => {
  const limited: Controls = {
    ...NOTHING_OFF,
    rateLimits: [{ action: 'demo.guest', max: 2, windowMs: 1_000 }],
  }

  test('RATE_LIMITED says when to come back, and nothing has run', async () => {
    const run = jest.fn(async () => ({ said: 'yes' }))
    const admit = () => Promise.reject(new AppError('RATE_LIMITED', { retryAfterMs: 700 }))
    const { envelope } = await invoke({ ...AS_MEMBER, event: GUEST_CALL, controls: limited, run, admit })
    expect(envelope).toMatchObject({ error: { code: 'RATE_LIMITED', details: { retryAfterMs: 700 } } })
    expect(run).not.toHaveBeenCalled()
  })

  test('a wrong input, a caller without an openid and an action without a limit are not counted', async () => {
    const admit = jest.fn(async () => undefined)
    const wrong = { action: 'demo.guest', input: { word: 7 } }
    await invoke({ ...AS_MEMBER, event: wrong, controls: limited, admit })
    await invoke({ event: { action: 'demo.public', input: {} }, controls: limited, admit })
    await invoke({ ...AS_MEMBER, event: { action: 'demo.member', input: {} }, controls: limited, admit })
    expect(admit).not.toHaveBeenCalled()
    await invoke({ ...AS_MEMBER, event: GUEST_CALL, controls: limited, admit })
    expect(admit).toHaveBeenCalledTimes(1)
  })

  describe('of a trusted member', () => {
    const wider: Controls = {
      ...NOTHING_OFF,
      rateLimits: [{ action: 'demo.guest', max: 2, windowMs: 1_000, trustedMax: 5 }],
    }
    const limits: [string, number][] = []
    /** Refuses the usual limit, and the wider one as told. */
    const admitting =
      (widerRetryAfterMs?: number): DispatchPorts['admitCall'] =>
      async (key, { max }) => {
        limits.push([key.slice(key.indexOf(':')), max])
        const retryAfterMs = key.endsWith(':trusted') ? widerRetryAfterMs : 700
        if (retryAfterMs !== undefined) throw new AppError('RATE_LIMITED', { retryAfterMs })
      }
    const ask = (openid: string, widerRetryAfterMs?: number) =>
      invoke({ openid, event: GUEST_CALL, controls: wider, admit: admitting(widerRetryAfterMs) })
    beforeEach(() => limits.splice(0))

    test('what is beyond the usual limit is counted by itself, up to the wider one', async () => {
      expect((await ask('o-trusted')).code).toBe('ok')
      expect(limits).toEqual([
        [':demo.guest', 2],
        [':demo.guest:trusted', 3],
      ])
    })

    test('RATE_LIMITED: the sooner of both is when to come back', async () => {
      expect((await ask('o-trusted', 300)).envelope).toMatchObject({
        error: { code: 'RATE_LIMITED', details: { retryAfterMs: 300 } },
      })
      expect((await ask('o-trusted', 900)).envelope).toMatchObject({
        error: { code: 'RATE_LIMITED', details: { retryAfterMs: 700 } },
      })
    })

    test('RATE_LIMITED: for who is not trusted, or has not joined, the usual limit is all', async () => {
      for (const openid of ['o-member', 'o-guest']) expect((await ask(openid)).code).toBe('RATE_LIMITED')
      expect(limits).toEqual([
        [':demo.guest', 2],
        [':demo.guest', 2],
      ])
    })
  })
})
