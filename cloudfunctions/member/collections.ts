import type { Deeds } from '../../contract/member-honours'
import type { SurveyNeed } from '../../contract/member-shapes'
import type { Mark } from '../../contract/shared'
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
 * `member_tombstones`: `_id` = `tombstoneKey(openid)`, which leads back to nobody. Somebody has left: they may join
 * again after a while, and are not new then.
 */
export interface TombstoneDocument {
  readonly _id: string
  readonly schemaVersion: 1
  /** When they left last. */
  readonly leftAt: number
  /** There when they were banned: they may not join again. */
  readonly banned?: true
}

/** `member_follows`: `_id` = `{followerId}:{followedId}`, there while the one follows the other. */
export interface FollowDocument {
  readonly _id: string
  readonly schemaVersion: 1
  readonly followerId: string
  readonly followedId: string
  /** A time-ordered id `fol_…`: the place in both lists. */
  readonly place: string
  readonly createdAt: number
}

/** `member_deeds`: `_id` = the member's id. What they have done, counted by a job. */
export interface DeedsDocument {
  readonly _id: string
  readonly schemaVersion: 1
  readonly deeds: Deeds
  readonly countedAt: number
}

/** `member_meetings`: `_id` = the member's id. Whom they met lately, the latest last; somebody may stand there twice. */
export interface MeetingsDocument {
  readonly _id: string
  readonly schemaVersion: 1
  readonly metIds: readonly string[]
}

/** `member_groups`: `_id` = `grp_…`. A WeChat group that operators have made known; each is a channel. */
export interface GroupDocument {
  readonly _id: string
  readonly schemaVersion: 1
  readonly name: string
  readonly needs: readonly SurveyNeed[]
  readonly city?: string
  readonly channel: string
  /** The photo of its code: shown once its check has passed. */
  readonly codePhotoId: string
  readonly open: boolean
  readonly createdAt: number
}

/**
 * What a post or a comment keeps of its author, so that a feed needs no look at members.
 * `avatarFileId` is there only when the picture has passed its check.
 */
export interface AuthorSnippet {
  readonly nickname: string
  readonly avatarFileId?: string
  readonly mark?: Mark
  readonly titleColour?: number
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
export const AUTHOR_COPIES = ['posts', 'post_comments', 'post_chain_entries', 'works'] as const

export const MEMBER_IDENTITIES = 'member_identities'
export const MEMBER_TOMBSTONES = 'member_tombstones'
export const MEMBER_FOLLOWS = 'member_follows'
export const MEMBER_DEEDS = 'member_deeds'
export const MEMBER_MEETINGS = 'member_meetings'
export const MEMBER_GROUPS = 'member_groups'

export const collections: CollectionSpecs = {
  [MEMBERS]: {
    indexes: [
      { name: 'openid', keys: [['openid', 1]], unique: true },
      { name: 'avatar_media', keys: [['avatar.mediaId', 1]] },
      {
        name: 'role',
        keys: [
          ['roles', 1],
          ['standing', 1],
        ],
      },
      {
        name: 'interest',
        keys: [
          ['survey.interests', 1],
          ['lastPostAt', -1],
        ],
      },
      {
        name: 'city',
        keys: [
          ['survey.city', 1],
          ['lastPostAt', -1],
        ],
      },
      {
        name: 'active',
        keys: [
          ['standing', 1],
          ['lastPostAt', -1],
        ],
      },
      {
        name: 'found',
        keys: [
          ['nicknameTokens', 1],
          ['standing', 1],
          ['lastPostAt', -1],
        ],
      },
      { name: 'title_due', keys: [['titleDueAt', 1]] },
    ],
  },
  [MEMBER_IDENTITIES]: { indexes: [] },
  [MEMBER_TOMBSTONES]: { indexes: [] },
  [MEMBER_FOLLOWS]: {
    indexes: [
      {
        name: 'follower',
        keys: [
          ['followerId', 1],
          ['place', -1],
        ],
      },
      {
        name: 'followed',
        keys: [
          ['followedId', 1],
          ['place', -1],
        ],
      },
    ],
  },
  [MEMBER_DEEDS]: { indexes: [] },
  [MEMBER_MEETINGS]: { indexes: [] },
  [MEMBER_GROUPS]: {
    indexes: [
      {
        name: 'open',
        keys: [
          ['open', 1],
          ['_id', 1],
        ],
      },
    ],
  },
}
