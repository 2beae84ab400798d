/** The open APIs of the platform as the emulator's other parts, the console and tests know them. */
import type { PlainObject } from '../types'

export type CheckVerdict = 'pass' | 'review' | 'risky'
/**
 * What may be wrong with any open API: `down` fails with -1, `rate-limited` with 45009, `slow` answers rightly after
 * `delayMs`.
 */
export type ApiTrouble = 'down' | 'rate-limited' | 'slow'
/** How somebody's risk is ranked: 0 is none, 4 the highest. */
export type RiskRank = 0 | 1 | 2 | 3 | 4

/** How the open APIs answer from now on; tests and the console set it. */
export interface OpenApiScript {
  /** `by-content` (the default): decided by the built-in words. */
  text: { mode: CheckVerdict | 'by-content' | ApiTrouble; delayMs?: number }
  /** `imgSecCheck`, which answers at once and knows no review. */
  image: { mode: 'pass' | 'risky' | ApiTrouble; delayMs?: number }
  /**
   * `mediaCheckAsync`, whose verdict is pushed `delayMs` after the call. `silent`: accepted, but never pushed. `manual`:
   * pushed when `pushMediaVerdict` is called. With `newestFirst`, verdicts wait for each other: those of all checks
   * asked for within `delayMs` of the first are then pushed in the opposite order.
   */
  media: {
    mode: CheckVerdict | 'silent' | 'manual' | Exclude<ApiTrouble, 'slow'>
    delayMs?: number
    newestFirst?: boolean
  }
  /** `by-rules` (the default): delivered to who has a credit. `refused`: the person has turned messages off. */
  messages: { mode: 'by-rules' | 'refused' | ApiTrouble; delayMs?: number }
  /** `wxacode.*`. */
  codes: { mode: 'made' | ApiTrouble; delayMs?: number }
  /** Ranks by openid; who is not named has rank 0. */
  risk: { mode: 'by-person' | ApiTrouble; ranks: Record<string, RiskRank>; delayMs?: number }
}

/** How many more messages of one template somebody accepts. */
export interface MessageCredit {
  readonly openid: string
  readonly templateId: string
  readonly left: number
}

/** A template of subscribe messages: which fields a message has, and of which kind each is (`thing`, `time`, ...). */
export interface MessageTemplate {
  readonly templateId: string
  readonly title: string
  readonly fields: Readonly<Record<string, string>>
}

/** A subscribe message that a function asked to send, whether or not the platform's rules let it through. */
export interface SentMessage {
  readonly messageId: string
  readonly at: number
  readonly openid: string
  readonly templateId: string
  readonly page: string | undefined
  readonly data: Readonly<Record<string, string>>
  /** 0 when it was delivered; else the platform's code for the refusal. */
  readonly errcode: number
  readonly errmsg: string
}

/** A mini program code that was made. */
export interface MiniProgramCode {
  readonly at: number
  readonly scene: string
  readonly page: string
  /** What a scan of the picture opens on this machine. */
  readonly url: string
}

export interface OpenApi {
  readonly script: OpenApiScript
  /** Media checks that have been asked for and not yet answered. */
  pendingMediaChecks(): readonly { traceId: string; mediaUrl: string; openid: string }[]
  /** Pushes the platform's answer to the function that receives `wxa_media_check`. */
  pushMediaVerdict(traceId: string, verdict: CheckVerdict): Promise<void>
  /**
   * Hands any message of the platform to the function whose config.json lists its `MsgType` and `Event` under
   * `messagePush`. Its receiver and its time are added where they are missing.
   */
  pushMessage(message: PlainObject): Promise<void>
  /** What functions asked to send, the newest last; the last few hundred. */
  messages(): readonly SentMessage[]
  templates(): readonly MessageTemplate[]
  credits(): readonly MessageCredit[]
  /** As many taps on "allow" as `count` says: each lets one message of the template through. */
  grantCredits(openid: string, templateId: string, count: number): Promise<void>
  /** The mini program codes that functions made, the newest last; the last few hundred. */
  codes(): readonly MiniProgramCode[]
  /** Resolves when every scheduled push has been delivered. */
  settled(): Promise<void>
}
