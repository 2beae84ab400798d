/** The four phases that members see (PRODUCT 3.1), and what a contest is waiting for. PURE. */
import type { ContestCard, ContestPhase } from '../../../contract/contest-shapes'
import { sayClock } from '../../i18n/say-time'
import type { Words } from '../../i18n/words'

export const STEPS = ['submit', 'vote', 'notice', 'final'] as const
export type Step = (typeof STEPS)[number]
export type StepState = 'done' | 'now' | 'coming'

/** How far along the four steps a phase is; between two of them while works are screened, and before the first one. */
const PLACES: Readonly<Record<Exclude<ContestPhase, 'cancelled'>, number>> = {
  draft: -1,
  announced: -1,
  submit: 0,
  screen: 0.5,
  vote: 1,
  notice: 2,
  final: 3,
  paid: 3,
  archived: 3,
}

/** Where each of the four steps stands; undefined for a contest that was cancelled. */
export function stepStates(phase: ContestPhase): Readonly<Record<Step, StepState>> | undefined {
  if (phase === 'cancelled') return undefined
  const stateAt = (place: number): StepState => {
    if (place === PLACES[phase]) return 'now'
    return place < PLACES[phase] ? 'done' : 'coming'
  }
  return { submit: stateAt(0), vote: stateAt(1), notice: stateAt(2), final: stateAt(3) }
}

/** Whether the result is final. */
export function isFinal(phase: ContestPhase): boolean {
  return phase === 'final' || phase === 'paid' || phase === 'archived'
}

/** What a contest is doing and until when, in one sentence. */
export function sayPhase(contest: ContestCard, now: number, words: Words): string {
  const said = words.contest
  const clock = (at: number) => sayClock(at, now, words)
  switch (contest.phase) {
    case 'draft':
    case 'announced':
      return said.announcedUntil(clock(contest.submitFrom))
    case 'submit':
      return said.submitUntil(clock(contest.submitUntil))
    case 'screen':
      return said.screenUntil(clock(contest.voteFrom))
    case 'vote':
      return said.voteUntil(clock(contest.voteUntil))
    case 'notice':
      return contest.noticeUntil > now ? said.noticeUntil(clock(contest.noticeUntil)) : said.noticeOver
    case 'cancelled':
      return said.cancelled
    case 'final':
      return said.final
    default:
      return said.paid
  }
}
