/** One collection in any size: the same 20 matches, the same documents, only more of them around. */
import type { Document } from '../../emulator/types'
import type { Fixture } from './fixtures'

export const SCALE_COLLECTION = 'posts'
/** How many documents each author has. */
export const POSTS_OF_AN_AUTHOR = 20

/** `posts` with `count` documents, `POSTS_OF_AN_AUTHOR` of each author, newest last. */
export function scaleFixture(count: number): Fixture {
  return {
    collections: {
      [SCALE_COLLECTION]: {
        indexes: [
          {
            name: 'author_id',
            keys: [
              ['authorId', 1],
              ['_id', -1],
            ],
          },
          {
            name: 'state_created',
            keys: [
              ['state', 1],
              ['createdAt', -1],
              ['_id', -1],
            ],
          },
        ],
      },
    },
    documents: { [SCALE_COLLECTION]: { count, make: postAt } },
  }
}

/** The `_id` of the post at this place. */
export function postIdOf(at: number): string {
  return `pst_${String(at).padStart(8, '0')}`
}

/** Two posts share each instant, so that a cursor needs the id as well. */
export function createdAtOf(at: number): number {
  return 1_700_000_000_000 + Math.floor(at / 2) * 1000
}

function postAt(at: number): Document {
  return {
    _id: `pst_${String(at).padStart(8, '0')}`,
    authorId: `mbr_${String(Math.floor(at / 20)).padStart(6, '0')}`,
    state: 'visible',
    createdAt: 1_700_000_000_000 + Math.floor(at / 2) * 1000,
    title: `Post number ${at}`,
    body: 'Tea, boats, hills and a long way home. '.repeat(4),
    photos: [],
    counts: { likes: at % 7, comments: at % 3 },
    schemaVersion: 1,
  }
}
