/** What each kind of post brings along, and what it must not. Pure. */
import { MINUTE_MS, POLL_OPEN_MAX_MS } from '../../contract/limits'
import type { PostKind } from '../../contract/post-feeds'
import { AppError } from '../kit/app-error'
import { textForCheck } from '../kit/visible-text'
import type { PostDocument } from './collections'

/** What a post is wished to be, as far as its kind is concerned. */
export interface KindWish {
  readonly kind?: PostKind | undefined
  readonly photoIds: readonly string[]
  readonly videoId?: string | undefined
  readonly poll?:
    | {
        readonly options: readonly string[]
        readonly multiple: boolean
        readonly closesAt?: number | undefined
      }
    | undefined
  readonly debate?: { readonly sides: readonly [string, string] } | undefined
  readonly chain?: { readonly prompt?: string | undefined } | undefined
}

/** The parts of a post that its kind decides. */
export type KindParts = Pick<PostDocument, 'poll' | 'debate' | 'chain' | 'chainMemberIds'> & {
  readonly kind: PostKind
  /** Of a question only: a search tells it from what is none by this. */
  readonly solved?: boolean
}

/** A poll that closes sooner could not be seen before it does. */
const POLL_OPEN_MIN_MS = MINUTE_MS

/** Which part belongs to which kind, and whether the kind can be without. */
const PART_OF = { poll: 'poll', debate: 'debate', chain: 'chain' } as const

/**
 * The parts of a new post.
 * @throws AppError INVALID_INPUT naming the part that is missing, too much, or wrong
 */
export function kindPartsOf(wish: KindWish): KindParts {
  const kind = wish.kind ?? 'post'
  for (const [part, owner] of Object.entries(PART_OF)) {
    if (Reflect.get(wish, part) !== undefined && kind !== owner) throw wrong(part, 'unknown_field')
  }
  if (wish.videoId !== undefined && wish.photoIds.length !== 1) throw wrong('photoIds', 'other')
  demandShown(kind, wish.photoIds)
  const common = kind === 'question' ? { kind, solved: false } : { kind }
  if (kind === 'poll') return { ...common, poll: pollFrom(wish.poll) }
  if (kind === 'debate') return { ...common, debate: debateFrom(wish.debate) }
  if (kind !== 'chain') return common
  const { prompt } = wish.chain ?? {}
  return { ...common, chain: prompt === undefined ? {} : { prompt }, chainMemberIds: [] }
}

/**
 * An order is shown, not told.
 * @throws AppError INVALID_INPUT for one without a photo
 */
export function demandShown(kind: PostKind, photoIds: readonly string[]): void {
  if (kind === 'order' && photoIds.length === 0) throw wrong('photoIds', 'required')
}

/**
 * Whether a poll closes at a time that makes sense when it is asked for.
 * @param askedAt epoch milliseconds
 * @throws AppError INVALID_INPUT
 */
export function demandOpenTime(poll: PostDocument['poll'], askedAt: number): void {
  const { closesAt } = poll ?? {}
  if (closesAt === undefined) return
  if (closesAt < askedAt + POLL_OPEN_MIN_MS || closesAt > askedAt + POLL_OPEN_MAX_MS) {
    throw wrong('poll.closesAt', 'other')
  }
}

function pollFrom(poll: KindWish['poll']): NonNullable<PostDocument['poll']> {
  if (!poll) throw wrong('poll', 'required')
  demandDifferent('poll.options', poll.options)
  const { options, multiple, closesAt } = poll
  return { options, multiple, ...(closesAt === undefined ? {} : { closesAt }) }
}

function debateFrom(debate: KindWish['debate']): NonNullable<PostDocument['debate']> {
  if (!debate) throw wrong('debate', 'required')
  demandDifferent('debate.sides', debate.sides)
  return { sides: debate.sides }
}

/** Each of them can be seen, and told from the others. */
function demandDifferent(field: string, names: readonly string[]): void {
  const seen = names.map((name) => textForCheck(name).trim().toLowerCase())
  if (seen.includes('') || new Set(seen).size !== seen.length) throw wrong(field, 'other')
}

function wrong(field: string, rule: 'required' | 'unknown_field' | 'other'): AppError {
  return new AppError('INVALID_INPUT', { field, rule })
}

/** All words of a post, for the check: what others will read of it is checked, and nothing less. */
export function wordsOf(
  text: string,
  rest: {
    readonly topics?: PostDocument['topics']
    readonly location?: PostDocument['location']
    readonly poll?: PostDocument['poll']
    readonly debate?: PostDocument['debate']
    readonly chain?: PostDocument['chain']
  },
): string {
  const words = [
    text,
    ...(rest.topics ?? []).map((topic) => topic.name),
    rest.location?.name,
    ...(rest.poll?.options ?? []),
    ...(rest.debate?.sides ?? []),
    rest.chain?.prompt,
  ]
  return words.filter((word) => word !== undefined).join('\n')
}
