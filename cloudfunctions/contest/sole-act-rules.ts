/** Whether a voter has done anything in this community but vote: one of the signals (PRODUCT 3.4). Pure. */
import type { MemberDocument } from '../member/collections'
import type { Account } from '../points/ledger'

/** What is looked at of a voter. */
type Voter = Pick<MemberDocument, 'postCount' | 'followingCount' | 'survey'>

/** True when nothing is known of them: no post, nobody they follow, no answer to the survey, no XP. */
export function isSoleAct(member: Voter | undefined, account: Pick<Account, 'xp'> | undefined): boolean {
  const acts = (member?.postCount ?? 0) + (member?.followingCount ?? 0) + (account?.xp ?? 0)
  return acts === 0 && member?.survey === undefined
}
