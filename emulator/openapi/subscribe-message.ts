/** `subscribeMessage.send`: recorded, and let through only by the platform's rules. PLATFORM 1, Messages. */
import { randomInt } from 'node:crypto'
import * as z from 'zod'
import type { Clock } from '../clock/clock'
import { describeIssues } from '../issues'
import { OPENID } from '../openid'
import type { PlainObject } from '../types'
import {
  answerOf,
  INVALID_ARGUMENTS,
  INVALID_FIELD,
  INVALID_OPENID,
  INVALID_PAGE,
  INVALID_TEMPLATE,
  MESSAGES_REFUSED,
} from './answer'
import type { Pages } from './pages'
import type { SavedState } from './saved-state'
import { isFieldText } from './template-fields'
import type { MessageTemplate, OpenApiScript, SentMessage } from './types'

const MESSAGES_MAX = 500
const MESSAGE_ID_MAX = 2 ** 47

const requestSchema = z.object({
  touser: z.string().default(''),
  template_id: z.string().default(''),
  page: z.string().optional(),
  miniprogram_state: z.enum(['developer', 'trial', 'formal']).default('formal'),
  lang: z.enum(['zh_CN', 'en_US', 'zh_HK', 'zh_TW']).default('zh_CN'),
  data: z.record(z.string(), z.object({ value: z.union([z.string(), z.number()]).transform(String) })),
})
type SendRequest = z.infer<typeof requestSchema>

export interface MessageParts {
  readonly clock: Clock
  readonly saved: SavedState
  readonly pages: Pages
  /** The templates as they are now. */
  readonly templates: () => readonly MessageTemplate[]
}

interface Refusal {
  readonly errcode: number
  readonly errmsg: string
}

/** The first field that is missing, wrong or not the template's. */
function refusedField({ fields }: MessageTemplate, data: SendRequest['data']): Refusal | undefined {
  const refuse = (name: string, what: string) =>
    answerOf(INVALID_FIELD, `argument invalid! data.${name}.value ${what}`)
  for (const [name, kind] of Object.entries(fields)) {
    const text = data[name]?.value
    if (text === undefined) return refuse(name, 'is missing')
    if (!isFieldText(kind, text)) return refuse(name, `is no ${kind}`)
  }
  const extra = Object.keys(data).find((name) => !Object.hasOwn(fields, name))
  return extra === undefined ? undefined : refuse(extra, 'is not in the template')
}

export class SubscribeMessages {
  constructor(private readonly parts: MessageParts) {}

  /** The platform's answer. What is a message at all is recorded, whether or not it goes through. */
  async send(args: PlainObject, script: OpenApiScript['messages']): Promise<PlainObject> {
    const request = requestSchema.safeParse(args)
    if (!request.success) return answerOf(INVALID_ARGUMENTS, `invalid args: ${describeIssues(request.error)}`)
    const { errcode, errmsg } = this.deliver(request.data, script)
    const messageId = String(randomInt(MESSAGE_ID_MAX))
    this.record(request.data, { messageId, errcode, errmsg })
    await this.parts.saved.save()
    return errcode === 0 ? { errcode, errmsg, msgid: Number(messageId) } : { errcode, errmsg }
  }

  /** Adds credits, as many taps on "allow" do. */
  async grant(openid: string, templateId: string, count: number): Promise<void> {
    z.number().int().min(1).parse(count)
    if (!OPENID.test(openid)) throw new Error(`${openid} is no openid`)
    if (!this.template(templateId)) throw new Error(`there is no message template ${templateId}`)
    const credit = this.credit(openid, templateId)
    if (credit) credit.left += count
    else this.parts.saved.content.credits.push({ openid, templateId, left: count })
    await this.parts.saved.save()
  }

  /** What the platform says of a message; one that goes through costs a credit. */
  private deliver(request: SendRequest, script: OpenApiScript['messages']): Refusal {
    const { touser, template_id: templateId, page, data } = request
    if (!OPENID.test(touser)) return answerOf(INVALID_OPENID, 'invalid openid')
    const template = this.template(templateId)
    if (!template) return answerOf(INVALID_TEMPLATE, 'invalid template_id')
    if (page !== undefined && !this.parts.pages.has(page))
      return answerOf(INVALID_PAGE, `invalid page: ${page}`)
    const refusal = refusedField(template, data)
    if (refusal) return refusal
    const credit = this.credit(touser, templateId)
    if (script.mode === 'refused' || !credit)
      return answerOf(MESSAGES_REFUSED, 'user refuse to accept the msg')
    credit.left--
    this.forgetSpentCredits()
    return answerOf(0, 'ok')
  }

  private record(request: SendRequest, answer: Pick<SentMessage, 'messageId' | 'errcode' | 'errmsg'>): void {
    const { messages } = this.parts.saved.content
    const data = Object.fromEntries(Object.entries(request.data).map(([name, { value }]) => [name, value]))
    messages.push({
      ...answer,
      at: this.parts.clock.now(),
      openid: request.touser,
      templateId: request.template_id,
      page: request.page,
      data,
    })
    if (messages.length > MESSAGES_MAX) messages.shift()
  }

  private forgetSpentCredits(): void {
    const { content } = this.parts.saved
    content.credits = content.credits.filter(({ left }) => left > 0)
  }

  private template(templateId: string): MessageTemplate | undefined {
    return this.parts.templates().find((each) => each.templateId === templateId)
  }

  private credit(openid: string, templateId: string) {
    return this.parts.saved.content.credits.find(
      (each) => each.openid === openid && each.templateId === templateId,
    )
  }
}
