/**
 * The browser has no question of its own: the app's has just been answered with a tap. `POST {gateway}/subscribe` with
 * `{ accepted: [templateId, …] }` tells the gateway, which answers those of the templates that there are.
 */
import type { Consent } from './subscribe'

/** Allows one message of each of these templates. Nothing is answered when nobody could be told. */
export async function askForMessages(templateIds: readonly string[]): Promise<Consent[]> {
  try {
    const response = await fetch(`${GATEWAY_URL}/subscribe`, {
      method: 'POST',
      credentials: 'include',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ accepted: templateIds }),
    })
    if (!response.ok) return []
    const answer: unknown = await response.json()
    const accepted: unknown = answer instanceof Object ? Reflect.get(answer, 'accepted') : undefined
    const known = new Set<unknown>(Array.isArray(accepted) ? accepted : [])
    return templateIds.map((templateId) => ({ templateId, accepted: known.has(templateId) }))
  } catch {
    return []
  }
}
