/**
 * One invocation from event to envelope: who calls, may they, strict input, run, output stripped to its schema,
 * one log line. Knows nothing of the SDK: what it needs of the world is handed in.
 */
import type { Action, RateLimit } from '../../contract/action'
import { COMMON_ERRORS, type ErrorCode, type RateLimitedDetails } from '../../contract/errors'
import type { Envelope } from '../../contract/index'
import type { Actor } from './actor'
import { AppError } from './app-error'
import { type Controls, demandSwitchedOn, rateLimitOf } from './controls'
import { demandActor, demandCaller, isForMembers } from './gate'
import type { Domain, GuestContext, Handler, Handlers, MemberContext, SystemContext } from './handler'
import { callerKey } from './id'
import { describeInvalidInput } from './invalid-input'
import type { InvocationLine } from './log'
import { type Cost, withMeter } from './meter'
import { type Route, routeEvent } from './route'
import { isUnanswered } from './sdk-error'
import { isTrusted } from './trust'

/** What an invocation needs of the world. */
export interface DispatchPorts {
  caller(): { readonly openid: string; readonly source: string }
  findActor(openid: string): Promise<Actor | undefined>
  /** What operators have switched off or limited of a domain. */
  controls(domain: string): Promise<Controls>
  /** Counts a call and lets it through, or throws AppError RATE_LIMITED. */
  admitCall(key: string, limit: RateLimit, now: number): Promise<void>
  systemContext(platformContext: unknown): SystemContext
  /** Monotonic milliseconds. */
  stopwatch(): number
  logLine(line: InvocationLine): void
  logFailure(requestId: string, action: string, error: unknown): void
}

/** A cloud function's entry. */
export type Main = (event: unknown, platformContext?: unknown) => Promise<Envelope<unknown>>

/** Makes the entry of a domain's function. */
export function createMain<D extends Domain>(domain: D, handlers: Handlers<D>, ports: DispatchPorts): Main {
  return (event, platformContext) =>
    withMeter(async (cost) => {
      const startedAt = ports.stopwatch()
      const system = ports.systemContext(platformContext)
      const trail: Trail = { action: '' }
      let code: ErrorCode | undefined
      let envelope: Envelope<unknown>
      try {
        const data = await runAction(domain, handlers, event, system, ports, trail)
        envelope = { ok: true, data, requestId: system.requestId }
      } catch (error) {
        const refusal = asRefusal(error, trail.route)
        // Only what an action refuses itself needs no trace.
        if (refusal !== error) ports.logFailure(system.requestId, trail.action, error)
        code = refusal?.code ?? 'INTERNAL'
        envelope = refuse(code, system.requestId, refusal?.details)
      }
      ports.logLine(lineOf(system.requestId, trail, code, ports.stopwatch() - startedAt, cost))
      return envelope
    })
}

/** What is known of the invocation so far, for its log line. */
interface Trail {
  action: string
  route?: Route
  memberId?: string
}

async function runAction<D extends Domain>(
  domain: D,
  handlers: Handlers<D>,
  event: unknown,
  system: SystemContext,
  ports: DispatchPorts,
  trail: Trail,
): Promise<unknown> {
  const route = routeEvent(domain, event)
  trail.action = route.name
  trail.route = route
  const { auth, input, output, evenBanned } = route.action
  const caller = ports.caller()
  demandCaller(auth, caller)
  const isSystem = auth === 'timer' || auth === 'platform'
  const context = guestContext(system, isSystem ? '' : caller.openid, ports, trail)
  // The input is parsed before the actor is known only so that reads may begin; a stranger learns nothing of it.
  const parsed = input.safeParse(route.input)
  const step = parsed.success
    ? { next: begin(handlerOf(handlers, route.name), parsed.data, context) }
    : { refusal: new AppError('INVALID_INPUT', describeInvalidInput(parsed.error, route.input)) }
  const admission = admit(route, context, step.refusal !== undefined, ports)
  // Who may not call is told so first: this one's failure waits for its turn, and does not end the process.
  admission.catch(() => undefined)
  try {
    const entitled = isForMembers(auth)
      ? { ...context, actor: demandActor(auth, await context.viewer(), evenBanned) }
      : context
    if (step.refusal) throw step.refusal
    await admission
    return output.parse(await step.next(entitled))
  } finally {
    // An instance sleeps once it has answered: nothing may still be under way, and the log line wants the member.
    await Promise.allSettled([admission, context.viewer()])
  }
}

