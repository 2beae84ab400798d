/** Levels: what somebody's XP make them, and what each level unlocks (PRODUCT 5.9). Pure. */
import { LEVELS_MAX } from '../../contract/limits'
import type { LevelRight } from '../../contract/points'

/** The first step, and by how much each is longer than the one before. */
const FIRST_STEP_XP = 60
const STEP_GROWTH_XP = 40

/** XP at which a level begins; levels are 1 to LEVELS_MAX. */
export function beginningOf(level: number): number {
  const steps = Math.min(Math.max(level, 1), LEVELS_MAX) - 1
  return steps * FIRST_STEP_XP + ((steps * (steps - 1)) / 2) * STEP_GROWTH_XP
}

/** The level that so many XP make. */
export function levelOf(xp: number): number {
  let level = 1
  while (level < LEVELS_MAX && xp >= beginningOf(level + 1)) level += 1
  return level
}

/** What begins with a level: a name in another colour, and items that ask for a level. */
const RIGHTS: Readonly<Partial<Record<number, readonly LevelRight[]>>> = {
  2: ['levelItems'],
  3: ['titleColour'],
  5: ['titleColour'],
  8: ['titleColour'],
  12: ['titleColour'],
}

/** Every level, with the XP at which it begins and the rights that begin with it. */
export const LEVELS = Array.from({ length: LEVELS_MAX }, (_, n) => ({
  level: n + 1,
  beginsAt: beginningOf(n + 1),
  rights: RIGHTS[n + 1] ?? [],
}))

/** The latest colour that a name has gained by so many XP, from 1; undefined for the usual one. */
export function titleColourOf(xp: number): number | undefined {
  const gained = LEVELS.filter(({ beginsAt, rights }) => beginsAt <= xp && rights.includes('titleColour'))
  return gained.length === 0 ? undefined : gained.length
}

/** A level and the way to the next. */
export interface Standing {
  readonly level: number
  /** XP since this level began, and from there to the next; the next is absent at the highest. */
  readonly gained: number
  readonly step?: number
}

/** Where somebody with so many XP stands. */
export function standingOf(xp: number): Standing {
  const level = levelOf(xp)
  const gained = xp - beginningOf(level)
  return level === LEVELS_MAX
    ? { level, gained }
    : { level, gained, step: beginningOf(level + 1) - beginningOf(level) }
}
