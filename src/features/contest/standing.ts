/** What somebody can do in a contest now, the first thing first. PURE; the cloud decides anew when they do it. */
import type { AppealKind, ContestDetail, ContestStanding, EntryBar } from '../../../contract/contest-shapes'
import { isFinal } from './phases'

export type Primary =
  | { readonly kind: 'enter' | 'enterMore' | 'standings' | 'winners' | 'none' }
  | { readonly kind: 'tooNew'; readonly mayEnterAt?: number | undefined }
  | { readonly kind: 'barred'; readonly bar: Exclude<EntryBar, 'tooNew'> }
  | { readonly kind: 'rerun'; readonly contestId: string }

type Looked = Pick<ContestDetail, 'phase' | 'mine' | 'rerunId'>

/** The one thing that a contest's page offers besides its works. While votes are taken it is the hearts themselves. */
export function primaryOf({ phase, mine, rerunId }: Looked): Primary {
  if (phase === 'cancelled') return rerunId ? { kind: 'rerun', contestId: rerunId } : { kind: 'none' }
  if (isFinal(phase)) return { kind: 'winners' }
  if (phase === 'notice') return { kind: 'standings' }
  if (phase !== 'submit') return { kind: 'none' }
  if (mine?.entryBar === 'tooNew') return { kind: 'tooNew', mayEnterAt: mine.mayEnterAt }
  if (mine?.entryBar) return { kind: 'barred', bar: mine.entryBar }
  const takingPart = mine?.works.some(({ state }) => state !== 'withdrawn')
  return { kind: takingPart ? 'enterMore' : 'enter' }
}

/** What somebody with these works can appeal against, the likeliest first. */
export function kindsOf(works: ContestStanding['works']): readonly AppealKind[] {
  return [
    ...(works.some(({ state }) => state === 'disqualified') ? (['disqualified'] as const) : []),
    ...(works.some(({ state }) => state === 'entered') ? (['votes'] as const) : []),
    'result',
  ]
}
