/** The `functions.*` action of the wire: one function calls another. */
import * as z from 'zod'
import type { Host } from '../functions/host'
import type { Caller } from '../functions/invocation'
import { CloudError } from '../types'
import { type CallContext, type WireAction, wireAction } from './action'

const invokeSchema = z.object({ function_name: z.string(), request_data: z.string().default('') })

function parseEvent(text: string): unknown {
  if (text === '') return {}
  try {
    return JSON.parse(text)
  } catch {
    throw new CloudError('INVALID_PARAM', 'request_data is not JSON')
  }
}

/**
 * A nested call is made for the same person, and its way shows that it came through a function. A process
 * that is no function calls for nobody.
 */
function callerOf({ invocation }: CallContext): Caller {
  if (!invocation) return { identity: { openid: '' }, sourceChain: 'scf', clientIp: '127.0.0.1' }
  const { identity, sourceChain, clientIp } = invocation.caller
  return { identity, sourceChain: `${sourceChain},scf`, clientIp }
}

/** Every `functions.*` action by its name. */
export function functionActions(host: Host): Record<string, WireAction> {
  return {
    'functions.invokeFunction': wireAction(invokeSchema, async (request, call) => {
      const event = parseEvent(request.request_data)
      const result = await host.invokeFor(request.function_name, event, callerOf(call))
      if (result.error) {
        const failure = { statusCode: 433, requestId: result.record.requestId, ...result.error }
        throw new CloudError('FUNCTIONS_EXECUTE_FAIL', JSON.stringify(failure))
      }
      return { data: { response_data: result.json } }
    }),
  }
}
