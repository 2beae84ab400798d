/** How jobs write much of something. */

/** Writes that are sent at once. */
const WRITES_AT_ONCE = 50

/** Writes each of these, some at a time. */
export async function inBatches<T>(
  all: readonly T[],
  write: (one: T) => Promise<unknown>,
  atOnce = WRITES_AT_ONCE,
): Promise<void> {
  for (let from = 0; from < all.length; from += atOnce)
    await Promise.all(all.slice(from, from + atOnce).map(write))
}
