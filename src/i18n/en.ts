/** English, written for its reader. */
import { checkin } from './en/checkin'
import { common } from './en/common'
import { compose } from './en/compose'
import { contest } from './en/contest'
import { home } from './en/home'
import { mall } from './en/mall'
import { membership } from './en/membership'
import { notices } from './en/notices'
import { points } from './en/points'
import { post } from './en/post'
import { reading } from './en/reading'
import { settings } from './en/settings'
import type { Words } from './zh-CN'

export const en: Words = {
  ...checkin,
  ...common,
  ...home,
  ...post,
  ...compose,
  ...reading,
  ...membership,
  ...settings,
  ...notices,
  ...points,
  ...mall,
  ...contest,
}
