/** The entry of a cloud function, on the real platform. */
import { type Actor, MEMBERS } from './actor'
import { monotonicNow, now, randomBytes } from './clock'
import { collection } from './cloud'
import { controlsOf } from './configs'
import { createMain, type DispatchPorts, type Main } from './dispatch'
import type { Domain, Handlers, SystemContext } from './handler'
import { type IdPrefix, randomDigits, randomId, timeOrderedId } from './id'
import { logFailure, logLine } from './log'
import { admitCall } from './rate-limit'
import { asRecord } from './route'
import { callerContext } from './sdk'

/** Enough random bytes for any id or key of `kit/id.ts`. */
const RANDOM_BYTES = 20
/** 60 bits: nobody finds a file by guessing, and twenty addresses stay short. */
const RANDOM_KEY_DIGITS = 12

const ports: DispatchPorts = {
  caller: callerContext,
  findActor,
  controls: controlsOf,
  admitCall,
  systemContext,
  stopwatch: monotonicNow,
  logLine,
  logFailure,
}

/**
 * Serves a domain's part of the contract: its table of contents. The bundle carries only that part's schemas.
 * A missing, extra or mistyped handler does not compile.
 */
export function serve<D extends Domain>(domain: D, handlers: Handlers<D>): Main {
  return createMain(domain, handlers, ports)
}

async function findActor(openid: string): Promise<Actor | undefined> {
  const [actor] = await collection<Actor>(MEMBERS).find({ where: { openid }, limit: 1 })
  return actor
}

function systemContext(platformContext: unknown): SystemContext {
  const startedAt = now()
  return {
    requestId:
      requestIdOf(platformContext) ?? `req_${randomDigits(randomBytes(RANDOM_BYTES), RANDOM_KEY_DIGITS)}`,
    now: startedAt,
    newId: (prefix: IdPrefix) =>
      prefix === 'mbr'
        ? randomId(prefix, randomBytes(RANDOM_BYTES))
        : timeOrderedId(prefix, startedAt, randomBytes(RANDOM_BYTES)),
    randomKey: () => randomDigits(randomBytes(RANDOM_BYTES), RANDOM_KEY_DIGITS),
  }
}

/** The platform names its invocations in one of two ways, by runtime. */
function requestIdOf(platformContext: unknown): string | undefined {
  const fields = asRecord(platformContext)
  const id = fields.request_id ?? fields.requestId
  return typeof id === 'string' && id !== '' ? id : undefined
}
