const BADGE_MAX = 99

/** A count as a badge says it: above 99 it is `99+`. */
export function sayBadge(count: number): string {
  return count > BADGE_MAX ? `${BADGE_MAX}+` : String(count)
}
