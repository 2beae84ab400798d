/** Who may change points, and who is told when something is wrong with them. */
import { type Capability, can, ROLES, type Role } from '../../contract/roles'
import { type Actor, MEMBERS } from '../kit/actor'
import { collection, holding } from '../kit/cloud'

const members = collection<Actor>(MEMBERS)

/** More than a community has of any one role with such a capability. */
const STAFF_MAX = 50

const isRole = (name: string): name is Role => Object.hasOwn(ROLES, name)

/** The ids of the active members one of whose roles may do this, each once. */
export async function findStaff(capability: Capability): Promise<string[]> {
  const roles = Object.keys(ROLES).filter((name): name is Role => isRole(name) && can(name, capability))
  const found = await Promise.all(
    roles.map((role) =>
      members.find({ where: { roles: holding(role), standing: 'active' }, limit: STAFF_MAX, fields: [] }),
    ),
  )
  return [...new Set(found.flat().map(({ _id }) => _id))]
}

/** Whether somebody is, or was, a member whose points can be changed. */
export async function isMember(memberId: string): Promise<boolean> {
  const found = await members.get(memberId)
  return found !== undefined && found.standing !== 'deleted'
}
