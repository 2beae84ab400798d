/** The templates of subscribe messages, when they are asked for, and what they say. Pure. */
import type { MeaningfulTap, NoticeKind, TemplateKey } from '../../contract/notice'
import type { MessageDocument } from './collections'
import { type FieldKind, type FieldValue, fieldText } from './message-fields'

interface TemplateSpec {
  readonly title: string
  /** By the name that the platform gives them: kind and number. */
  readonly fields: Readonly<Record<string, FieldKind>>
}

/** What the templates chosen in the mini program's console look like; their ids stand in the config. */
export const TEMPLATES: Readonly<Record<TemplateKey, TemplateSpec>> = {
  reply: { title: '新回复提醒', fields: { thing1: 'thing', name2: 'name', thing3: 'thing', time4: 'time' } },
  activity: {
    title: '互动提醒',
    fields: { thing1: 'thing', number2: 'number', thing3: 'thing', time4: 'time' },
  },
  case: {
    title: '服务进度提醒',
    fields: { character_string1: 'character_string', phrase2: 'phrase', thing3: 'thing', time4: 'time' },
  },
  digest: { title: '每日精选提醒', fields: { date1: 'date', thing2: 'thing', thing3: 'thing' } },
  checkIn: { title: '打卡提醒', fields: { thing1: 'thing', number2: 'number', thing3: 'thing' } },
}
export const TEMPLATE_KEYS = [
  'reply',
  'activity',
  'case',
  'digest',
  'checkIn',
] as const satisfies readonly TemplateKey[]

/** The ids that hold until an operator has saved those of the mini program. */
export const DEFAULT_TEMPLATE_IDS: Readonly<Record<TemplateKey, string>> = {
  reply: 'tpl_reply',
  activity: 'tpl_activity',
  case: 'tpl_case',
  digest: 'tpl_digest',
  checkIn: 'tpl_checkIn',
}

/**
 * Which templates are asked for after which tap: only after one that shows that the member wants to hear of it
 * (PLATFORM 1, Messages), the most useful first.
 */
export const ASKED_AFTER: Readonly<Record<MeaningfulTap, TemplateKey[]>> = {
  comment: ['reply'],
  publish: ['reply', 'activity'],
  ask: ['reply', 'digest'],
  openCase: ['case'],
  readDigest: ['digest'],
  checkIn: ['checkIn'],
  settings: ['reply', 'case', 'digest'],
}

/** Why a message came, in the words it says so with. */
const REASONS: Readonly<Record<NoticeKind, string>> = {
  firstReply: '你的帖子有了第一个回复',
  solved: '你的回答被选为有用的回答',
  comment: '有人评论了你的帖子',
  reply: '有人回复了你的评论',
  mention: '有人在社区里提到了你',
  case: '管家回复了你的反馈',
  newcomer: '新朋友发了第一帖，去打个招呼',
  unanswered: '有提问两小时还没有人回答',
  digest: '你订阅了今日精选',
  like: '有人赞了你发的内容',
  follow: '有人关注了你',
  titleLapsed: '你的一个头衔已经到期',
  pointsExpiring: '你有积分快到期了',
  booksFailed: '积分账本核对出问题，兑换已停',
  holdOverdue: '有一笔冻结的积分到时间没有处理',
  adjustmentWaits: '有一笔积分调整等你审批',
  adjustmentDecided: '你申请的积分调整有了结果',
  milestone: '你的连续打卡到了一个里程碑',
  proofRejected: '你的一次挑战打卡没有通过，可以补交',
  streakReminder: '连续打卡，今天还没有打',
  order: '你的订单有了新进展',
  coupon: '你有一张新的券',
  saleOpens: '你想要的商品就要开抢了',
  lowStock: '一件商品的兑换码快发完了',
  votingOpens: '你参加的大赛开始投票了',
  workDisqualified: '你的一件参赛作品没有通过',
  contestCancelled: '你参加的大赛取消了',
  resultPublished: '你参加的大赛揭晓了',
  prizeWon: '你的作品得奖了',
  appealDecided: '你的申诉有了结果',
  system: '社区有一条通知',
}

/** What a message needs besides itself. */
export interface MessageFacts {
  /** The member who did it, as they are shown now. */
  readonly fromNickname?: string | undefined
  /** How many did it. */
  readonly count?: number
}

type Values = (message: MessageDocument, facts: MessageFacts) => Readonly<Record<string, FieldValue>>
const VALUES: Readonly<Record<TemplateKey, Values>> = {
  reply: ({ about, kind, at }, { fromNickname }) => ({
    thing1: about ?? '',
    name2: fromNickname ?? '',
    thing3: REASONS[kind],
    time4: at,
  }),
  activity: ({ about, kind, at }, { count = 1 }) => ({
    thing1: about ?? '',
    number2: count,
    thing3: REASONS[kind],
    time4: at,
  }),
  case: ({ subject, kind, at }) => ({
    character_string1: subject?.caseId ?? subject?.postId ?? '',
    phrase2: kind === 'case' ? '已回复' : '待回复',
    thing3: REASONS[kind],
    time4: at,
  }),
  checkIn: ({ about, kind }) => ({ thing1: '每日打卡', number2: about ?? '', thing3: REASONS[kind] }),
  digest: ({ about, kind, at }) => ({ date1: at, thing2: about ?? '', thing3: REASONS[kind] }),
}

/** The fields of a message, each as the platform takes it. */
export function messageData(
  message: MessageDocument,
  facts: MessageFacts,
): Record<string, { value: string }> {
  const values = VALUES[message.templateKey](message, facts)
  return Object.fromEntries(
    Object.entries(TEMPLATES[message.templateKey].fields).map(([name, kind]) => [
      name,
      { value: fieldText(kind, values[name] ?? '') },
    ]),
  )
}

/** The page that a message opens. */
export function messagePage({ subject, kind }: Pick<MessageDocument, 'subject' | 'kind'>): string {
  if (subject?.caseId !== undefined) return `packages/notice/case?caseId=${subject.caseId}`
  if (subject?.postId !== undefined) return `pages/post/index?postId=${subject.postId}`
  if (subject?.orderId !== undefined) return `packages/mall/order?orderId=${subject.orderId}`
  if (subject?.itemId !== undefined) return `packages/mall/item?itemId=${subject.itemId}`
  if (subject?.workId !== undefined) return `packages/contest/work?workId=${subject.workId}`
  if (subject?.contestId !== undefined) return `packages/contest/index?contestId=${subject.contestId}`
  if (kind === 'digest' && subject?.day !== undefined) return `packages/notice/digest?day=${subject.day}`
  if (kind === 'streakReminder') return 'pages/activity/index'
  return 'pages/me/index'
}
