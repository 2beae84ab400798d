/** What is stored of what members have done. */
import { collection, replacedBy } from '../kit/cloud'
import { type DeedsDocument, MEMBER_DEEDS } from './collections'

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
