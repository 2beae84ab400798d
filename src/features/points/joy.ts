/** The small joy of what an action has earned, and the larger one of a new level. */
import type { Earned } from '../../../contract/points-shapes'
import { showEarned, showLevel } from '../../platform/joy'
import { loadRules } from './rules'

/** Shows what an answer says was earned by it; a level with what begins with it. Nothing for nothing. */
export function celebrate(earned: Earned | undefined): void {
  if (!earned) return
  showEarned(earned)
  if (earned.level !== undefined) void celebrateLevel(earned.level)
}

async function celebrateLevel(level: number): Promise<void> {
  const known = await loadRules()
  showLevel({ level, rights: known?.levels.find((each) => each.level === level)?.rights ?? [] })
}
