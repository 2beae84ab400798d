/** What members change of themselves. */
import { collection, type Patch } from '../kit/cloud'
import { MEMBERS, type MemberDocument } from './collections'

const members = collection<MemberDocument>(MEMBERS)

/** Sets fields of a member's own that nothing else is derived from. */
export async function changeMember(
  memberId: string,
  change: Patch<Pick<MemberDocument, 'skippedSteps' | 'settings'>>,
): Promise<void> {
  await members.update(memberId, change)
}
