/** Which WeChat group is offered to whom (PRODUCT 1.6). Pure. */
import type { SurveyNeed } from '../../contract/member-shapes'

interface Fitting {
  readonly needs: readonly SurveyNeed[]
  readonly city?: string
}

/**
 * The group that fits best: one of their own city before one for everywhere, then the most needs in common. A group of
 * another city is not offered, nor one that serves none of their needs; a group without needs serves any.
 */
export function groupFor<T extends Fitting>(
  groups: readonly T[],
  seeker: { readonly needs: readonly SurveyNeed[]; readonly city?: string | undefined },
): T | undefined {
  let best: { readonly group: T; readonly fit: number } | undefined
  for (const group of groups) {
    const fit = fitOf(group, seeker)
    if (fit > (best?.fit ?? 0)) best = { group, fit }
  }
  return best?.group
}

/** More than any number of needs in common. */
const SAME_CITY = 100

function fitOf(group: Fitting, seeker: Parameters<typeof groupFor>[1]): number {
  const isElsewhere = group.city !== undefined && placeKey(group.city) !== placeKey(seeker.city)
  const common = group.needs.filter((need) => seeker.needs.includes(need)).length
  if (isElsewhere || (group.needs.length > 0 && common === 0)) return 0
  return 1 + common + (group.city === undefined ? 0 : SAME_CITY)
}

/** 上海, 上海市 and Shanghai's other spellings of width and case: one place. */
export function placeKey(city: string | undefined): string {
  return (city ?? '').normalize('NFKC').trim().toLowerCase().replace(/市$/u, '')
}
