/** Whom the identity picker offers. */
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import type { EmulatorOptions, PickableIdentity } from '../types'

/** The one visitor everybody can be again: has a WeChat identity, but has not joined by itself. */
export const GUEST_OPENID = 'oLocalGuest'

const identitiesSchema = z.array(
  z.object({
    openid: z.string().min(1),
    name: z.string(),
    note: z.string().optional(),
    avatarUrl: z.string().optional(),
  }),
)

/** Somebody who has never been here. */
export function freshOpenid(): string {
  return `oNew${randomBytes(8).toString('hex')}`
}

/**
 * The given identities, else those of `{dataDir}/identities.json`, read anew each time because demo data
 * may be loaded after the start; none when there is no such file or it says something else.
 */
export function pickableIdentities({ identities, dataDir }: EmulatorOptions): readonly PickableIdentity[] {
  if (identities) return identities
  try {
    return identitiesSchema.parse(JSON.parse(readFileSync(join(dataDir, 'identities.json'), 'utf8')))
  } catch {
    return []
  }
}
