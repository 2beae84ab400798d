/** Every page by its name, so that an address is written once. */
import Taro from '@tarojs/taro'
import { create } from 'zustand'
import { TABS, type Tab } from './tabs'

/** The parameters of each page that is opened above the tabs. */
interface PageParameters {
  '/pages/post/index': { postId: string }
  /** Writes a post, or with `postId` that one anew; `topic` begins it with a topic. */
  '/packages/compose/index': { postId?: string; topic?: string }
  /**
   * The poster of a post, of a milestone of so many days, or of a work of a contest; with `contestId` the work's
   * certificate.
   */
  '/packages/compose/poster': { postId?: string; days?: string; workId?: string; contestId?: string }
  '/packages/member/join': Record<string, never>
  '/packages/member/profile': { memberId: string }
  '/packages/member/settings': Record<string, never>
  '/packages/member/edit': Record<string, never>
  '/packages/member/notify': Record<string, never>
  '/packages/member/rules': Record<string, never>
  '/packages/member/survey': Record<string, never>
  '/packages/member/welcome': Record<string, never>
  '/packages/member/export': Record<string, never>
  '/packages/points/index': Record<string, never>
  '/packages/points/earn': Record<string, never>
  '/packages/points/levels': Record<string, never>
  '/packages/points/books': Record<string, never>
  '/packages/checkin/photo': Record<string, never>
  '/packages/checkin/challenge': { challengeId: string }
  '/packages/checkin/why': Record<string, never>
  '/packages/member/leave': Record<string, never>
  '/packages/notice/index': { group?: string }
  '/packages/notice/digest': { day: string }
  '/packages/notice/cases': Record<string, never>
  '/packages/notice/open-case': Record<string, never>
  '/packages/notice/case': { caseId: string }
  '/packages/mall/index': Record<string, never>
  '/packages/mall/item': { itemId: string }
  '/packages/mall/confirm': { itemId: string }
  '/packages/mall/orders': Record<string, never>
  '/packages/mall/order': { orderId: string }
  '/packages/mall/coupons': Record<string, never>
  '/packages/contest/index': { contestId: string }
  '/packages/contest/work': { workId: string }
  '/packages/contest/enter': { contestId: string }
  '/packages/contest/ballots': { contestId: string }
  /** The latest version of the result, or with `version` an earlier one. */
  '/packages/contest/standings': { contestId: string; version?: string }
  '/packages/contest/winners': { contestId: string }
  '/packages/contest/proof': { contestId: string }
  '/packages/contest/rules': { contestId: string }
  '/packages/contest/jury': { contestId: string }
  /** Appeals of a contest; with `workId` about that work. */
  '/packages/contest/appeal': { contestId: string; workId?: string }
  '/packages/contest/mine': Record<string, never>
  '/packages/contest/list': Record<string, never>
  '/packages/desk/waiting': Record<string, never>
  '/packages/desk/cases': Record<string, never>
  '/packages/desk/digest': Record<string, never>
  '/packages/browse/search': { text?: string }
  '/packages/browse/topic': { topicId: string }
  '/packages/browse/board': { boardId: string }
  '/packages/browse/favourites': Record<string, never>
  '/packages/browse/follows': { memberId: string; kind: 'following' | 'followers' }
}

/**
 * The tab that is shown. It is set before the switch, not after the page has come: every tab page has a tab bar
 * of its own, and one that learns late flickers.
 */
export const useTabStore = create<{ tab: Tab }>(() => ({ tab: 'community' }))

/** Opens a page above the present one. */
export function openPage<P extends keyof PageParameters>(page: P, parameters: PageParameters[P]): void {
  const query = Object.entries(parameters)
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${encodeURIComponent(String(value))}`]))
    .join('&')
  Taro.navigateTo({ url: query === '' ? page : `${page}?${query}` })
}

/** Goes to a tab. */
export function openTab(tab: Tab): void {
  useTabStore.setState({ tab })
  Taro.switchTab({ url: `/${TABS[tab]}` })
}

/** Goes to a tab and to its top, where something new stands. */
export async function openTabTop(tab: Tab): Promise<void> {
  useTabStore.setState({ tab })
  await Taro.switchTab({ url: `/${TABS[tab]}` })
  Taro.pageScrollTo({ scrollTop: 0, duration: 0 })
}

/** Back to where the member came from; from a shared card, which has nothing behind it, to the community. */
export function goBack(): void {
  if (Taro.getCurrentPages().length > 1) Taro.navigateBack()
  else openTab('community')
}
