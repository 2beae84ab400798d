/** The members of the demo community: who they are, since when, and how busy. Pure. */

import { callerKey, randomId } from '../../cloudfunctions/kit/id'
import type {
  MediaCheckDocument,
  MediaDocument,
  ProcessedPhoto,
} from '../../cloudfunctions/media/collections'
import type { MemberDocument } from '../../cloudfunctions/member/collections'
import type { Role } from '../../contract/roles'
import type { PickableIdentity } from '../../emulator/types'
import { type Belonging, standingOf } from './belonging'
import { NICKNAMES } from './nicknames'
import { checkedPhoto } from './photos'
import type { Random } from './random'

const DAY_MS = 24 * 60 * 60 * 1000
/** Before the thirty days that are shown there already was a community. */
const OLDEST_DAYS = 200
const FIRST_STAFF_DAYS = 240
const SHOWN_DAYS = 30
/** Of every five members one has come within the days that are shown. */
const NEWCOMER_SHARE = 0.2
const AVATAR_SHARE = 0.86
/** How fast busyness falls from the busiest member to the quietest: few write much, many little. */
const BUSYNESS_FALL = 0.72

/** Somebody whom the identity picker offers. */
interface Known {
  readonly openid: string
  readonly nickname: string
  readonly note: string
  readonly roles: readonly Role[]
  readonly belonging: Belonging
}

const WEEKLY_STAR = {
  kind: 'title',
  text: '本周之星',
  reason: '一周里三次晒图都进了精选',
  grantedDaysAgo: 19,
  lapsedDaysAgo: 12,
} as const
const GOOD_ANSWERS = {
  kind: 'title',
  text: '有问必答',
  reason: '一个月里回答了三十个问题',
  grantedDaysAgo: 9,
} as const
const DIETITIAN = { kind: 'v', text: '营养师', reason: '已核对注册营养师证', grantedDaysAgo: 60 } as const

/** By whom the demo's own deeds are done. */
export const OPENIDS = {
  member: 'oDemoLinXiaoman',
  instructor: 'oDemoChenShifu',
  operator: 'oDemoAhe',
} as const

/** The first members, in the picker's order; each shows another side of the community. */
const KNOWN: readonly Known[] = [
  {
    ...{ openid: OPENIDS.member, nickname: '林小满', note: '普通成员 · 周末面包师', roles: [] },
    belonging: { isMidway: true, confirmed: 'enthusiast', titles: [WEEKLY_STAR] },
  },
  {
    ...{
      openid: OPENIDS.instructor,
      nickname: '陈师傅',
      note: '讲师 · 做了二十年面包',
      roles: ['instructor'],
    },
    belonging: { confirmed: 'instructor' },
  },
  {
    ...{ openid: OPENIDS.operator, nickname: '阿禾', note: '运营 · 管理整个社区', roles: ['operator'] },
    belonging: { confirmed: 'expert' },
  },
  {
    ...{ openid: 'oDemoZhouMo', nickname: '周末不加班', note: '版主 · 处理内容', roles: ['moderator'] },
    belonging: { confirmed: 'enthusiast' },
  },
  {
    ...{ openid: 'oDemoDouding', nickname: '管家豆丁', note: '社群管家 · 回答成员', roles: ['butler'] },
    belonging: {},
  },
  {
    ...{ openid: 'oDemoMianbaoMao', nickname: '面包猫', note: '普通成员 · 有一条正在审核', roles: [] },
    belonging: { confirmed: 'enthusiast', titles: [GOOD_ANSWERS] },
  },
  {
    ...{ openid: 'oDemoYuanqi', nickname: '元气戚风', note: '普通成员 · 有一条未通过', roles: [] },
    belonging: { titles: [DIETITIAN] },
  },
  {
    ...{ openid: 'oDemoXinshou', nickname: '烤箱新手小白', note: '新成员 · 昨天刚加入', roles: [] },
    belonging: { isMidway: true },
  },
]
/** The place in KNOWN of who has only just joined. */
const NEWEST = 7

/** A member with what the generator knows of them besides. */
export interface Person {
  readonly member: MemberDocument
  /** How likely they are to write or to like, compared with others. */
  readonly busyness: number
}

export interface People {
  readonly persons: readonly Person[]
  readonly media: readonly MediaDocument[]
  readonly checks: readonly MediaCheckDocument[]
}

/**
 * So many members, the known ones first.
 * @param avatars the processed pictures that they wear
 * @param belonging chance of its own for how far each has come
 */
export function makePeople(
  count: number,
  now: number,
  avatars: readonly ProcessedPhoto[],
  random: Random,
  belonging: Random,
): People {
  const media: MediaDocument[] = []
  const checks: MediaCheckDocument[] = []
  const wardrobe = random.shuffled(avatars)
  const persons = Array.from({ length: count }, (_, place): Person => {
    const known = KNOWN[place]
    const openid = known?.openid ?? `oDemoMember${String(place).padStart(4, '0')}`
    const joinedAt = joinedAtOf(place, now, random)
    const picture = wardrobe[place % wardrobe.length]
    const isPictured = picture !== undefined && place !== NEWEST && (known || random.chance(AVATAR_SHARE))
    const worn = isPictured
      ? checkedPhoto(
          { photo: picture, ownerKey: callerKey(openid), purpose: 'avatar', at: joinedAt, state: 'passed' },
          random,
        )
      : undefined
    if (worn) {
      media.push(worn.media)
      checks.push(worn.check)
    }
    return {
      member: {
        _id: randomId('mbr', random.bytes(13)),
        schemaVersion: 1,
        openid,
        nickname: known?.nickname ?? nicknameOf(place),
        ...(worn && picture
          ? { avatar: { mediaId: worn.media._id, fileId: picture.thumbFileId, state: 'passed' as const } }
          : {}),
        roles: known?.roles ?? [],
        standing: 'active',
        postCount: 0,
        joinedAt,
        ...standingOf(known?.belonging, now, belonging),
      },
      busyness: 1 / (place + 3) ** BUSYNESS_FALL,
    }
  })
  return { persons, media, checks }
}

/** What the picker shows of the known members. */
export function identitiesOf(persons: readonly Person[]): PickableIdentity[] {
  return KNOWN.flatMap(({ openid, note }, place) => {
    const member = persons[place]?.member
    if (!member) return []
    const avatarUrl = member.avatar?.fileId
    return [{ openid, name: member.nickname, note, ...(avatarUrl === undefined ? {} : { avatarUrl }) }]
  })
}

function nicknameOf(place: number): string {
  const written = place - KNOWN.length
  const nickname = NICKNAMES[written % NICKNAMES.length] ?? ''
  // Beyond the written ones, people number themselves, as they do where a name is taken.
  return written < NICKNAMES.length ? nickname : `${nickname}${Math.floor(written / NICKNAMES.length) + 1}`
}

function joinedAtOf(place: number, now: number, random: Random): number {
  if (place === NEWEST) return now - random.between(DAY_MS, DAY_MS * 1.5)
  if (place < NEWEST) return now - FIRST_STAFF_DAYS * DAY_MS - random.between(0, 9 * DAY_MS)
  const isNewcomer = random.chance(NEWCOMER_SHARE)
  const [earliest, latest] = isNewcomer ? [SHOWN_DAYS, 1] : [OLDEST_DAYS, SHOWN_DAYS]
  return now - random.between(latest * DAY_MS, earliest * DAY_MS)
}
