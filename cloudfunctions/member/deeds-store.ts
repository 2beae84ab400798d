/** What is stored of what members have done. */
import { collection, replacedBy } from '../kit/cloud'
import { type DeedsDocument, MEMBER_DEEDS, MEMBERS, type MemberDocument } from './collections'
import { isProvenBy, tierOf } from './tier-rules'

const documents = collection<DeedsDocument>(MEMBER_DEEDS)

/** What was counted of a member, or undefined. */
export function findDeeds(memberId: string): Promise<DeedsDocument | undefined> {
  return documents.get(memberId)
}

/** Keeps what was counted of a member now. */
export async function keepDeeds(
  memberId: string,
  deeds: DeedsDocument['deeds'],
  countedAt: number,
): Promise<void> {
  const known = await documents.addOrGet({ _id: memberId, schemaVersion: 1, deeds, countedAt })
  if (known) await documents.update(memberId, { deeds: replacedBy(deeds), countedAt })
}

/** Proves the tier that a member claims, if these deeds do; what was proven once stays so. False when nothing changed. */
export async function proveByDeeds(member: MemberDocument, deeds: DeedsDocument['deeds']): Promise<boolean> {
  const tier = tierOf(member)
  if (member.tierProven || !isProvenBy(tier, deeds)) return false
  // Only if it is still this tier that they claim.
  const claiming = { _id: member._id, skillTier: tier, tierProven: false }
  return (await collection<MemberDocument>(MEMBERS).updateWhere(claiming, { tierProven: true })) === 1
}
