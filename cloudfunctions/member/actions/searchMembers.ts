import type { Contract } from '../../../contract/index'
import { temporaryUrls } from '../../kit/files'
import type { Run } from '../../kit/handler'
import { findByNickname } from '../search-store'
import { cardFileIds, memberCard } from '../views'

/** Members by what they are called: two round trips. */
export const searchMembers: Run<Contract['member.searchMembers']> = async ({ text }) => {
  const found = await findByNickname(text)
  const urls = await temporaryUrls(cardFileIds(found))
  return { members: found.map((member) => memberCard(member, urls)) }
}
