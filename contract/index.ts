/** All that client and cloud say to each other. */
import type * as z from 'zod'
import { checkin } from './checkin'
import { contest } from './contest'
import type { CommonError } from './errors'
import { home } from './home'
import { jobs } from './jobs'
import { mall } from './mall'
import { media } from './media'
import { member } from './member'
import { notice } from './notice'
import { points } from './points'
import { post } from './post'
import { privacy } from './privacy'

export const contract = {
  ...checkin,
  ...contest,
  ...home,
  ...jobs,
  ...mall,
  ...media,
  ...member,
  ...notice,
  ...points,
  ...post,
  ...privacy,
} as const

export type Contract = typeof contract
export type ActionName = keyof Contract
/** What the client sends. */
export type Input<A extends ActionName> = z.input<Contract[A]['input']>
/** What comes back. */
export type Output<A extends ActionName> = z.output<Contract[A]['output']>
/** How it may be refused. */
export type ErrorOf<A extends ActionName> = Contract[A]['errors'][number] | CommonError

/** What a function is called with. */
export interface CallEvent {
  readonly action: string
  readonly input: unknown
  /** The build that asks, for the log. */
  readonly clientVersion?: string
}

/** What a function answers: data, or a code and the id to find it in the log by. Never prose. */
export type Envelope<T> =
  | { readonly ok: true; readonly data: T; readonly requestId: string }
  | {
      readonly ok: false
      readonly error: { readonly code: string; readonly requestId: string; readonly details?: unknown }
    }
