/** What the steps of the newcomer's ladder earn (PRODUCT 1.2, 5.9), each once for a member. */
import type { OnboardingStep } from '../../contract/member-shapes'
import type { Transaction } from '../kit/transaction'
import type { Award } from '../points/award-rules'
import type { EntryDocument } from '../points/collections'
import { payUnlessRefused, type readEarningSettings } from '../points/earning-store'
import { MEMBERS, type MemberDocument } from './collections'

type Settings = Awaited<ReturnType<typeof readEarningSettings>>

/** Who has taken a step, as the transaction has read them. */
type Walker = Pick<MemberDocument, '_id' | 'returned'>

/**
 * Pays a step in the transaction in which it is taken. Nothing to who has come back: they are no newcomer.
 * @param known what the member's document, read and written in this transaction, says: that the step was not taken
 *   yet, or that the member is new
 */
export async function payStep(
  tx: Transaction,
  { _id: memberId, returned }: Walker,
  step: OnboardingStep,
  settings: Settings,
  at: number,
  known: Pick<Award, 'isFirst' | 'isNewMember'> = {},
): Promise<EntryDocument | undefined> {
  if (returned) return undefined
  const award = { source: 'onboarding', memberId, subjectId: `${memberId}:${step}`, at } as const
  return payUnlessRefused(tx, { ...award, ...known }, settings)
}

/** The same for a member whom the transaction has not read. */
export async function payStepOf(
  tx: Transaction,
  memberId: string,
  step: OnboardingStep,
  settings: Settings,
  at: number,
): Promise<EntryDocument | undefined> {
  const walker = await tx.collection<MemberDocument>(MEMBERS).get(memberId)
  return walker && payStep(tx, walker, step, settings, at)
}
