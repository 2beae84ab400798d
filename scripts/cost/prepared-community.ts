/** Communities that are filled in once and then copied, so that a million posts are waited for once. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readCollections } from '../../emulator/collections'
import type { Prepared } from '../prepared'
import { fillDocuments, newestPost } from './community'

const ROOT = join(__dirname, '..', '..')
/** When the newest post of a prepared community was made, so that it is the same whenever it is filled in. */
const NOW = Date.parse('2026-11-22T04:00:00Z')
/** What decides which documents there are. */
const SOURCES = [
  'scripts/cost/community.ts',
  'scripts/cost/documents.ts',
  'scripts/cost/surroundings.ts',
  'cloudfunctions/kit/id.ts',
  'cloudfunctions/kit/ngrams.ts',
  'cloudfunctions/member/views.ts',
  'cloudfunctions/post/boards.ts',
  'cloudfunctions/post/rules.ts',
] as const

/** A community of `size` posts in the collections and indexes of the built functions. */
export function communityOf(size: number): Prepared {
  return {
    name: `community-${size}`,
    collections: readCollections(undefined, join(ROOT, 'dist', 'cloud')),
    contents: [
      `${size} posts until ${NOW}`,
      ...SOURCES.map((file) => readFileSync(join(ROOT, file), 'utf8')),
    ],
    fill: (database) => fillDocuments(database, size, NOW),
  }
}

/** The newest post of such a community. */
export const newestOf = (size: number) => newestPost(size, NOW)
