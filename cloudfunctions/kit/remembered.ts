/** Keeps what operators seldom change in an instance's memory for a while, so that hot paths do not read it. */

/** How long a change of an operator may take to be seen everywhere. */
const REMEMBERED_MS = 30_000

/**
 * A loader that asks `load` at most once in REMEMBERED_MS; an empty answer and a failure are not remembered.
 * @param now monotonic milliseconds
 */
export function remembered<T>(
  load: () => Promise<readonly T[]>,
  now: () => number,
): () => Promise<readonly T[]> {
  let kept: { readonly value: Promise<readonly T[]>; readonly until: number } | undefined
  return async () => {
    if (kept && now() < kept.until) return kept.value
    const loading = { value: load(), until: now() + REMEMBERED_MS }
    kept = loading
    const forget = () => {
      if (kept === loading) kept = undefined
    }
    const value = await loading.value.catch((error: unknown) => {
      forget()
      throw error
    })
    if (value.length === 0) forget()
    return value
  }
}
