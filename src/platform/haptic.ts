/**
 * The one light tick under the finger that a small joy earns. A device that cannot tick stays still, and so does one
 * whose owner wants no motion.
 */
import Taro from '@tarojs/taro'
import { isMotionReduced } from './motion'

export function tick(): void {
  if (isMotionReduced()) return
  Taro.vibrateShort({ type: 'light' }).catch(() => undefined)
}
