/**
 * Structured mutations of valid inputs: one hostile field each. About half of them still satisfy the schema (a text
 * full of surprises, a number at its bound, a field left out), so that what lies behind the schema is tried too.
 */
import type * as z from 'zod'
import { callerKey } from '../../cloudfunctions/kit/id'
import type { Action } from '../../contract/action'
import { COMMON_ERRORS } from '../../contract/errors'
import { contract, type Envelope } from '../../contract/index'
import { type FuzzedAction, VALID } from './fuzz-inputs'
import { type Cast, Stage } from './fuzz-stage'
import type { Caller, InProcessWorld } from './in-process'

/** Every action that takes anything from outside. */
export const FUZZED = Object.keys(VALID).filter((name): name is FuzzedAction => Object.hasOwn(VALID, name))

/** From 0 inclusive to 1 exclusive. */
type Random = () => number
const pick = <T>(random: Random, all: readonly T[]): T => {
  const one = all[Math.floor(random() * all.length)]
  if (one === undefined) throw new Error('nothing to pick from')
  return one
}

const nested = (depth: number): unknown => {
  let value: unknown = 'core'
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { a: value }
  return value
}

/** Values that no schema of ours asks for, or that are made to be taken for something else. */
const HOSTILE: readonly (() => unknown)[] = [
  () => null,
  () => Number.NaN,
  () => Number.POSITIVE_INFINITY,
  () => -1,
  () => 2 ** 53,
  () => 1e308,
  () => 0.1,
  () => true,
  () => '',
  () => ' ',
  () => 'x'.repeat(200_000),
  () => '\u0000',
  () => '\ud800',
  () => [],
  () => Array.from({ length: 5000 }, () => 'x'),
  () => ({}),
  () => ({ $gt: '' }),
  () => ({ $ne: null }),
  () => ({ $where: 'while(true){}' }),
  () => ({ $regex: '.*' }),
  () => ({ length: 3 }),
  () => ({ toString: 'x', valueOf: 1 }),
  () => ({ _id: { $exists: true } }),
  () => JSON.parse('{"__proto__":{"polluted":true}}'),
  () => ({ constructor: { prototype: { polluted: true } } }),
  () => nested(10),
  () => nested(200),
  () => new Date(0),
  () => Symbol.iterator.toString(),
]

/** Keys that nobody may smuggle in. */
const SMUGGLED: readonly string[] = [
  'openid',
  '_openid',
  'OPENID',
  'userInfo',
  'actor',
  'memberId_',
  '$where',
  '$set',
  '__proto__',
  'constructor',
  'toJSON',
  '_id',
  'callerKey',
]

/** Texts that are texts, whatever they look like. */
const TEXTS: readonly string[] = [
  "{$gt:''}",
  '__proto__',
  'constructor',
  'null',
  '$where',
  'a.b.c',
  '\u202e你好',
  'é'.normalize('NFD'),
  '👨‍👩‍👧‍👦🏽',
  '𠮷野家',
  '<script>alert(1)</script>',
  "'; drop table posts; --",
  '.*(a+)+$',
  '[[[(((',
  '\\u0000',
  '@{mbr_0000000000000}',
  '@{mbr_',
  '@所有人',
  'a\tb',
  'ﷺ',
  '１２３',
  'İstanbul',
  '​a​',
  'x',
]

/** A place in an input: where it hangs, and under which name. */
interface Place {
  readonly parent: Record<string, unknown> | unknown[]
  readonly key: string
}

function placesOf(value: unknown): Place[] {
  if (typeof value !== 'object' || value === null) return []
  const parent = value as Place['parent']
  return Object.entries(value).flatMap(([key, child]) => [{ parent, key }, ...placesOf(child)])
}

const valueAt = ({ parent, key }: Place): unknown => Reflect.get(parent, key)

/** A key is set as JSON.parse sets it: `__proto__` becomes a field of its own. */
function setOwn({ parent, key }: Place, value: unknown): void {
  Object.defineProperty(parent, key, { value, enumerable: true, configurable: true, writable: true })
}

function removeAt({ parent, key }: Place): void {
  if (Array.isArray(parent)) parent.splice(Number(key), 1)
  else Reflect.deleteProperty(parent, key)
}

/** Changes one place of `input`, or adds one, so that hardly any schema takes it. */
function makeHostile(random: Random, input: object): void {
  const places = placesOf(input)
  const how = random()
  if (places.length === 0 || how < 0.15) {
    const parents = [input, ...places.map(valueAt).filter((each) => each instanceof Object)]
    const parent = pick(random, parents) as Place['parent']
    setOwn({ parent, key: pick(random, SMUGGLED) }, pick(random, HOSTILE)())
    return
  }
  const place = pick(random, places)
  if (how < 0.25) removeAt(place)
  else setOwn(place, how < 0.32 ? [valueAt(place)] : pick(random, HOSTILE)())
}

/** Ids, days and keys lead to things: they stay, so that the things are met. */
const LEADS = /^([a-z]{3}_[0-9a-z]+|20\d\d-\d\d-\d\d|[A-Za-z0-9_-]{16,64}|cloud:.*|tpl_.*)$/

/** Changes one place to something else of its kind. */
function makeSurprising(random: Random, input: object): void {
  const places = placesOf(input).filter((place) => {
    const value = valueAt(place)
    return !(typeof value === 'string' && LEADS.test(value))
  })
  if (places.length === 0) return
  const place = pick(random, places)
  if (random() < 0.2) removeAt(place)
  else setOwn(place, surpriseFor(random, valueAt(place)))
}

const LONGEST_REPEAT = 60

