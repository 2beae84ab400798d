import { type Actor, type Avatar, MEMBERS } from '../kit/actor'
import type { CollectionSpecs } from '../kit/collection-specs'

/** `members`: the kit declares the shape, because `serve` loads the actor. */
export type MemberDocument = Actor
export { type Avatar, MEMBERS }

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

/** The fields by which a document of another collection carries a copy of its author. */
export interface CopyOfAuthor {
  readonly _id: string
  readonly authorId: string
  readonly author: AuthorSnippet
}

/**
 * The collections whose documents carry such a copy, each with an index that begins with `authorId`. A change of
 * nickname or picture is written to all of them, so a collection that carries a copy must be listed here.
 */
export const AUTHOR_COPIES = ['posts', 'post_comments'] as const

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
