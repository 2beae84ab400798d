/** What every action of the wire is made of: the shape of its request, and what it does. */
import type * as z from 'zod'
import type { Invocation } from '../functions/invocation'
import { describeIssues } from '../issues'
import { CloudError } from '../types'
import type { ReplyBody } from './reply'

/** What an action knows besides its request. */
export interface CallContext {
  /** The invocation that calls; undefined when the caller is no function of this emulator. */
  readonly invocation: Invocation | undefined
  /** When the request arrived, in epoch milliseconds: every server date in it is this. */
  readonly now: number
}

/** Reads the body and does the work. Errors are CloudErrors. */
export type WireAction = (body: unknown, call: CallContext) => Promise<ReplyBody>

/** An action whose request is checked before it runs; what `schema` does not name is ignored. */
export function wireAction<S extends z.ZodType>(
  schema: S,
  run: (request: z.output<S>, call: CallContext) => Promise<ReplyBody>,
): WireAction {
  return async (body, call) => {
    const request = schema.safeParse(body)
    if (!request.success) throw new CloudError('INVALID_PARAM', describeIssues(request.error))
    return run(request.data, call)
  }
}
