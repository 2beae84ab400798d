import type { Contract } from '../../../contract/index'
import { EarningSource } from '../../../contract/points-shapes'
import type { Run } from '../../kit/handler'
import { readEarningSettings } from '../earning-store'
import { LEVELS } from '../level-rules'

/** What earns points, and the levels. */
export const listRules: Run<Contract['points.listRules']> = async () => {
  const { rules, memberDayMax } = await readEarningSettings()
  return {
    rules: EarningSource.options.map((source) => {
      const { on, points, xp, perDayMax } = rules[source]
      return { source, on, points, xp, perDayMax }
    }),
    memberDayMax,
    levels: LEVELS.map(({ rights, ...level }) => ({ ...level, rights: [...rights] })),
  }
}
