/** The one light tick under the finger that a small joy earns. A device that cannot tick stays still. */
import Taro from '@tarojs/taro'

export function tick(): void {
  Taro.vibrateShort({ type: 'light' }).catch(() => undefined)
}
