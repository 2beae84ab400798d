/** The types of an action's code: what it is given, by who may call it, and what it must answer. */
import type * as z from 'zod'
import type { Action, Auth } from '../../contract/action'
import type { Actor } from './actor'
import type { IdPrefix } from './id'

/** What every action may know of its invocation. */
export interface SystemContext {
  /** Finds this invocation in the log; the client is told it with every answer. */
  readonly requestId: string
  /** When the invocation began, epoch milliseconds by the server's clock. */
  readonly now: number
  /** A new id: time-ordered, but random for a member, whose joining others need not know. */
  newId(prefix: IdPrefix): string
  /** Lower-case digits nobody can guess, for paths. */
  randomKey(): string
}

/** What an action that anybody may call knows: an openid WeChat vouches for ('' in a `public` action's single page). */
export interface GuestContext extends SystemContext {
  readonly openid: string
  /** Under which the caller's requests and uploads are kept. */
  readonly callerKey: string
  /** The member who calls, being loaded beside what is prefetched; undefined for who has not joined. */
  viewer(): Promise<Actor | undefined>
}

/** What an action of members knows: its actor was loaded and may do this. */
export interface MemberContext extends GuestContext {
  readonly actor: Actor
}

/** The context that an action's `auth` earns it. */
export type ContextOf<A extends Auth> = A extends 'timer' | 'platform'
  ? SystemContext
  : A extends 'public' | 'guest'
    ? GuestContext
    : MemberContext

/** The context before the actor is known. */
export type EarlyContextOf<A extends Auth> = A extends 'timer' | 'platform' ? SystemContext : GuestContext

export type Parsed<A extends Action> = z.output<A['input']>
export type Answer<A extends Action> = z.input<A['output']>

/** An action's code when nothing can be fetched before the actor is known. */
export type Run<A extends Action> = (input: Parsed<A>, ctx: ContextOf<A['auth']>) => Promise<Answer<A>>

/**
 * An action's code in two steps: `begin` starts fetching while the actor is being loaded, and answers the step
 * that runs once the caller may. When the caller is refused, what was fetched is dropped.
 */
export interface TwoStep<A extends Action> {
  begin(input: Parsed<A>, ctx: EarlyContextOf<A['auth']>): (ctx: ContextOf<A['auth']>) => Promise<Answer<A>>
}

export type Handler<A extends Action> = Run<A> | TwoStep<A>

/** One handler for each action of a domain: a missing, extra or mistyped one does not compile. */
export type Handlers<D extends Domain> = { readonly [K in keyof D]: Handler<D[K]> }

/** A domain's part of the contract. */
export type Domain = Readonly<Record<string, Action>>

/**
 * A handler whose reads begin beside the actor's. `prefetch` only reads: it runs before anybody knows whether the
 * caller may.
 */
export function prefetching<A extends Action, P>(
  _action: A,
  steps: {
    prefetch(input: Parsed<A>, ctx: EarlyContextOf<A['auth']>): Promise<P>
    run(input: Parsed<A>, ctx: ContextOf<A['auth']>, prefetched: P): Promise<Answer<A>>
  },
): TwoStep<A> {
  return {
    begin(input, early) {
      // Async, so that what prefetch throws at once also waits until the caller is known to be let in.
      const fetching = (async () => steps.prefetch(input, early))()
      // A refused caller leaves this promise behind: its failure must not end the process.
      fetching.catch(() => undefined)
      return async (ctx) => steps.run(input, ctx, await fetching)
    },
  }
}
