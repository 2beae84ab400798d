/**
 * What a mini program still has to do: answers on their way and short timers. `idle` waits until there is
 * nothing left, so that tests never sleep; one that never comes to rest is an error with the reasons in it.
 */

/** Longer timers (a toast that fades, a retry) are not waited for. */
const TIMER_HORIZON_MS = 100
/** Turns of the event loop without news after which nothing more will come by itself. */
const QUIET_TURNS = 3

/** Longer than the phone's own patience with one call, so that the app's answer to a timeout is still seen. */
export const IDLE_LIMIT_MS = 20_000

export class Tasks {
  private readonly running = new Map<symbol, string>()
  private wakers: (() => void)[] = []

  /** Notes that something has begun; the answer is to be called when it has ended. */
  begin(what: string): () => void {
    const key = Symbol(what)
    this.running.set(key, what)
    return () => {
      if (!this.running.delete(key)) return
      this.wake()
    }
  }

  /** Notes a timer of the app; one beyond the horizon is nothing to wait for. */
  beginTimer(delayMs: number): () => void {
    return delayMs <= TIMER_HORIZON_MS ? this.begin(`a timer of ${delayMs} ms`) : () => {}
  }

  /** Makes those who wait look again, for instance because an error has been recorded. */
  wake(): void {
    const wakers = this.wakers
    this.wakers = []
    for (const waker of wakers) waker()
  }

  /** Resolves at the next end of something, or at the deadline. */
  private changed(deadline: number): Promise<void> {
    return new Promise((resolve) => {
      const limit = setTimeout(resolve, Math.max(0, deadline - Date.now()))
      this.wakers.push(() => {
        clearTimeout(limit)
        resolve()
      })
    })
  }

  /** What is still under way, in words. */
  describe(): string {
    return [...new Set(this.running.values())].join(', ') || 'nothing'
  }

  /**
   * Waits until the app has nothing left to do.
   * @param check is asked at every turn, and may throw to end the waiting.
   */
  async idle(check: () => void, limitMs = IDLE_LIMIT_MS): Promise<void> {
    const deadline = Date.now() + limitMs
    let quietTurns = 0
    while (quietTurns < QUIET_TURNS) {
      check()
      if (Date.now() > deadline)
        throw new Error(
          `The mini program did not come to rest in ${limitMs} ms: ${this.describe()} under way`,
        )
      if (this.running.size > 0) {
        quietTurns = 0
        await this.changed(deadline)
      } else {
        quietTurns += 1
        await new Promise((resolve) => setImmediate(resolve))
      }
    }
    check()
  }

  /**
   * Waits until a condition holds, whatever else is under way.
   * @param what names the condition in the error when the time is over.
   */
  async until(condition: () => boolean, what: string, limitMs = IDLE_LIMIT_MS): Promise<void> {
    const deadline = Date.now() + limitMs
    while (!condition()) {
      if (Date.now() > deadline)
        throw new Error(`Waited ${limitMs} ms in vain for ${what}; ${this.describe()} under way`)
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }
}
