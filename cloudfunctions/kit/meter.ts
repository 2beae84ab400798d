/** Counts what one invocation costs, for the log line: calls to the platform, their longest chain, documents. */
import { throughDoor } from './door'

export interface Cost {
  /** Calls to database, storage and open APIs. */
  calls: number
  /** The longest chain of calls each of which began after the one before it had ended. */
  roundTrips: number
  /** Documents that came back. */
  read: number
  /** Documents added, changed or removed. */
  written: number
}

/**
 * The invocation that runs. An instance handles one event at a time (PLATFORM 2), so nobody else's calls can be meant;
 * a store that follows promises costs a tenth of the SDK's work, of which every promise would be followed.
 */
let current: Cost | undefined

/** Runs an invocation's work with a meter of its own. */
export async function withMeter<T>(work: (cost: Cost) => Promise<T>): Promise<T> {
  const cost: Cost = { calls: 0, roundTrips: 0, read: 0, written: 0 }
  current = cost
  return work(cost)
}

/** Makes one call to the platform and counts it, whether it succeeds or not. */
export async function metered<T>(call: () => Promise<T>, count?: (result: T) => Partial<Cost>): Promise<T> {
  const cost = current
  if (!cost) return throughDoor(call)
  cost.calls += 1
  const place = cost.roundTrips + 1
  try {
    const result = await throughDoor(call)
    const counted = count?.(result)
    cost.read += counted?.read ?? 0
    cost.written += counted?.written ?? 0
    return result
  } finally {
    cost.roundTrips = Math.max(cost.roundTrips, place)
  }
}
