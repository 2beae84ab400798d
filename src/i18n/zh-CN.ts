/** 中文：第一语言。Every other language has exactly these words; a missing one does not compile. */
import { checkin } from './zh-CN/checkin'
import { common } from './zh-CN/common'
import { compose } from './zh-CN/compose'
import { contest } from './zh-CN/contest'
import { home } from './zh-CN/home'
import { mall } from './zh-CN/mall'
import { membership } from './zh-CN/membership'
import { notices } from './zh-CN/notices'
import { points } from './zh-CN/points'
import { post } from './zh-CN/post'
import { reading } from './zh-CN/reading'
import { settings } from './zh-CN/settings'

export const zhCN = {
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

type Widened<T> = T extends string
  ? string
  : T extends (...args: infer Args) => string
    ? (...args: Args) => string
    : T extends readonly string[]
      ? readonly string[]
      : { readonly [K in keyof T]: Widened<T[K]> }

/** Everything the app can say. */
export type Words = Widened<typeof zhCN>
