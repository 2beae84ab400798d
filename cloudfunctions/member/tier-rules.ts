/** Skill tiers: claimed, then proven by works (PRODUCT 1.3). Pure. */
import type { Deeds } from '../../contract/member-honours'
import type { SkillTier } from '../../contract/member-shapes'
import type { Actor } from '../kit/actor'

/** What proves each tier. `potential` is nothing to prove, and an instructor is certified by an operator only. */
const PROOFS: Readonly<Record<SkillTier, ((deeds: Deeds) => boolean) | undefined>> = {
  potential: undefined,
  /** One or two tries. */
  beginner: ({ works }) => works >= 1,
  /** Does it again and again, and others like what they see. */
  enthusiast: ({ works, likesReceived }) => works >= 10 && likesReceived >= 20,
  /** Masters it, and talks with others about it. */
  expert: ({ works, likesReceived, comments }) => works >= 30 && likesReceived >= 150 && comments >= 50,
  instructor: undefined,
}

/** The tier that a member is shown with. */
export function tierOf(member: Pick<Actor, 'skillTier'>): SkillTier {
  return member.skillTier ?? 'potential'
}

/** Whether these deeds prove this tier. */
export function isProvenBy(tier: SkillTier, deeds: Deeds): boolean {
  return PROOFS[tier]?.(deeds) ?? false
}

/** What becomes of a tier when another is claimed: what was proven of the same stays so, a claim proves nothing. */
export function claimed(
  member: Pick<Actor, 'skillTier' | 'tierProven'>,
  claim: SkillTier,
): { skillTier: SkillTier; tierProven: boolean } {
  return { skillTier: claim, tierProven: member.skillTier === claim && member.tierProven === true }
}
