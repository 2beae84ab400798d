/** What is stored of WeChat groups. */
import { monotonicNow } from '../kit/clock'
import { collection } from '../kit/cloud'
import { remembered } from '../kit/remembered'
import { type GroupDocument, MEMBER_GROUPS } from './collections'

const groups = collection<GroupDocument>(MEMBER_GROUPS)

/** A community has a group for each city and need, not one for each member. */
const OPEN_GROUPS_MAX = 100

/** The groups that are offered, as they were at most half a minute ago. */
export const openGroups = remembered(
  () => groups.find({ where: { open: true }, orderBy: ['_id', 'asc'], limit: OPEN_GROUPS_MAX }),
  monotonicNow,
)
