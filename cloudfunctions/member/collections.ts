import type { Role } from '../../contract/roles'
import type { CollectionSpecs } from '../kit/collection-specs'

/** Whether a member may act: a banned or deleted one may not. */
export type Standing = 'active' | 'banned' | 'deleted'

/** A member's own picture. Others see it only when its check has `passed`. */
export interface Avatar {
  readonly mediaId: string
  /** The square picture, `cloud://{env}.{bucket}/p/{random}/t.webp`. */
  readonly fileId: string
  readonly state: 'checking' | 'passed' | 'rejected'
}

/** `members`: `_id` = `mbr_…`, random; the openid stays in this collection and never leaves the cloud. */
export interface MemberDocument {
  readonly _id: string
  readonly schemaVersion: 1
  readonly openid: string
  readonly nickname: string
  readonly avatar?: Avatar
  readonly roles: readonly Role[]
  readonly standing: Standing
  /** Posts of this member that are not removed. Derived: kept by `_.inc`. */
  readonly postCount: number
  /** Epoch milliseconds. */
  readonly joinedAt: number
}

/** `member_identities`: `_id` = openid. Added in the transaction that joins, so that nobody joins twice. */
export interface MemberIdentityDocument {
  readonly _id: string
  readonly schemaVersion: 1
  readonly memberId: string
}

/**
 * What a post or a comment keeps of its author, so that a feed needs no look at members.
 * `avatarFileId` is there only when the picture has passed its check.
 */
export interface AuthorSnippet {
  readonly nickname: string
  readonly avatarFileId?: string
}

export const MEMBERS = 'members'
export const MEMBER_IDENTITIES = 'member_identities'

export const collections: CollectionSpecs = {
  [MEMBERS]: {
    indexes: [
      { name: 'openid', keys: [['openid', 1]], unique: true },
      { name: 'avatar_media', keys: [['avatar.mediaId', 1]] },
    ],
  },
  [MEMBER_IDENTITIES]: { indexes: [] },
}
