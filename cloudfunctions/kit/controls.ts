/** What operators have switched off or limited of a domain, and what it means for an action. Pure. */
import type { Action, RateLimit } from '../../contract/action'
import { AppError } from './app-error'

/** Stops everything that a domain's callers may change, and leaves what they read. */
export const ALL_WRITES = 'writes'

/** The part of a domain's config that `dispatch` obeys. */
export interface Controls {
  /** Names of actions that are switched off, or ALL_WRITES. */
  readonly killSwitches: readonly string[]
  /** In place of what the contract says of these actions. A list: a field's name cannot have a dot in it. */
  readonly rateLimits: readonly (RateLimit & { readonly action: string })[]
}

/**
 * Refuses an action that is switched off. What the platform and timers ask for stops by its own name only:
 * answers about photos still have to be taken while nobody may post.
 * @throws AppError SWITCHED_OFF
 */
export function demandSwitchedOn(controls: Controls, name: string, action: Action): void {
  const isAskedFor = action.auth !== 'platform' && action.auth !== 'timer'
  const isStopped =
    controls.killSwitches.includes(name) ||
    (isAskedFor && action.effect === 'write' && controls.killSwitches.includes(ALL_WRITES))
  if (isStopped) throw new AppError('SWITCHED_OFF')
}

/** How often one caller may ask for this action; undefined for as often as they like. */
export function rateLimitOf(controls: Controls, name: string, action: Action): RateLimit | undefined {
  return controls.rateLimits.find((limit) => limit.action === name) ?? action.rateLimit
}
