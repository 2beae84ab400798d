import type { Contract } from '../../../contract/index'
import { replacedBy } from '../../kit/cloud'
import type { Run } from '../../kit/handler'
import { claimInTransaction } from '../../kit/request'
import { checkText } from '../../kit/text-check'
import { inTransaction } from '../../kit/transaction'
import { demandVisible } from '../../kit/visible-text'
import { demandShownText } from '../../member/rules'
import { COUPON_TEMPLATES, type CouponTemplateDocument } from '../coupon-collections'

/** Makes a coupon known or changes one. The last to save is right. */
export const saveCouponTemplate: Run<Contract['mall.saveCouponTemplate']> = async (input, ctx) => {
  const { requestId, templateKey, ...wanted } = input
  demandVisible('name', input.name)
  demandShownText(await checkText(ctx, 'profile', input.name))
  await inTransaction(async (tx) => {
    const claim = await claimInTransaction(tx, {
      callerKey: ctx.callerKey,
      requestId,
      action: 'mall.saveCouponTemplate',
      input,
      workId: templateKey,
      now: ctx.now,
    })
    if (!claim.first) return
    const templates = tx.collection<CouponTemplateDocument>(COUPON_TEMPLATES)
    const { discount, scope } = wanted
    if (!(await templates.get(templateKey)))
      await templates.add({ _id: templateKey, schemaVersion: 1, ...wanted })
    else
      await templates.update(templateKey, {
        ...wanted,
        discount: replacedBy(discount),
        scope: replacedBy(scope),
      })
  })
  return { templateKey }
}
