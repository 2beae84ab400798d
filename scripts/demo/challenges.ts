/** Challenges of the demo community: one in its second week, with a ranking, and one that begins soon. */
import { daysBetween, daysFrom } from '../../cloudfunctions/checkin/calendar-rules'
import { lastDayOf } from '../../cloudfunctions/checkin/challenge-rules'
import type {
  CalendarDocument,
  ChallengeDocument,
  CheckInDocument,
  GivenProof,
} from '../../cloudfunctions/checkin/collections'
import { checkInIdOf, marked, newCalendar } from '../../cloudfunctions/checkin/marking-rules'
import { callerKey, timeOrderedId } from '../../cloudfunctions/kit/id'
import { addDays, periodOf, startOf } from '../../cloudfunctions/kit/period'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../contract/limits'
import { compared } from './check-ins'
import type { Person } from './people'
import { createDeck, type Random } from './random'
import { chooseSome } from './weighted'

const ID_BYTES = 8
/** Who joins besides the first of the picker. */
const JOINED_COUNT = 23
const WAITING_COUNT = 9
/** Somebody who has joined comes on so much of the days at least. */
const COMING_MIN = 0.45
const HOURS = { first: 8, last: 21 }

/** A challenge as it is told of by hand. */
interface ToldChallenge {
  readonly title: string
  readonly rules: string
  readonly beginsInDays: number
  readonly days: number
}

const RUNNING: ToldChallenge = {
  title: '二十一天，每天靠近烤箱一点',
  rules: '每天做一件和烘焙有关的小事，写一句话记下来：喂种、称料、看书、出炉都算。漏了的日子可以补两天。',
  beginsInDays: -9,
  days: 21,
}
const COMING: ToldChallenge = {
  title: '七天欧包入门',
  rules: '七天一颗欧包：第一天养种，第七天出炉。每天写一句进展，失败的那一炉也算。',
  beginsInDays: 2,
  days: 7,
}

/** What is said of a day; none of it gives away which day it is. */
const PROOFS = [
  '喂了酸种，两个小时涨到瓶口，明天可以开炉。',
  '第一次称到小数点后一位，配方果然稳了很多。',
  '烤了六个小餐包，孩子放学路上就吃掉三个。',
  '看完一章面筋的形成，终于懂了为什么要静置。',
  '蛋白打过了头，重来一次，这回停在湿性发泡。',
  '把烤箱温度计放进去，才知道我家烤箱低了十五度。',
  '隔夜冷藏发酵的面团真好整形，一点都不粘手。',
  '今天只做了一件事：把模具都洗干净抹上油。',
  '肉桂卷出炉的时候，楼道里的邻居都探头看。',
  '试了减糖三成的曲奇，脆度还在，甜味刚好。',
  '割口深了一点，耳朵立起来了，高兴一整天。',
  '面粉换了一个牌子，吸水多了百分之三，记下来。',
]

/** The challenges, who is in them, and the days that they have proven. */
export interface Challenges {
  readonly challenges: readonly ChallengeDocument[]
  readonly calendars: readonly CalendarDocument[]
  readonly proofs: readonly CheckInDocument[]
}

/** Makes both challenges as they stand at this instant. */
export function makeChallenges(persons: readonly Person[], now: number, random: Random): Challenges {
  const running = challengeOf(RUNNING, now, random)
  const coming = challengeOf(COMING, now, random)
  const [first, ...others] = persons.filter(({ member }) => member.joinedAt < startOf(running.firstDay))
  const busy = ({ busyness }: Person) => Math.sqrt(busyness)
  const joined = [...(first ? [first] : []), ...chooseSome(others, JOINED_COUNT, busy, random)]
  const waiting = chooseSome(others, WAITING_COUNT, busy, random)
  const say = createDeck(PROOFS, random)
  const ran = joined.map((person) => daysOf(running, person, person === first, now, say, random))
  const entered = waiting.map(({ member: { _id, openid } }) => {
    const caller = { memberId: _id, callerKey: callerKey(openid) }
    const at = now - random.between(HOUR_MS, DAY_MS)
    return newCalendar(coming._id, caller, periodOf('day', at), at)
  })
  return {
    challenges: [
      { ...running, memberCount: ran.length },
      { ...coming, memberCount: entered.length },
    ],
    calendars: [...ran.map(({ calendar }) => calendar), ...entered],
    proofs: ran.flatMap(({ proofs }) => proofs),
  }
}

function challengeOf({ title, rules, beginsInDays, days }: ToldChallenge, now: number, random: Random) {
  const firstDay = addDays(periodOf('day', now), beginsInDays)
  const createdAt = Math.min(startOf(firstDay), now) - 2 * DAY_MS
  return {
    _id: timeOrderedId('chl', createdAt, random.bytes(ID_BYTES)),
    schemaVersion: 1,
    title,
    rules,
    firstDay,
    lastDay: lastDayOf(firstDay, days),
    days,
    proofs: ['text', 'photo'],
    makeUpsMax: 2,
    coupon: { templateKey: 'weekend', validDays: 14 },
    state: 'published',
    memberCount: 0,
    createdAt,
  } satisfies ChallengeDocument
}

/** What somebody has proven so far; who comes every day has not come today yet. */
function daysOf(
  { _id: challengeId, firstDay }: ChallengeDocument,
  { member: { _id: memberId, openid } }: Person,
  isEveryDay: boolean,
  now: number,
  say: () => string,
  random: Random,
) {
  const caller = { memberId, callerKey: callerKey(openid) }
  const today = periodOf('day', now)
  const share = COMING_MIN + random.fraction() * (1 - COMING_MIN)
  const habitMs = random.between(HOURS.first, HOURS.last) * HOUR_MS
  const proofs: CheckInDocument[] = []
  let calendar = newCalendar(challengeId, caller, firstDay, startOf(firstDay))
  for (const day of daysFrom(firstDay, today)) {
    const at = startOf(day) + habitMs + random.between(0, HOUR_MS - MINUTE_MS)
    const place = timeOrderedId('prf', at, random.bytes(ID_BYTES))
    const comes = random.chance(share)
    const isToCome = isEveryDay ? daysBetween(day, today) > 0 : comes
    if (!isToCome || at >= now) continue
    const given: GivenProof = { how: 'text', text: say() }
    const whose = { calendarId: calendar._id, challengeId, ...caller, day, at, place }
    const _id = checkInIdOf(challengeId, memberId, day)
    proofs.push({ _id, schemaVersion: 1, ...whose, mark: 'counted', shown: true, ...given })
    calendar = compared(marked(calendar, day, 'counted', at))
  }
  return { calendar, proofs }
}
