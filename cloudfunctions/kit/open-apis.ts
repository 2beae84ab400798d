/** The platform's open APIs: content checks, risk ranks, subscribe messages and codes, every call counted. */
import { metered } from './meter'
import { callerOrigin, codes, messages, riskControl, security } from './sdk'

/** What a content check is about, in the platform's numbering. */
export const CHECK_SCENES = { profile: 1, comment: 2, forum: 3 } as const
export type CheckScene = keyof typeof CHECK_SCENES

/** Asks the platform about a text: what it suggests. Throws when it cannot be asked. */
export async function requestTextCheck(openid: string, scene: CheckScene, content: string): Promise<string> {
  const answer = await metered(() =>
    security.msgSecCheck({ version: 2, openid, scene: CHECK_SCENES[scene], content }),
  )
  return answer.result?.suggest ?? ''
}

/** Asks the platform about a picture; the answer comes later, under the trace id. Throws when it cannot be asked. */
export async function requestPhotoCheck(openid: string, scene: CheckScene, url: string): Promise<string> {
  const answer = await metered(() =>
    security.mediaCheckAsync({ version: 2, openid, scene: CHECK_SCENES[scene], mediaType: 2, mediaUrl: url }),
  )
  if (!answer.traceId) throw new Error('mediaCheckAsync answered without a trace id')
  return answer.traceId
}

/** What a risk rank is asked for, in the platform's numbering. */
export const RISK_SCENES = { registration: 0, marketing: 1 } as const
export type RiskScene = keyof typeof RISK_SCENES

const RISK_RANK_MAX = 4

/**
 * Asks the platform how likely the caller of the running invocation is a cheat: 0 (not at all) to 4. It is told from
 * which address they call, so nobody else can be asked about. Throws when it cannot be asked.
 */
export async function requestRiskRank(openid: string, scene: RiskScene): Promise<number> {
  const { appId: appid, clientIp } = callerOrigin()
  const { riskRank } = await metered(() =>
    riskControl.getUserRiskRank({ appid, openid, scene: RISK_SCENES[scene], clientIp }),
  )
  const isRank = Number.isInteger(riskRank) && Number(riskRank) >= 0 && Number(riskRank) <= RISK_RANK_MAX
  if (riskRank === undefined || !isRank) throw new Error(`getUserRiskRank answered the rank ${riskRank}`)
  return riskRank
}

/** A subscribe message as the platform takes it. */
export interface SubscribeMessage {
  readonly openid: string
  readonly templateId: string
  /** The page that it opens, with its parameters. */
  readonly page: string
  readonly data: Readonly<Record<string, { readonly value: string }>>
}

/** What became of a message that the platform was given: sent, or the code it answered, if it answered at all. */
export type Sending =
  | { readonly isSent: true }
  | { readonly isSent: false; readonly code: number | undefined }

/** Gives the platform a subscribe message. Never throws: whether it was sent may be all that is not known. */
export async function sendSubscribeMessage(message: SubscribeMessage): Promise<Sending> {
  const { openid: touser, templateId, page, data } = message
  try {
    await metered(() => messages.send({ touser, templateId, page, data }))
    return { isSent: true }
  } catch (error) {
    const code: unknown =
      typeof error === 'object' && error !== null ? Reflect.get(error, 'errCode') : undefined
    return { isSent: false, code: typeof code === 'number' ? code : undefined }
  }
}

/**
 * A mini program code as a PNG: it opens the page with this scene. Any number may be made, 5,000 a minute.
 * @param scene at most 32 visible characters. PLATFORM 1 (wxacode)
 */
export async function requestCode(page: string, scene: string): Promise<Buffer> {
  // Unchecked, so that a code can be made before the page's first release.
  const answer = await metered(() => codes.getUnlimited({ scene, page, checkPath: false }))
  if (!answer.buffer) throw new Error(`wxacode.getUnlimited answered without a picture: ${answer.errMsg}`)
  return answer.buffer
}
