/** What stands around a page: its title, and the colours that WeChat draws itself. `chrome.h5.ts`: a browser's. */
import Taro from '@tarojs/taro'
import type { Preferences } from './preferences'

/** The tokens `surface` and `text` of styles/tokens.scss, for the one bar that no style reaches. */
const BARS = {
  light: { frontColor: '#000000', backgroundColor: '#faf6f0' },
  dark: { frontColor: '#ffffff', backgroundColor: '#171412' },
} as const

/** Titles the page that is shown. */
export function titlePage(title: string): void {
  Taro.setNavigationBarTitle({ title })
}

/** Colours WeChat's own bar after the theme that is chosen; following the system is WeChat's own work (theme.json). */
export function paintChrome({ theme }: Preferences): void {
  if (theme !== 'system') Taro.setNavigationBarColor(BARS[theme])
}
