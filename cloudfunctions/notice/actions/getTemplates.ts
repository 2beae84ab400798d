import type { Contract } from '../../../contract/index'
import { readConfig } from '../../kit/configs'
import type { Run } from '../../kit/handler'
import { creditsOf } from '../credit-store'
import { noticeConfig } from '../settings'
import { ASKED_AFTER, TEMPLATE_KEYS, TEMPLATES } from '../template-rules'

/** Which templates to ask for after which tap, and what the caller has allowed. */
export const getTemplates: Run<Contract['notice.getTemplates']> = async (_input, ctx) => {
  const [{ values }, credits] = await Promise.all([readConfig(noticeConfig), creditsOf(ctx.actor._id)])
  return {
    templates: TEMPLATE_KEYS.map((key) => ({
      key,
      templateId: values.templateIds[key],
      title: TEMPLATES[key].title,
    })),
    afterTap: ASKED_AFTER,
    credits,
  }
}