/** Another value of the same kind; an object stays as it is. */
function surpriseFor(random: Random, value: unknown): unknown {
  if (typeof value === 'string') {
    const text = pick(random, TEXTS)
    const longer = random() < 0.3 ? text.repeat(1 + Math.floor(random() * LONGEST_REPEAT)) : text
    return random() < 0.3 ? `${value}${longer}` : longer
  }
  if (typeof value === 'number') return pick(random, [0, 1, 2, value + 1, value - 1, value * 2, 50])
  if (typeof value === 'boolean') return !value
  if (Array.isArray(value)) return random() < 0.5 ? value.slice(1) : [...value].reverse()
  return value
}

const SURPRISES_TRIED = 4

/** One mutation of a valid input; or the input itself, when what is hostile stands around it. */
export function mutate(random: Random, schema: z.ZodType, valid: object): unknown {
  const isAccepted = (candidate: unknown) => schema.safeParse(candidate).success
  const how = random()
  if (how < 0.15) return valid
  if (how < 0.5) {
    const hostile: object = structuredClone(valid)
    makeHostile(random, hostile)
    return hostile
  }
  for (let attempt = 0; attempt < SURPRISES_TRIED; attempt += 1) {
    const surprising: object = structuredClone(valid)
    makeSurprising(random, surprising)
    if (isAccepted(surprising)) return surprising
  }
  return valid
}

interface Made {
  readonly input: object
  readonly as?: Caller
}

/** What a try has come to. */
export interface Tried {
  readonly isAccepted: boolean
  /** What must not have happened; undefined when all is well. */
  readonly wrong?: string
}

/** Things are made anew after so many tries: less than a case holds words, or a day's limits let through. */
export const TRIES_OF_A_STAGE = 40

/** Tries inputs on one action after another. */
export class Fuzzer {
  private stage: Stage
  private tries = 0

  constructor(
    private readonly world: InProcessWorld,
    private readonly cast: Cast,
  ) {
    this.stage = new Stage(world, cast)
  }

  /** Sends an action's valid input as it is. */
  tryValid(action: FuzzedAction): Promise<Tried> {
    return this.tryOne(action, (valid) => ({ input: valid, surroundings: {} }))
  }

  /** Sends one mutation of an action's valid input, sometimes among things that nobody reads. */
  tryHostile(action: FuzzedAction, random: Random): Promise<Tried> {
    return this.tryOne(action, (valid) => {
      const input = mutate(random, contract[action].input, valid)
      const isSurrounded = input === valid || random() < 0.3
      return { input, surroundings: isSurrounded ? hostileSurroundings(random, this.cast.ben.openid) : {} }
    })
  }

  private async tryOne(
    action: FuzzedAction,
    change: (valid: object) => { input: unknown; surroundings: object },
  ): Promise<Tried> {
    this.tries += 1
    if (this.tries % TRIES_OF_A_STAGE === 0) this.stage = new Stage(this.world, this.cast)
    const make: (stage: Stage) => Made | Promise<Made> = VALID[action]
    const { input: valid, as: caller = this.cast.ann } = await make(this.stage)
    const { input, surroundings } = change(valid)
    const envelope = await this.send(action, input, surroundings, caller)
    const wrong = this.wrongWith(action, envelope, caller)
    return {
      isAccepted: envelope.ok,
      ...(wrong === undefined ? {} : { wrong: `${action}: ${wrong} for ${shown(input)}` }),
    }
  }

  private send(
    action: FuzzedAction,
    input: unknown,
    surroundings: object,
    { openid }: Caller,
  ): Promise<Envelope<unknown>> {
    const functionName = action.split('.')[0] ?? ''
    const { auth, event }: Action = contract[action]
    if (auth === 'platform') {
      const message = { ...Object(input), MsgType: 'event', Event: event }
      return this.world.send(functionName, message, { openid: '', source: '' })
    }
    return this.world.send(functionName, { ...surroundings, action, input }, { openid })
  }

  private wrongWith(action: FuzzedAction, envelope: Envelope<unknown>, caller: Caller): string | undefined {
    if (!envelope.ok) {
      const { errors }: Action = contract[action]
      const { code } = envelope.error
      if (code === 'INTERNAL') return `INTERNAL ${envelope.error.requestId}`
      if (![...COMMON_ERRORS, ...errors].some((each) => each === code)) return `undeclared ${code}`
    }
    const answer = JSON.stringify(envelope)
    for (const { openid } of [this.cast.ann, this.cast.ben, caller]) {
      if (answer.includes(openid)) return 'an openid in the answer'
      if (answer.includes(callerKey(openid))) return 'a caller key in the answer'
    }
    return Reflect.get({}, 'polluted') === undefined ? undefined : 'a polluted prototype'
  }
}

/** What else an event may carry, which nobody reads: it changes nothing. */
function hostileSurroundings(random: Random, somebodysOpenid: string): object {
  return pick(random, [
    { clientVersion: 'x'.repeat(10_000) },
    { clientVersion: { $gt: '' } },
    { openid: somebodysOpenid, OPENID: somebodysOpenid },
    { userInfo: { openId: somebodysOpenid, appId: 'wx' } },
    { Type: 'NoTimer', TriggerName: 'each-minute' },
    { MsgType: 'text', Event: 'wxa_media_check' },
    JSON.parse('{"__proto__":{"polluted":true}}'),
  ])
}

const SHOWN_LENGTH = 400
const shown = (input: unknown): string => {
  const text = JSON.stringify(input, (_key, value: unknown) => (Number.isNaN(value) ? 'NaN' : value))
  return `${text}`.slice(0, SHOWN_LENGTH)
}
