/**
 * A text as a file in the member's hands. WeChat opens no tables and has no folder: the file is sent to a chat of theirs,
 * and one's own File Transfer is one. `save-text.h5.ts` downloads it.
 */
import Taro from '@tarojs/taro'

/** Whether a file is saved here, or sent; for the button's word. */
export const CAN_SAVE: boolean = false

/**
 * Hands a file over. Must run in the very tap: WeChat asks to whom.
 * @throws when the phone has no room, or the member thinks better of it.
 */
export async function saveText(fileName: string, text: string): Promise<void> {
  const filePath = `${Taro.env.USER_DATA_PATH ?? 'wxfile://usr'}/${fileName}`
  await write(filePath, text)
  await Taro.shareFileMessage({ filePath, fileName })
}

function write(filePath: string, data: string): Promise<void> {
  return new Promise((resolve, reject) => {
    Taro.getFileSystemManager().writeFile({
      filePath,
      data,
      encoding: 'utf8',
      success: () => resolve(),
      fail: reject,
    })
  })
}
