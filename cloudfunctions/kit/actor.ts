/** Who acts: the member behind an openid, as stored. The kit knows this one collection because `serve` asks it. */
import type { Arrival } from '../../contract/member'
import type {
  NotifyChoices,
  OnboardingStep,
  QuietHours,
  SkillTier,
  Survey,
  Title,
} from '../../contract/member-shapes'
import type { Role } from '../../contract/roles'
import type { Mark } from '../../contract/shared'

/** Whether a member may act: a banned or deleted one may not. */
export type Standing = 'active' | 'banned' | 'deleted'

/** A member's own picture. Others see it only when its check has `passed`. */
export interface Avatar {
  readonly mediaId: string
  /** The square picture, `cloud://{env}.{bucket}/p/{random}/t.webp`. */
  readonly fileId: string
  readonly state: 'checking' | 'passed' | 'rejected'
}

/** What a member has chosen; what is absent is as `member/settings-rules.ts` says. */
export interface ChosenSettings {
  readonly hideFromLeaderboards?: boolean
  readonly notify?: Readonly<Partial<NotifyChoices>>
  /** Null for none. */
  readonly quietHours?: Readonly<QuietHours> | null
}

/** The survey's answers; the tier that was claimed with them stands beside them, because it may be proven since. */
export type KeptSurvey = Readonly<Omit<Survey, 'skillTier'>>

/** A document of `members`: `_id` = `mbr_…`, random; the openid never leaves the cloud. */
export interface Actor {
  readonly _id: string
  /** 1 until a migration has added `followingCount`, `followerCount` and `nicknameTokens`. */
  readonly schemaVersion: 1 | 2
  readonly openid: string
  readonly nickname: string
  /** `nameTokens(nickname)`: what a search finds the member by. */
  readonly nicknameTokens?: readonly string[]
  readonly avatar?: Avatar
  readonly roles: readonly Role[]
  readonly standing: Standing
  /** Posts of this member that are not removed. Derived: kept by an atomic increment. */
  readonly postCount: number
  /** Derived from `member_follows`: kept by atomic increments. */
  readonly followingCount?: number
  readonly followerCount?: number
  /** Epoch milliseconds. */
  readonly joinedAt: number
  /** When the member last published a post. */
  readonly lastPostAt?: number
  /** Where they came from; kept from the joining. */
  readonly arrival?: Readonly<Arrival>
  /** True for somebody who had left before: not new, and due no newcomer's gift. */
  readonly returned?: true
  /** The newest version of the rules that they accepted. */
  readonly rulesVersion?: number
  readonly survey?: KeptSurvey
  /** The claimed tier, or the one that an operator confirmed; `potential` before any. */
  readonly skillTier?: SkillTier
  readonly tierProven?: boolean
  /** Steps of the ladder that they passed over. */
  readonly skippedSteps?: readonly OnboardingStep[]
  /** When they had done the newcomer's days of daily check-in (PRODUCT 1.2). */
  readonly newcomerCheckInsAt?: number
  /** Certifications and honours, also those that have lapsed, oldest first. */
  readonly titles?: readonly Title[]
  /** When a title has to be looked at, at the latest; absent when none can lapse. */
  readonly titleDueAt?: number
  /** What stands beside the name. Derived from tier and titles, by `markOf`. */
  readonly mark?: Mark
  /** The colour of the name, from 1. Derived from the XP by `titleColourOf`; absent for the usual one. */
  readonly titleColour?: number
  readonly settings?: ChosenSettings
  /** When a moderator last recorded a strike. */
  readonly struckAt?: number
}

export const MEMBERS = 'members'
