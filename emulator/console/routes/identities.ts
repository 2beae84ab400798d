/** Whom the picker offers: the console opens the app as any of them. */
import { GUEST_OPENID, pickableIdentities } from '../../gateway/identities'
import type { PickableIdentity } from '../../types'
import { type ConsoleParts, get, type Route } from '../route'
import type { Identities, IdentityChoice } from '../shapes'

const AVATAR_MAX_AGE_S = 3600

export function identityRoutes({ options, storage }: ConsoleParts): Route[] {
  const choiceOf = async (identity: PickableIdentity): Promise<IdentityChoice> => {
    const { avatarUrl, openid } = identity
    const isFile = avatarUrl?.startsWith('cloud://')
    const shown = avatarUrl && isFile ? await storage.temporaryUrl(avatarUrl, AVATAR_MAX_AGE_S) : avatarUrl
    return { ...identity, avatarUrl: shown, value: openid }
  }
  return [
    get('identities', async ({ visitor }): Promise<Identities> => {
      const members = await Promise.all(pickableIdentities(options).map(choiceOf))
      const strangers = [
        { openid: GUEST_OPENID, value: GUEST_OPENID, name: 'guest' },
        { openid: '', value: 'new', name: 'new' },
      ]
      return {
        choices: [...members, ...strangers],
        current: visitor.openid,
        hasApp: options.h5Dir !== undefined,
      }
    }),
  ]
}
