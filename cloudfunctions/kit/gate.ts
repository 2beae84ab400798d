/** Who may pass: pure rules over what the platform says of the caller and what is stored of the member. */
import type { Auth } from '../../contract/action'
import { type Capability, canAny } from '../../contract/roles'
import type { Actor } from './actor'
import { AppError } from './app-error'

/** The links of a SOURCE chain that mean: somebody's device is at its beginning. */
const CLIENT_SOURCES: ReadonlySet<string> = new Set(['wx_client', 'wx_devtools', 'wx_http'])
const TIMER_SOURCE = 'wx_trigger'

/**
 * Lets the caller through to an action of this kind, as far as openid and SOURCE tell.
 * @throws AppError UNAUTHENTICATED without an openid, except where `public` or the platform itself calls
 * @throws AppError FORBIDDEN when timer or platform code is called by anybody else
 */
export function demandCaller(auth: Auth, caller: { readonly openid: string; readonly source: string }): void {
  if (auth === 'timer') {
    if (caller.source !== TIMER_SOURCE) throw new AppError('FORBIDDEN')
    return
  }
  if (auth === 'platform') {
    if (caller.source.split(',').some((link) => CLIENT_SOURCES.has(link.trim())))
      throw new AppError('FORBIDDEN')
    return
  }
  if (auth !== 'public' && caller.openid === '') throw new AppError('UNAUTHENTICATED')
}

/**
 * The member who calls, if they may do this.
 * @param evenBanned whether a banned member may
 * @throws AppError NOT_A_MEMBER, MEMBER_BANNED or FORBIDDEN
 */
export function demandActor(
  auth: 'member' | Capability,
  actor: Actor | undefined,
  evenBanned = false,
): Actor {
  if (!actor || actor.standing === 'deleted') throw new AppError('NOT_A_MEMBER')
  if (!evenBanned) demandNotBanned(actor)
  if (auth !== 'member' && !canAny(actor.roles, auth)) throw new AppError('FORBIDDEN')
  return actor
}

/**
 * Refuses a banned member the writes that guests may do too.
 * @throws AppError MEMBER_BANNED
 */
export function demandNotBanned(actor: Actor | undefined): void {
  if (actor?.standing === 'banned') throw new AppError('MEMBER_BANNED')
}

/** Whether actions of this kind are for members, and so need an actor. */
export function isForMembers(auth: Auth): auth is 'member' | Capability {
  return auth !== 'public' && auth !== 'guest' && auth !== 'timer' && auth !== 'platform'
}
