/** Who of the staff may do something: asked for by what they may do, never by what they are called. */
import { type Capability, rolesWith } from '../../contract/roles'
import { type Actor, MEMBERS } from './actor'
import { collection, holding } from './cloud'

const members = collection<Actor>(MEMBERS)

/** More than a community has of any one role with a capability. */
const STAFF_MAX = 50

/** Somebody of the staff. */
export type Staff = Pick<Actor, '_id' | 'openid' | 'standing'>

/** The active members one of whose roles may do this, each once. */
export async function findStaff(capability: Capability): Promise<Staff[]> {
  const found = await Promise.all(
    rolesWith(capability).map((role) =>
      members.find({
        where: { roles: holding(role), standing: 'active' },
        limit: STAFF_MAX,
        fields: ['openid', 'standing'],
      }),
    ),
  )
  return [...new Map(found.flat().map((each) => [each._id, each])).values()]
}
