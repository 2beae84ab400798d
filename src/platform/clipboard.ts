/** Putting a text where the member can paste it from. */
import Taro from '@tarojs/taro'

/** Throws when the phone does not let us. */
export async function copyText(text: string): Promise<void> {
  await Taro.setClipboardData({ data: text })
}
