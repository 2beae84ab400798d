/** A clock that goes on by itself between two answers of the server. */
import { useEffect, useState } from 'react'
import type { TimeState } from '../../shapes'

const TICK_MS = 1000

/** The virtual time now, in epoch milliseconds, once a second. */
export function useTicking(state: TimeState | undefined): number | undefined {
  const [shown, setShown] = useState(state?.now)
  useEffect(() => {
    if (!state) return undefined
    const loadedAt = Date.now()
    const show = () => setShown(state.now + (state.isFrozen ? 0 : Date.now() - loadedAt))
    show()
    const timer = setInterval(show, TICK_MS)
    return () => clearInterval(timer)
  }, [state])
  return shown
}
