/** Whether this is the one page that WeChat opens from the timeline (朋友圈). `single-page.h5.ts`: a browser has none. */
import Taro from '@tarojs/taro'

/** WeChat's scene for it. There nobody is signed in, and nothing can be tapped open; WeChat leads into the app itself. */
const SCENE_SINGLE_PAGE = 1154

export function isSinglePage(): boolean {
  return Taro.getLaunchOptionsSync().scene === SCENE_SINGLE_PAGE
}
