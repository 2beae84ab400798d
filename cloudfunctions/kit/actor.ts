/** Who acts: the member behind an openid, as stored. The kit knows this one collection because `serve` asks it. */
import type { Role } from '../../contract/roles'

/** Whether a member may act: a banned or deleted one may not. */
export type Standing = 'active' | 'banned' | 'deleted'

/** A member's own picture. Others see it only when its check has `passed`. */
export interface Avatar {
  readonly mediaId: string
  /** The square picture, `cloud://{env}.{bucket}/p/{random}/t.webp`. */
  readonly fileId: string
  readonly state: 'checking' | 'passed' | 'rejected'
}

/** A document of `members`: `_id` = `mbr_…`, random; the openid never leaves the cloud. */
export interface Actor {
  readonly _id: string
  readonly schemaVersion: 1
  readonly openid: string
  readonly nickname: string
  readonly avatar?: Avatar
  readonly roles: readonly Role[]
  readonly standing: Standing
  /** Posts of this member that are not removed. Derived: kept by an atomic increment. */
  readonly postCount: number
  /** Epoch milliseconds. */
  readonly joinedAt: number
}

export const MEMBERS = 'members'
