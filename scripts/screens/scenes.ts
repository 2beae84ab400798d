/** Every page of the app, how to reach it, what says that it is there; and the states that it can be in. */
import type { Stage } from './stage'

/** Who looks: a member, one who may do all, or one who has only just joined. */
export type Viewer = 'member' | 'staff' | 'newcomer'

/** What else can be shown of a page besides its looks. `empty` is what a newcomer finds there. */
export type State = 'empty' | 'error' | 'offline'

export interface Scene {
  readonly name: string
  readonly path: string
  /** The element that says that the page is there. */
  readonly ready: string
  readonly viewer?: Viewer
  readonly states?: readonly State[]
  /** What is there instead in a state. */
  readonly readyIn?: Partial<Record<State, string>>
  /** Taps that lead on from there, in order. */
  readonly taps?: readonly string[]
}

const FAILED = '#state-error'

/** The pages on the tabs, and what a member reads. */
function readingScenes({ posts, authorId, viewerId, boardId, topicId }: Stage): readonly Scene[] {
  const post = (postId: string) => `/pages/post/index?postId=${postId}`
  return [
    {
      name: 'community',
      path: '/pages/community/index',
      ready: '#feed',
      states: ['offline'],
    },
    {
      name: 'community-following',
      path: '/pages/community/index',
      ready: '#feed',
      taps: ['#feed-following'],
    },
    {
      name: 'activity',
      path: '/pages/activity/index',
      ready: '#checkin-card',
      states: ['error'],
      readyIn: { error: FAILED },
    },
    { name: 'course', path: '/pages/course/index', ready: '#page-course' },
    {
      name: 'post',
      path: post(posts.mine),
      ready: '#comments',
      states: ['error', 'offline'],
      readyIn: { error: FAILED },
    },
    { name: 'post-question', path: post(posts.question), ready: '#comments' },
    { name: 'post-poll', path: post(posts.poll), ready: '#comments' },
    { name: 'post-debate', path: post(posts.debate), ready: '#comments' },
    { name: 'post-chain', path: post(posts.chain), ready: '#comments' },
    { name: 'post-gone', path: post('pst_00000000'), ready: '#post-gone' },
    { name: 'board', path: `/packages/browse/board?boardId=${boardId}`, ready: '#feed' },
    {
      name: 'topic',
      path: `/packages/browse/topic?topicId=${topicId}`,
      ready: '#feed',
      states: ['error'],
      readyIn: { error: FAILED },
    },
    { name: 'search', path: '/packages/browse/search', ready: '#page-search' },
    {
      name: 'search-results',
      path: `/packages/browse/search?text=${encodeURIComponent('开酥')}`,
      ready: '#page-search [id^="post-card-"], #page-search [id^="hit-"]',
    },
    {
      name: 'profile',
      path: `/packages/member/profile?memberId=${authorId}`,
      ready: '#page-profile #feed',
      states: ['error'],
      readyIn: { error: FAILED },
    },
    {
      name: 'favourites',
      path: '/packages/browse/favourites',
      ready: '#page-favourites #feed',
      states: ['empty'],
      readyIn: { empty: '#favourites-empty' },
    },
    {
      name: 'follows',
      path: `/packages/browse/follows?memberId=${viewerId}&kind=followers`,
      ready: '#page-follows [id^="member-mbr_"]',
    },
  ]
}

/** What a member writes. */
function writingScenes({ posts }: Stage): readonly Scene[] {
  return [
    { name: 'compose', path: '/packages/compose/index', ready: '#page-compose' },
    {
      name: 'compose-edit',
      path: `/packages/compose/index?postId=${posts.mine}`,
      ready: '#page-compose #compose-text',
    },
    { name: 'poster', path: `/packages/compose/poster?postId=${posts.mine}`, ready: '#poster-picture' },
  ]
}

/** What a member has, how it comes to be, and the community's books. */
const POINTS_SCENES: readonly Scene[] = [
  {
    name: 'points',
    path: '/packages/points/index',
    ready: '#balance, #points-empty',
    states: ['empty', 'error', 'offline'],
    readyIn: { empty: '#points-empty', error: FAILED },
  },
  {
    name: 'earn',
    path: '/packages/points/earn',
    ready: '#earn-post',
    states: ['error'],
    readyIn: { error: FAILED },
  },
  { name: 'levels', path: '/packages/points/levels', ready: '#level-12' },
  {
    name: 'books',
    path: '/packages/points/books',
    ready: '#books-trial',
    states: ['error'],
    readyIn: { error: FAILED },
  },
]

