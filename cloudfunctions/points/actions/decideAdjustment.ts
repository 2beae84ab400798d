import type { Contract } from '../../../contract/index'
import type { Run } from '../../kit/handler'
import { adjustmentView } from '../adjustment-rules'
import { decide } from '../adjustment-store'

/** Approves or declines what another has asked for. */
export const decideAdjustment: Run<Contract['points.decideAdjustment']> = async (
  { adjustmentId, approved },
  { actor, now },
) => ({ adjustment: adjustmentView(await decide(adjustmentId, { memberId: actor._id, approved }, now)) })
