/** What the written texts of the demo community look like before they become documents. */
import type { PostKind } from '../../contract/post-feeds'
import type { Subject } from './art/pictures'

/** The boards by what is written there; their documents are in `cloudfunctions/post/boards.ts`. */
export const BOARD_IDS = {
  works: 'brd_showcase',
  recipes: 'brd_recipes0',
  questions: 'brd_question',
  kitchen: 'brd_kitchen0',
  everyday: 'brd_everyday',
} as const
export type BoardKey = keyof typeof BOARD_IDS

/** Something said under a post; of a pair the second is what the post's author answers. */
export type Remark = string | readonly [said: string, answered: string]

/** One post as it was written. */
export interface Story {
  readonly board: BoardKey
  readonly text: string
  /** `post` when absent; on the board of questions a question. */
  readonly kind?: PostKind
  /** Topics besides the one of what it shows. */
  readonly topics?: readonly string[]
  /** The name of where it was written. */
  readonly place?: string
  /** Of a poll, which stands open for so many days, or for ever. */
  readonly poll?: { readonly options: readonly string[]; readonly multiple?: boolean; readonly days?: number }
  readonly sides?: readonly [string, string]
  /** Of a chain, with what members have joined it with. */
  readonly chain?: { readonly prompt: string; readonly entries: readonly string[] }
  /** What its photos show; a story without a subject has none. */
  readonly subject?: Subject
  /** How many photos it has; 1 when it has a subject and this is absent. */
  readonly photos?: number
  /** The nickname of a known member whose story it is. */
  readonly by?: string
  /** What is said under this very post, in this order, before what fits any post of its kind. */
  readonly talk?: readonly Remark[]
  /** How the platform's check of its photos stands, when it has not passed them. */
  readonly photoCheck?: 'checking' | 'rejected'
}

/** What is written about one subject: stories by board, and what people say under photos of it. */
export interface SubjectTexts {
  readonly subject: Subject
  /** Something baked; with what is said to it, where that fits no other. */
  readonly works: readonly (string | readonly [shown: string, ...talk: Remark[]])[]
  readonly recipes?: readonly string[]
  readonly kitchen?: readonly string[]
  /** A question and what others answer to it. */
  readonly questions?: readonly (readonly [asked: string, ...answers: Remark[]])[]
  readonly remarks: readonly Remark[]
}