/** Who a member is, and what is theirs. */
function ownScenes({ caseId, day }: Stage): readonly Scene[] {
  return [
    {
      name: 'me',
      path: '/pages/me/index',
      ready: '#page-me #feed',
      states: ['empty', 'offline'],
      readyIn: { empty: '#me-empty' },
    },
    { name: 'join', path: '/packages/member/join', ready: '#page-join' },
    { name: 'survey', path: '/packages/member/survey', ready: '#survey-next', viewer: 'newcomer' },
    {
      name: 'survey-tier',
      path: '/packages/member/survey',
      ready: '#survey-next',
      viewer: 'newcomer',
      taps: ['#reasons-learn', '#survey-next', '#tier-beginner'],
    },
    { name: 'welcome', path: '/packages/member/welcome', ready: '#welcome-done', viewer: 'newcomer' },
    { name: 'settings', path: '/packages/member/settings', ready: '#settings-leave' },
    { name: 'edit', path: '/packages/member/edit', ready: '#nickname' },
    { name: 'notify', path: '/packages/member/notify', ready: '#notify-likes' },
    { name: 'rules', path: '/packages/member/rules', ready: '#page-rules' },
    {
      name: 'export',
      path: '/packages/member/export',
      ready: '#export-request, #export-ready',
      states: ['error'],
      readyIn: { error: FAILED },
    },
    { name: 'leave', path: '/packages/member/leave', ready: '#leave-confirm' },
    ...POINTS_SCENES,
    {
      name: 'inbox',
      path: '/packages/notice/index?group=comments',
      ready: '#notices',
      states: ['empty', 'error', 'offline'],
      readyIn: { empty: '#inbox-empty', error: FAILED },
    },
    { name: 'inbox-likes', path: '/packages/notice/index?group=likes', ready: '#notices' },
    {
      name: 'cases',
      path: '/packages/notice/cases',
      ready: '#case-list',
      states: ['empty', 'error'],
      readyIn: { empty: '#cases-empty', error: FAILED },
    },
    { name: 'open-case', path: '/packages/notice/open-case', ready: '#case-send' },
    { name: 'case', path: `/packages/notice/case?caseId=${caseId}`, ready: '#case-turns', taps: ['#star-4'] },
    {
      name: 'digest',
      path: `/packages/notice/digest?day=${day}`,
      ready: '#page-digest .digest, #digest-gone',
    },
  ]
}

/** What a member does day by day. */
function checkinScenes({ challengeId }: Stage): readonly Scene[] {
  return [
    { name: 'poster-milestone', path: '/packages/compose/poster?days=7', ready: '#poster-picture' },
    { name: 'checkin-photo', path: '/packages/checkin/photo', ready: '#checkin-photo-send' },
    {
      name: 'why',
      path: '/packages/checkin/why',
      ready: '#why-streak',
      states: ['error'],
      readyIn: { error: FAILED },
    },
    {
      name: 'challenge',
      path: `/packages/checkin/challenge?challengeId=${challengeId}`,
      ready: '#proofs',
      states: ['error'],
      readyIn: { error: FAILED },
    },
  ]
}

/** What can be had for points. */
function mallScenes({ itemId, orderId }: Stage): readonly Scene[] {
  return [
    {
      name: 'mall',
      path: '/packages/mall/index',
      ready: '#mall-items',
      states: ['error', 'offline'],
      readyIn: { error: FAILED },
    },
    {
      name: 'mall-item',
      path: `/packages/mall/item?itemId=${itemId}`,
      ready: '#item-redeem',
      states: ['error'],
      readyIn: { error: FAILED },
    },
    { name: 'mall-confirm', path: `/packages/mall/confirm?itemId=${itemId}`, ready: '#confirm-redeem' },
    {
      name: 'mall-orders',
      path: '/packages/mall/orders',
      ready: '#orders',
      states: ['empty', 'error'],
      readyIn: { empty: '#orders-empty', error: FAILED },
    },
    {
      name: 'mall-order',
      path: `/packages/mall/order?orderId=${orderId}`,
      ready: '#order-state',
      taps: ['#order-reveal'],
    },
    {
      name: 'mall-coupons',
      path: '/packages/mall/coupons',
      ready: '#coupons',
      states: ['empty', 'error'],
      readyIn: { empty: '#coupons-empty', error: FAILED },
    },
  ]
}

/** What staff see. */
const STAFF_SCENES: readonly Scene[] = [
  {
    name: 'admin',
    path: '/pages/admin/index',
    ready: '#desk-cases',
    viewer: 'staff',
    states: ['empty'],
    readyIn: { empty: '#admin-refused' },
  },
  { name: 'waiting', path: '/packages/desk/waiting', ready: '#reply-times', viewer: 'staff' },
  {
    name: 'desk-cases',
    path: '/packages/desk/cases',
    ready: '#case-list, #queue-empty',
    viewer: 'staff',
    taps: ['#queue-answered'],
  },
  {
    name: 'desk-digest',
    path: '/packages/desk/digest',
    ready: '#draft-send, #draft-none, #draft-state',
    viewer: 'staff',
  },
]

/** All pages that a stage lets one reach. */
export function scenesOf(stage: Stage): readonly Scene[] {
  return [
    ...readingScenes(stage),
    ...writingScenes(stage),
    ...ownScenes(stage),
    ...checkinScenes(stage),
    ...mallScenes(stage),
    ...STAFF_SCENES,
  ]
}
