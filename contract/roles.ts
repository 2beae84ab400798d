/**
 * Roles are a table of capabilities. Code asks `can(role, capability)`, never `role === 'operator'`:
 * this table is the only place that knows what a role may do. Plain data: the client imports it.
 */
export const ROLES = {
  operator: [
    'admin.open',
    'post.moderate',
    'member.moderate',
    'course.approve',
    'contest.manage',
    'challenge.manage',
    'mall.manage',
    'ledger.read',
    'ledger.adjust',
    'audit.read',
    'role.grant',
    'case.answer',
    'digest.edit',
  ],
  moderator: ['admin.open', 'post.moderate', 'member.moderate'],
  instructor: ['course.teach'],
  butler: ['admin.open', 'case.answer'],
  finance: ['admin.open', 'ledger.read', 'ledger.adjust', 'mall.manage'],
  auditor: ['admin.open', 'ledger.read', 'audit.read'],
} as const satisfies Record<string, readonly string[]>

export type Role = keyof typeof ROLES
/** What a role may do. */
export type Capability = (typeof ROLES)[Role][number]

/** Whether this role may do this. */
export function can(role: Role, capability: Capability): boolean {
  return (ROLES[role] as readonly Capability[]).includes(capability)
}

/** Every role that may do this. */
export function rolesWith(capability: Capability): Role[] {
  const isRole = (name: string): name is Role => Object.hasOwn(ROLES, name)
  return Object.keys(ROLES).filter((name): name is Role => isRole(name) && can(name, capability))
}

/** Whether any of these roles may do this. */
export function canAny(roles: readonly Role[], capability: Capability): boolean {
  return roles.some((role) => can(role, capability))
}