/**
 * Whether the action is switched on and the caller within their limit: asked beside the loading of the actor, and a
 * call with a wrong input is not counted.
 */
async function admit(
  { name, action }: Route,
  context: GuestContext,
  isWrong: boolean,
  ports: DispatchPorts,
): Promise<void> {
  const controls = await ports.controls(name.slice(0, name.indexOf('.')))
  demandSwitchedOn(controls, name, action)
  const limit = rateLimitOf(controls, name, action)
  if (!limit || isWrong || context.callerKey === '') return
  const key = `${context.callerKey}:${name}`
  try {
    await ports.admitCall(key, limit, context.now)
  } catch (error) {
    await admitTrusted(key, limit, context, error, ports)
  }
}

/**
 * A trusted member's calls beyond everybody's limit are counted by themselves: so in no window there are more than
 * `trustedMax`, and who stays within the usual limit pays nothing for it.
 */
async function admitTrusted(
  key: string,
  { max, windowMs, trustedMax = max }: RateLimit,
  context: GuestContext,
  refusal: unknown,
  ports: DispatchPorts,
): Promise<void> {
  const usual = rateLimitedDetails(refusal)
  const viewer = usual && trustedMax > max ? await context.viewer() : undefined
  if (!viewer || !isTrusted(viewer, context.now)) throw refusal
  try {
    await ports.admitCall(`${key}:trusted`, { max: trustedMax - max, windowMs }, context.now)
  } catch (error) {
    const beyond = rateLimitedDetails(error)
    throw usual && beyond && usual.retryAfterMs < beyond.retryAfterMs ? refusal : error
  }
}

function rateLimitedDetails(error: unknown): RateLimitedDetails | undefined {
  if (!(error instanceof AppError) || error.code !== 'RATE_LIMITED') return undefined
  return error.details && 'retryAfterMs' in error.details ? error.details : undefined
}

type Next = (ctx: GuestContext | MemberContext) => Promise<unknown>

function begin(handler: Handler<Action>, input: unknown, context: GuestContext): Next {
  return typeof handler === 'function' ? (ctx) => handler(input, ctx) : handler.begin(input, context)
}

/**
 * The type of the table has tied each handler to its action's schemas, and the input has passed its own: from here
 * on the two meet without their names, which the compiler cannot follow.
 */
function handlerOf<D extends Domain>(handlers: Handlers<D>, name: string): Handler<Action> {
  return Reflect.get(handlers, name) as Handler<Action>
}

/** The context of anybody; of a timer or the platform it has no openid, and so no viewer. */
function guestContext(
  system: SystemContext,
  openid: string,
  ports: DispatchPorts,
  trail: Trail,
): GuestContext {
  const loading = openid === '' ? Promise.resolve(undefined) : ports.findActor(openid)
  const viewer = loading.then((actor) => {
    trail.memberId = actor?._id
    return actor?.standing === 'deleted' ? undefined : actor
  })
  // Not every action waits for its viewer: a failed load ends the actions that do, not the process.
  viewer.catch(() => undefined)
  return { ...system, openid, callerKey: openid === '' ? '' : callerKey(openid), viewer: () => viewer }
}

/**
 * The refusal this error is; undefined for what nobody promised, a code the action does not declare included. A call
 * that the platform left unanswered is BUSY: asked again, unchanged, it may succeed.
 */
function asRefusal(error: unknown, route: Route | undefined): AppError | undefined {
  if (isUnanswered(error)) return new AppError('BUSY')
  if (!(error instanceof AppError)) return undefined
  const declared: readonly ErrorCode[] = [...COMMON_ERRORS, ...(route?.action.errors ?? [])]
  return declared.includes(error.code) ? error : undefined
}

function refuse(code: ErrorCode, requestId: string, details: unknown): Envelope<never> {
  return { ok: false, error: { code, requestId, ...(details === undefined ? {} : { details }) } }
}

function lineOf(
  requestId: string,
  trail: Trail,
  code: ErrorCode | undefined,
  ms: number,
  cost: Cost,
): InvocationLine {
  return {
    action: trail.action,
    requestId,
    ...(trail.memberId === undefined ? {} : { memberId: trail.memberId }),
    ...(trail.route?.clientVersion === undefined ? {} : { clientVersion: trail.route.clientVersion }),
    ok: code === undefined,
    ...(code === undefined ? {} : { code }),
    ms: Math.round(ms * 10) / 10,
    ...cost,
  }
}
