/** Which action an event asks for. Pure. */
import type { Action } from '../../contract/action'
import { AppError } from './app-error'
import type { Domain } from './handler'

/** The action an event names, and what it brings. */
export interface Route {
  readonly name: string
  readonly action: Action
  readonly input: unknown
  readonly clientVersion?: string
}

/**
 * Finds the action: a message that the platform pushes by its `Event`, a timer by its `TriggerName`, anything else
 * by its name. Actions of the platform and of timers cannot be called by name.
 * @throws AppError UNKNOWN_ACTION, or FORBIDDEN for a name that only the platform may reach
 */
export function routeEvent(domain: Domain, event: unknown): Route {
  const fields = asRecord(event)
  if (fields.MsgType === 'event') return { ...byEvent(domain, 'platform', fields.Event), input: event }
  if (fields.Type === 'Timer') return { ...byEvent(domain, 'timer', fields.TriggerName), input: {} }
  const name = fields.action
  if (typeof name !== 'string' || !Object.hasOwn(domain, name)) throw new AppError('UNKNOWN_ACTION')
  const action = domain[name]
  if (!action) throw new AppError('UNKNOWN_ACTION')
  if (action.auth === 'platform' || action.auth === 'timer') throw new AppError('FORBIDDEN')
  const version = fields.clientVersion
  return {
    name,
    action,
    input: fields.input,
    ...(typeof version === 'string' ? { clientVersion: version.slice(0, CLIENT_VERSION_LENGTH_MAX) } : {}),
  }
}

/** A client may claim any version: the log keeps this much of it. */
const CLIENT_VERSION_LENGTH_MAX = 50

function byEvent(
  domain: Domain,
  auth: 'platform' | 'timer',
  event: unknown,
): { name: string; action: Action } {
  for (const [name, action] of Object.entries(domain)) {
    if (action.auth === auth && action.event !== undefined && action.event === event) return { name, action }
  }
  throw new AppError('UNKNOWN_ACTION')
}

/** The fields of a plain object; none of anything else. */
export function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {}
}
