/**
 * The one door through which an invocation reaches the world: each call to the platform and each wait. Nobody stands
 * in it but a test, which decides there what becomes of a call (a crash, an error, a conflict) and in which order
 * those of several invocations go through.
 */
import { AsyncLocalStorage } from 'node:async_hooks'

/** Who stands in the door. */
export interface Door {
  /** Makes the call, or does something else instead. */
  call<T>(call: () => Promise<T>): Promise<T>
  /** Waits, or pretends to. */
  wait(durationMs: number): Promise<void>
}

const current = new AsyncLocalStorage<Door>()

/** Runs `work` with somebody standing in its door. */
export function withDoor<T>(door: Door, work: () => Promise<T>): Promise<T> {
  return current.run(door, work)
}

/** Makes a call to the platform. */
export function throughDoor<T>(call: () => Promise<T>): Promise<T> {
  const door = current.getStore()
  return door ? door.call(call) : call()
}

/** Resolves after this many milliseconds. */
export function waitFor(durationMs: number): Promise<void> {
  const door = current.getStore()
  return door ? door.wait(durationMs) : new Promise((resolve) => setTimeout(resolve, durationMs))
}
