/** WeChat's open APIs, as far as functions here call them. Anything else says "not emulated". */
import type { Invocation } from '../functions/invocation'
import type { CheckScript, CheckVerdict, OpenApi, PlainObject } from '../types'
import { type MediaCheckOptions, MediaChecks } from './media-check'
import { checkText } from './text-check'

/** WeChat's own code for an api that this mini program may not use. */
const API_UNAUTHORIZED = 48001

export class OpenApis implements OpenApi {
  readonly script: CheckScript = { text: { mode: 'by-content' }, media: { mode: 'pass' } }
  private readonly media: MediaChecks

  constructor(options: MediaCheckOptions) {
    this.media = new MediaChecks(options)
  }

  /** The answer of one api to its arguments; `errcode` 0 is success. `invocation` is what asks, if it is a function. */
  async call(apiName: string, args: PlainObject, invocation: Invocation | undefined): Promise<PlainObject> {
    switch (apiName) {
      case 'security.msgSecCheck':
        return checkText(args, this.script.text)
      case 'security.mediaCheckAsync':
        return this.media.ask(args, this.script.media, invocation?.ended ?? Promise.resolve())
      default:
        return { errcode: API_UNAUTHORIZED, errmsg: `not emulated: ${apiName}` }
    }
  }

  pendingMediaChecks(): ReturnType<OpenApi['pendingMediaChecks']> {
    return this.media.pending()
  }

  pushMediaVerdict(traceId: string, verdict: CheckVerdict): Promise<void> {
    return this.media.pushVerdict(traceId, verdict)
  }

  settled(): Promise<void> {
    return this.media.settled()
  }

  close(): Promise<void> {
    return this.media.close()
  }
}
