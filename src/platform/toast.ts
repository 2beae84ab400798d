/** A short word that passes by itself. What must not be missed stands on the page instead. */
import Taro from '@tarojs/taro'

const TOAST_DURATION_MS = 2_500

export function toast(sentence: string): void {
  Taro.showToast({ title: sentence, icon: 'none', duration: TOAST_DURATION_MS })
}
