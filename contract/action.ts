/** The shape of one thing the client may ask of the cloud. No logic, no I/O. */
import type * as z from 'zod'
import type { ErrorCode } from './errors'
import type { Capability } from './roles'

/**
 * Who may call an action.
 * - `public`: no OPENID needed (a timeline's single page has none); reads only.
 * - `guest`: somebody WeChat has signed in, joined or not.
 * - `member`: somebody who joined and is neither banned (but see `evenBanned`) nor deleted.
 * - a capability: a member one of whose roles has it.
 * - `timer`: the platform's clock, SOURCE exactly `wx_trigger`.
 * - `platform`: the platform's own message push, never a client.
 */
export type Auth = 'public' | 'guest' | 'member' | 'timer' | 'platform' | Capability

/** How often one caller may do something: at most `max` times in any `windowMs` milliseconds. */
export interface RateLimit {
  /** At most RATE_LIMIT_MAX. */
  readonly max: number
  /** At most RATE_LIMIT_WINDOW_MAX_MS. */
  readonly windowMs: number
  /** What a trusted member (`kit/trust.ts`) may do in the same window, more than `max`; at most RATE_LIMIT_MAX. */
  readonly trustedMax?: number
}

/** One action of the contract: who may call it, what goes in, what comes out, how it may be refused. */
export interface Action<
  A extends Auth = Auth,
  I extends z.ZodType = z.ZodType,
  O extends z.ZodType = z.ZodType,
  C extends ErrorCode = ErrorCode,
> {
  readonly auth: A
  /** Of a `member` action: a banned member may call it too, for it is everybody's right (PIPL). */
  readonly evenBanned?: true
  /** Whether it changes anything: all of a domain's writes can be switched off together. */
  readonly effect: 'read' | 'write'
  /** Always a `z.strictObject`: an unknown key is refused, so no input can smuggle an identity in. */
  readonly input: I
  /** Parsed on the server before it leaves: a field that is not declared here never reaches a phone. */
  readonly output: O
  /** The refusals of this action's own, besides COMMON_ERRORS. */
  readonly errors: readonly C[]
  /**
   * `'requestId'`: a write the client may repeat with the same requestId and get the same answer.
   * `'natural'`: repeating it changes nothing (a read, or a write that states the end it wants).
   */
  readonly idempotent: 'requestId' | 'natural'
  /** A default that an operator may change. Repetitions count too: what is limited is asking. */
  readonly rateLimit?: RateLimit
  /** For `platform` and `timer` actions: the name of the pushed event, or of the timer, that this action receives. */
  readonly event?: string
}

/** Declares an action; it only fixes the types. */
export function action<
  const A extends Auth,
  I extends z.ZodType,
  O extends z.ZodType,
  const C extends ErrorCode,
>(spec: Action<A, I, O, C>): Action<A, I, O, C> {
  return spec
}
