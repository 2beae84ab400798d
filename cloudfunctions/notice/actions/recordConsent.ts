import type { Contract } from '../../../contract/index'
import type { TemplateKey } from '../../../contract/notice'
import { AppError } from '../../kit/app-error'
import { readConfig } from '../../kit/configs'
import type { Run } from '../../kit/handler'
import { bookConsents, creditsOf } from '../credit-store'
import { noticeConfig } from '../settings'
import { TEMPLATE_KEYS } from '../template-rules'

/** Books what the caller has allowed: one acceptance is one message. */
export const recordConsent: Run<Contract['notice.recordConsent']> = async (input, ctx) => {
  const { templateIds } = (await readConfig(noticeConfig)).values
  const accepted: TemplateKey[] = []
  for (const answer of input.templates) {
    const key = TEMPLATE_KEYS.find((each) => templateIds[each] === answer.templateId)
    if (key === undefined) throw new AppError('NOT_FOUND')
    if (answer.accepted) accepted.push(key)
  }
  await bookConsents(ctx.actor._id, accepted, {
    callerKey: ctx.callerKey,
    requestId: input.requestId,
    action: 'notice.recordConsent',
    input,
    workId: ctx.actor._id,
    now: ctx.now,
  })
  return { credits: await creditsOf(ctx.actor._id) }
}
