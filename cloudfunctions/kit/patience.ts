/** Waiting, but not for ever. */

/** What `working` comes to; rejects with `complaint` when that takes longer. What is under way goes on unheard. */
export async function inTime<T>(durationMs: number, working: Promise<T>, complaint: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const patience = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(complaint)), durationMs)
    // Nothing stays awake for it alone.
    timer.unref()
  })
  try {
    return await Promise.race([working, patience])
  } finally {
    clearTimeout(timer)
  }
}
