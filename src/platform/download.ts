/** Handing a file over to the member. WeChat has no folder for it: its address is copied. `download.h5.ts`: it is opened. */
import Taro from '@tarojs/taro'

/** What `fetchFile` does here, for the button's word. */
export const CAN_DOWNLOAD: boolean = false

/**
 * Copies the address.
 * @throws when the phone refuses.
 */
export async function fetchFile(url: string): Promise<void> {
  await Taro.setClipboardData({ data: url })
}
