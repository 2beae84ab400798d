/**
 * WeChat's privacy rule: before the first use of an API that touches personal data it asks the app to show its
 * privacy guide, and waits. The question is kept here; `PrivacySheet` shows it on the page that is open.
 */
import Taro from '@tarojs/taro'
import { create } from 'zustand'

type Answer = Parameters<Taro.onNeedPrivacyAuthorization.Listener>[0]

/** The id of the button whose tap WeChat takes for consent. */
export const PRIVACY_AGREE_ID = 'privacy-agree'

export const usePrivacyStore = create<{ answer?: Answer }>(() => ({}))

/** Must run once at launch. Older base libraries, and browsers, have no such question. */
export function watchPrivacy(): void {
  if (!Taro.canIUse('onNeedPrivacyAuthorization')) return
  Taro.onNeedPrivacyAuthorization((answer) => usePrivacyStore.setState({ answer }))
}

/** Gives WeChat the member's answer. */
export function answerPrivacy(agreed: boolean): void {
  const { answer } = usePrivacyStore.getState()
  usePrivacyStore.setState({ answer: undefined })
  answer?.(agreed ? { event: 'agree', buttonId: PRIVACY_AGREE_ID } : { event: 'disagree' })
}

/** Opens the guide that the operator has declared to WeChat. Absent where there is none. */
export const openPrivacyGuide: (() => void) | undefined = () => {
  Taro.openPrivacyContract({})
}
