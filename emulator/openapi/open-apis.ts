/** WeChat's open APIs, as far as functions here call them. Anything else says "not emulated". */
import type { Clock } from '../clock/clock'
import type { Invocation } from '../functions/invocation'
import type { PlainObject } from '../types'
import { API_UNAUTHORIZED, type ApiAnswer, answerOf } from './answer'
import { checkImage } from './image-check'
import { MediaChecks } from './media-check'
import { MiniProgramCodes } from './mini-program-code'
import { Pages } from './pages'
import { rankRisk } from './risk-rank'
import { SavedState } from './saved-state'
import { SubscribeMessages } from './subscribe-message'
import { readTemplates, type TemplatesFile } from './templates'
import { checkText } from './text-check'
import { troubleOf } from './trouble'
import type {
  CheckVerdict,
  MessageCredit,
  MessageTemplate,
  MiniProgramCode,
  OpenApi,
  OpenApiScript,
  SentMessage,
} from './types'

export interface OpenApiOptions {
  readonly dataDir: string
  readonly clock: Clock
  /** Where the app is on this machine. */
  readonly appUrl: string
  readonly templatesFile: TemplatesFile
  readonly appFile: string | undefined
  /** Bytes of the file at an address of this server that can be fetched now; undefined for any other address. */
  readonly sizeAt: (url: string) => Promise<number | undefined>
  /** Hands a message of the platform to the function that receives it. */
  readonly push: (message: PlainObject) => Promise<void>
}

/** One api: whose part of the script it follows, and what it answers when nothing is wrong. */
interface Api {
  readonly part: keyof OpenApiScript
  readonly answer: (args: PlainObject, askedBy: Promise<void>) => Promise<ApiAnswer> | ApiAnswer
}

export class OpenApis implements OpenApi {
  readonly script: OpenApiScript = {
    text: { mode: 'by-content' },
    image: { mode: 'pass' },
    media: { mode: 'pass' },
    messages: { mode: 'by-rules' },
    codes: { mode: 'made' },
    risk: { mode: 'by-person', ranks: {} },
  }
  private readonly saved: SavedState
  private readonly media: MediaChecks
  private readonly subscribe: SubscribeMessages
  private readonly apis: Readonly<Record<string, Api>>

  /** @throws StartError for a wrong templates file, a wrong app.json and a data folder with something else in it. */
  constructor(private readonly options: OpenApiOptions) {
    const { dataDir, clock, appUrl, appFile, sizeAt, push } = options
    const saved = new SavedState(dataDir)
    const pages = new Pages(appFile)
    const codes = new MiniProgramCodes({ clock, saved, pages, appUrl })
    this.saved = saved
    this.templates()
    this.media = new MediaChecks({ saved, sizeAt, push })
    this.subscribe = new SubscribeMessages({ clock, saved, pages, templates: () => this.templates() })
    this.apis = this.tableOf(codes)
  }

  /** The answer of one api to its arguments; `invocation` is what asks, if it is a function. */
  async call(apiName: string, args: PlainObject, invocation: Invocation | undefined): Promise<ApiAnswer> {
    const api = Object.hasOwn(this.apis, apiName) ? this.apis[apiName] : undefined
    if (!api) return answerOf(API_UNAUTHORIZED, `not emulated: ${apiName}`)
    const trouble = await troubleOf(this.script[api.part])
    return trouble ?? api.answer(args, invocation?.ended ?? Promise.resolve())
  }

  pendingMediaChecks(): ReturnType<OpenApi['pendingMediaChecks']> {
    return this.media.pending()
  }

  pushMediaVerdict(traceId: string, verdict: CheckVerdict): Promise<void> {
    return this.media.pushVerdict(traceId, verdict)
  }

  pushMessage(message: PlainObject): Promise<void> {
    return this.options.push(message)
  }

  messages(): readonly SentMessage[] {
    return this.saved.content.messages.map((message) => ({ ...message, page: message.page }))
  }

  templates(): MessageTemplate[] {
    return readTemplates(this.options.templatesFile)
  }

  credits(): readonly MessageCredit[] {
    return structuredClone(this.saved.content.credits)
  }

  grantCredits(openid: string, templateId: string, count: number): Promise<void> {
    return this.subscribe.grant(openid, templateId, count)
  }

  codes(): readonly MiniProgramCode[] {
    return structuredClone(this.saved.content.codes)
  }

  settled(): Promise<void> {
    return this.media.settled()
  }

  /** Goes on with what an earlier run had begun; functions have to be able to run by now. */
  resume(): void {
    this.media.resume()
  }

  /** Before functions are ended: nothing is pushed to them any more. */
  stop(): void {
    this.media.stop()
  }

  /** After functions have been ended. Resolves when what lasts is on the disk. */
  async close(): Promise<void> {
    await this.media.settled()
    await this.saved.settled()
  }

  private tableOf(codes: MiniProgramCodes): Readonly<Record<string, Api>> {
    const { script } = this
    return {
      'security.msgSecCheck': { part: 'text', answer: (args) => checkText(args, script.text) },
      'security.imgSecCheck': { part: 'image', answer: (args) => checkImage(args, script.image) },
      'security.mediaCheckAsync': {
        part: 'media',
        answer: (args, askedBy) => this.media.ask(args, script.media, askedBy),
      },
      'subscribeMessage.send': {
        part: 'messages',
        answer: (args) => this.subscribe.send(args, script.messages),
      },
      'wxacode.getUnlimited': { part: 'codes', answer: (args) => codes.unlimited(args) },
      'wxacode.get': { part: 'codes', answer: (args) => codes.forPath(args) },
      'wxacode.createQRCode': { part: 'codes', answer: (args) => codes.forPath(args) },
      'riskControl.getUserRiskRank': { part: 'risk', answer: (args) => rankRisk(args, script.risk) },
    }
  }
}
