/** Whose data there is to give and to erase. */
import { personal as checkin } from '../checkin/personal'
import { personal as contest } from '../contest/personal'
import type { PersonalData } from '../kit/personal'
import { personal as mall } from '../mall/personal'
import { personal as media } from '../media/personal'
import { personal as member } from '../member/personal'
import { personal as notice } from '../notice/personal'
import { personal as points } from '../points/personal'
import { personal as feeds } from '../post/feed-personal'
import { personal as post } from '../post/personal'
import { kitPersonal } from './kit-personal'
import { personal as own } from './personal'

/**
 * Every domain that keeps something of persons, in the order in which it is erased: what shows somebody first, then
 * what tells who they were, and what the kit keeps of their calls last.
 */
export const PERSONAL_DATA: readonly PersonalData[] = [
  post,
  feeds,
  checkin,
  contest,
  mall,
  media,
  notice,
  points,
  member,
  own,
  kitPersonal,
]
