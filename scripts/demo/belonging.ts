/**
 * How far each member of the demo community has come: the rules, the survey, what they call themselves, and what they
 * were honoured with. Pure.
 */
import { randomId } from '../../cloudfunctions/kit/id'
import type { MemberDocument } from '../../cloudfunctions/member/collections'
import { markOf, titlesDueAt } from '../../cloudfunctions/member/mark-rules'
import { DEFAULT_BOARDS } from '../../cloudfunctions/post/boards'
import { DAY_MS, RULES_VERSION } from '../../contract/limits'
import type { ClaimedTier, SurveyNeed, SurveyReason, Title } from '../../contract/member-shapes'
import type { Random } from './random'

/** What the generator says of somebody by hand; all others are as chance has it. */
export interface Belonging {
  /** They are in the middle of the ladder: the survey is still before them. */
  readonly isMidway?: boolean
  /** A tier that an operator has confirmed. */
  readonly confirmed?: 'enthusiast' | 'expert' | 'instructor'
  readonly titles?: readonly HonourTold[]
}

interface HonourTold {
  readonly kind: Title['kind']
  readonly text: string
  readonly reason: string
  readonly grantedDaysAgo: number
  /** When its time was over. */
  readonly lapsedDaysAgo?: number
}

type Standing = Pick<
  MemberDocument,
  'rulesVersion' | 'survey' | 'skippedSteps' | 'skillTier' | 'tierProven' | 'titles' | 'titleDueAt' | 'mark'
>

/** Of those who are not told of by hand so many have answered the survey; most others passed it over. */
const ANSWERED_SHARE = 0.72
const SKIPPED_SHARE = 0.8
const CITY_SHARE = 0.6
const CHOICES_MAX = 3
const REASONS: readonly SurveyReason[] = ['learn', 'share', 'friends', 'fun']
const NEEDS: readonly SurveyNeed[] = ['guidance', 'answers', 'classes', 'company', 'tools']
const CITIES = ['杭州', '上海', '成都', '广州', '苏州', '北京', '武汉', '西安']
/** Of those who claim a tier most have tried once or twice, few master it. */
const TIERS: readonly ClaimedTier[] = [
  'potential',
  'beginner',
  'beginner',
  'beginner',
  'enthusiast',
  'enthusiast',
  'expert',
]

/** Where somebody stands: everybody has accepted the rules, as joining asks. */
export function standingOf(belonging: Belonging | undefined, now: number, random: Random): Standing {
  const { isMidway, confirmed } = belonging ?? {}
  const isAnswered = !isMidway && (belonging !== undefined || random.chance(ANSWERED_SHARE))
  const isSkipped = !isMidway && !isAnswered && random.chance(SKIPPED_SHARE)
  const tier = confirmed ?? (isAnswered ? one(TIERS, random) : undefined)
  const titles = (belonging?.titles ?? []).map((told) => titleOf(told, now, random))
  const honours = {
    ...(tier === undefined ? {} : { skillTier: tier, tierProven: confirmed !== undefined }),
    ...(titles.length === 0 ? {} : { titles }),
  }
  const mark = markOf(honours)
  const titleDueAt = titlesDueAt(honours)
  return {
    rulesVersion: RULES_VERSION,
    ...(isAnswered ? { survey: answersOf(random) } : {}),
    ...(isSkipped ? { skippedSteps: ['survey'] } : {}),
    ...honours,
    ...(mark === undefined ? {} : { mark }),
    ...(titleDueAt === undefined ? {} : { titleDueAt }),
  }
}

function answersOf(random: Random): NonNullable<MemberDocument['survey']> {
  return {
    reasons: some(REASONS, random),
    interests: some(
      DEFAULT_BOARDS.map(({ _id }) => _id),
      random,
    ),
    needs: some(NEEDS, random),
    ...(random.chance(CITY_SHARE) ? { city: one(CITIES, random) } : {}),
  }
}

function titleOf(told: HonourTold, now: number, random: Random): Title {
  const { kind, text, reason, grantedDaysAgo, lapsedDaysAgo } = told
  const lapsedAt = lapsedDaysAgo === undefined ? undefined : now - lapsedDaysAgo * DAY_MS
  return {
    titleId: randomId('ttl', random.bytes(13)),
    ...{ kind, text, reason },
    grantedAt: now - grantedDaysAgo * DAY_MS,
    ...(lapsedAt === undefined ? {} : { lapsesAt: lapsedAt, lapsed: { at: lapsedAt, why: 'time' } }),
  }
}

function some<T>(items: readonly T[], random: Random): T[] {
  return random.shuffled(items).slice(0, random.between(1, CHOICES_MAX))
}

function one<T>(items: readonly T[], random: Random): T {
  const item = items[random.between(0, items.length - 1)]
  if (item === undefined) throw new RangeError('nothing to choose from')
  return item
}
