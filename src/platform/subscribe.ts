/** WeChat's question whether a message may be sent. `subscribe.h5.ts`: a browser's gateway is told. */
import Taro from '@tarojs/taro'

export interface Consent {
  readonly templateId: string
  readonly accepted: boolean
}

/** WeChat's words for a yes: silent, or with a sound. */
const ACCEPTED: ReadonlySet<string> = new Set(['accept', 'acceptWithAudio'])

/**
 * Asks for these templates, at most three; each acceptance is one message. WeChat shows its question only straight
 * after a tap. Nothing is answered when it could not be asked: the member has switched messages off, or the phone is
 * too old.
 */
export async function askForMessages(templateIds: readonly string[]): Promise<Consent[]> {
  try {
    // Taro's type wants another platform's field beside WeChat's.
    const question = { tmplIds: [...templateIds] } as Taro.requestSubscribeMessage.Option
    const answer = await Taro.requestSubscribeMessage(question)
    return templateIds.map((templateId) => ({
      templateId,
      accepted: ACCEPTED.has(String(Reflect.get(answer, templateId))),
    }))
  } catch {
    return []
  }
}
