/** Certifications and honours: when they lapse and why, and the one mark that stands beside a name. Pure. */
import { DAY_MS, TITLES_MAX } from '../../contract/limits'
import type { Title } from '../../contract/member-shapes'
import type { Mark } from '../../contract/shared'
import type { Actor } from '../kit/actor'

/** An honour lapses when its owner has published nothing for this long; a certification does not. */
export const HONOUR_IDLE_DAYS = 90

type Titled = Pick<Actor, 'titles' | 'skillTier' | 'tierProven' | 'lastPostAt'>

const INSTRUCTOR: Mark = { kind: 'instructor', text: '讲师' }

/** The titles that hold. */
export function heldTitles(member: Pick<Actor, 'titles'>): Title[] {
  return (member.titles ?? []).filter((title) => title.lapsed === undefined)
}

/** The one mark beside the name: a certification first, then an instructor's, then the latest honour. */
export function markOf(member: Pick<Titled, 'titles' | 'skillTier' | 'tierProven'>): Mark | undefined {
  const latestFirst = heldTitles(member).reverse()
  const certification = latestFirst.find(({ kind }) => kind === 'v')
  if (certification) return { kind: 'v', text: certification.text }
  if (member.skillTier === 'instructor' && member.tierProven) return INSTRUCTOR
  const honour = latestFirst.find(({ kind }) => kind === 'title')
  return honour && { kind: 'title', text: honour.text }
}

/** The titles as they stand at `now`: those whose time is over, or whose owner was idle, have lapsed and say why. */
export function lapseTitles(
  member: Pick<Titled, 'titles' | 'lastPostAt'>,
  now: number,
): { titles: readonly Title[]; lapsed: readonly Title[] } {
  const lapsed: Title[] = []
  const titles = (member.titles ?? []).map((title) => {
    const why = title.lapsed === undefined ? whyLapsed(title, member.lastPostAt, now) : undefined
    if (why === undefined) return title
    const gone: Title = { ...title, lapsed: { at: now, why } }
    lapsed.push(gone)
    return gone
  })
  return { titles, lapsed }
}

function whyLapsed(
  title: Title,
  lastPostAt: number | undefined,
  now: number,
): 'time' | 'inactive' | undefined {
  if (title.lapsesAt !== undefined && title.lapsesAt <= now) return 'time'
  return title.kind === 'title' && idleFrom(title, lastPostAt) <= now ? 'inactive' : undefined
}

/** When the owner of an honour will have been idle for too long; the honour itself counts as a deed. */
function idleFrom(title: Title, lastPostAt: number | undefined): number {
  return Math.max(title.grantedAt, lastPostAt ?? 0) + HONOUR_IDLE_DAYS * DAY_MS
}

/** When the titles have to be looked at again, at the earliest; undefined when none can lapse. */
export function titlesDueAt(member: Pick<Titled, 'titles' | 'lastPostAt'>): number | undefined {
  const dues = heldTitles(member).flatMap((title) => [
    ...(title.lapsesAt === undefined ? [] : [title.lapsesAt]),
    ...(title.kind === 'title' ? [idleFrom(title, member.lastPostAt)] : []),
  ])
  return dues.length === 0 ? undefined : Math.min(...dues)
}

/** The titles with one more; undefined when there is no room. Of those that have lapsed the oldest make room. */
export function withTitle(titles: readonly Title[], title: Title): readonly Title[] | undefined {
  if (heldTitles({ titles }).length >= TITLES_MAX) return undefined
  const kept = [...titles]
  while (kept.length >= TITLES_MAX)
    kept.splice(
      kept.findIndex(({ lapsed }) => lapsed !== undefined),
      1,
    )
  return [...kept, title]
}
