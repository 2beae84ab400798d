/** The language that the phone is set to, as WeChat names it: `zh_CN`, `en`, ... `system-language.h5.ts`: the browser's. */
import Taro from '@tarojs/taro'

/** WeChat's own words for it; the community's first language where it does not say. */
export function systemLanguage(): string {
  return Taro.getAppBaseInfo().language || 'zh_CN'
}
