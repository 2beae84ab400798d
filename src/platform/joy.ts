/**
 * The small joy of having earned something: shown over whatever page is open, for a moment, with one tick. A level that
 * was reached stays until it is put away, for it says what it unlocks.
 */
import { create } from 'zustand'
import type { LevelRight } from '../../contract/points'
import type { Earned } from '../../contract/points-shapes'
import { tick } from './haptic'

const SHOWN_FOR_MS = 2_600

export interface LevelReached {
  readonly level: number
  readonly rights: readonly LevelRight[]
}

interface JoyState {
  readonly earned?: Pick<Earned, 'points' | 'xp'>
  readonly reached?: LevelReached
}

export const useJoyStore = create<JoyState>(() => ({}))

let ending: ReturnType<typeof setTimeout> | undefined

/** Shows what was earned. What comes while another is shown takes its place. */
export function showEarned({ points, xp }: Pick<Earned, 'points' | 'xp'>): void {
  if (points === 0 && xp === 0) return
  tick()
  clearTimeout(ending)
  useJoyStore.setState({ earned: { points, xp } })
  ending = setTimeout(() => useJoyStore.setState({ earned: undefined }), SHOWN_FOR_MS)
}

/** Shows a level that was reached. */
export function showLevel(reached: LevelReached): void {
  useJoyStore.setState({ reached })
}

/** Puts the level away. */
export function closeLevel(): void {
  useJoyStore.setState({ reached: undefined })
}
