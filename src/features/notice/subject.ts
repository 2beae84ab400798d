/** Where a notice leads: to what it is about, as it is now. */
import type { Notice, NoticeKind } from '../../../contract/notice'
import { openPage, openTab } from '../../platform/navigate'

type PlainPage = '/packages/mall/coupons' | '/packages/points/index' | '/packages/points/books'

/** Where kinds lead that are about no single thing. */
const PAGES: Readonly<Partial<Record<NoticeKind, PlainPage>>> = {
  coupon: '/packages/mall/coupons',
  pointsExpiring: '/packages/points/index',
  booksFailed: '/packages/points/books',
  holdOverdue: '/packages/points/books',
}

/** Opens the subject of a notice: a case, a challenge, a digest, an order, an item, a work, a contest, a post, or the page of who did it. */
export function openSubject({ kind, subject, from }: Notice): void {
  const [first] = from
  const page = PAGES[kind]
  if (subject?.caseId) openPage('/packages/notice/case', { caseId: subject.caseId })
  else if (subject?.challengeId) openPage('/packages/checkin/challenge', { challengeId: subject.challengeId })
  else if (kind === 'milestone' || kind === 'streakReminder') openTab('activity')
  else if (subject?.day) openPage('/packages/notice/digest', { day: subject.day })
  else if (subject?.orderId) openPage('/packages/mall/order', { orderId: subject.orderId })
  else if (subject?.itemId) openPage('/packages/mall/item', { itemId: subject.itemId })
  else if (subject?.workId) openPage('/packages/contest/work', { workId: subject.workId })
  else if (subject?.contestId) openPage('/packages/contest/index', { contestId: subject.contestId })
  else if (page) openPage(page, {})
  else if (subject?.postId) openPage('/pages/post/index', { postId: subject.postId })
  else if (first) openPage('/packages/member/profile', { memberId: first.memberId })
}
