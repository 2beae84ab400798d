/** What operators may change of notices. */
import * as z from 'zod'
import type { ConfigSpec } from '../kit/configs'
import { DEFAULT_TEMPLATE_IDS } from './template-rules'

const hour = (byDefault: number) => z.number().int().min(0).max(23).default(byDefault)
const days = (byDefault: number) => z.number().int().min(1).max(3650).default(byDefault)
const templateId = (byDefault: string) => z.string().min(1).max(100).default(byDefault)

const Values = z.strictObject({
  /** The ids that the mini program's console has given its templates. */
  templateIds: z
    .strictObject({
      reply: templateId(DEFAULT_TEMPLATE_IDS.reply),
      activity: templateId(DEFAULT_TEMPLATE_IDS.activity),
      case: templateId(DEFAULT_TEMPLATE_IDS.case),
      digest: templateId(DEFAULT_TEMPLATE_IDS.digest),
      checkIn: templateId(DEFAULT_TEMPLATE_IDS.checkIn),
    })
    .prefault({}),
  /** When butlers work: the clock of a case stands still outside. Equal hours: around the clock. */
  officeHours: z.strictObject({ fromHour: hour(9), toHour: hour(21) }).prefault({}),
  /** How long a case may wait for an answer, within the office hours. PRODUCT 10.3. */
  answerMinutes: z.number().int().min(1).max(10_000).default(120),
  /** After so long without a reply a question is brought to a butler. PRODUCT 2.5. */
  questionMinutes: z.number().int().min(1).max(10_000).default(120),
  noticeDays: days(90),
  messageDays: days(30),
})

export const noticeConfig: ConfigSpec<typeof Values> = { domain: 'notice', flags: {}, values: Values }
export type NoticeSettings = z.output<typeof Values>
