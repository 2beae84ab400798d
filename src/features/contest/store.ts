/** Contests and works that this phone has seen. One work, one place. */
import { create } from 'zustand'
import type {
  Ballot,
  ContestDetail,
  ContestStanding,
  MyWork,
  WorkCard,
  WorkDetail,
} from '../../../contract/contest-shapes'
import type { ErrorCode } from '../../../contract/errors'
import { toCallError } from '../../platform/call-error'
import { call } from '../../platform/cloud'
import { useMemberStore } from '../member/store'
import { type Columns, NO_COLUMNS } from '../post/feed'
import type { Wishes } from './ballot'
import { hang } from './gallery'

/** A contest, and its gallery as far as it was asked for. */
export interface ContestPage {
  readonly contest?: ContestDetail
  readonly columns: Columns
  readonly nextCursor?: string
  readonly isLoading: boolean
  readonly failure?: ErrorCode
  readonly wishes: Wishes
}

interface WorkPage {
  readonly work?: WorkDetail
  readonly mine?: MyWork
  readonly failure?: ErrorCode
}

interface ContestState {
  readonly cards: Readonly<Record<string, WorkCard>>
  readonly pages: Readonly<Record<string, ContestPage>>
  readonly works: Readonly<Record<string, WorkPage>>
}

export const EMPTY_CONTEST: ContestPage = { columns: NO_COLUMNS, isLoading: false, wishes: {} }

export const useContestStore = create<ContestState>(() => ({ cards: {}, pages: {}, works: {} }))

// How somebody stands to a contest is theirs: who leaves takes it along.
useMemberStore.subscribe(({ me }, before) => {
  if (before.me && me?.memberId !== before.me.memberId)
    useContestStore.setState({ cards: {}, pages: {}, works: {} })
})

/** What is known of a contest. */
export function contestPage(contestId: string): ContestPage {
  return useContestStore.getState().pages[contestId] ?? EMPTY_CONTEST
}

/** Loads a contest with the beginning of its gallery; what is known stays on show meanwhile. */
export async function openContest(contestId: string): Promise<void> {
  patchContest(contestId, { isLoading: true, failure: undefined })
  try {
    const { contest, works, nextCursor } = await call('contest.getContest', { contestId })
    keepCards(works)
    const columns = hang(NO_COLUMNS, works)
    patchContest(contestId, { contest, columns, nextCursor, isLoading: false })
  } catch (error) {
    patchContest(contestId, { isLoading: false, failure: toCallError(error).code })
  }
}

/** Loads the next works of a contest's gallery, if there are any. */
export async function loadMoreWorks(contestId: string): Promise<void> {
  const { nextCursor: cursor, isLoading } = contestPage(contestId)
  if (!cursor || isLoading) return
  patchContest(contestId, { isLoading: true, failure: undefined })
  try {
    const { works, nextCursor } = await call('contest.listWorks', { contestId, cursor })
    keepCards(works)
    const columns = hang(contestPage(contestId).columns, works)
    patchContest(contestId, { columns, nextCursor, isLoading: false })
  } catch (error) {
    patchContest(contestId, { isLoading: false, failure: toCallError(error).code })
  }
}

/**
 * Asks anew how I stand to a contest, and leaves its gallery as it hangs.
 * @throws CallError
 */
export async function refreshStanding(contestId: string): Promise<void> {
  const { contest } = await call('contest.getContest', { contestId, limit: 1 })
  patchContest(contestId, { contest })
}

/** Loads a work, with its contest. What was known of it stays when no answer comes. */
export async function openWork(workId: string): Promise<void> {
  patchWork(workId, { failure: undefined })
  try {
    const { work, mine, contest } = await call('contest.getWork', { workId })
    keepCards([work])
    patchWork(workId, { work, mine })
    patchContest(contest.contestId, { contest })
  } catch (error) {
    const { code } = toCallError(error)
    patchWork(workId, code === 'NOT_FOUND' ? { failure: code, work: undefined } : { failure: code })
  }
}

/**
 * Takes one's own work back.
 * @throws CallError CONTEST_CLOSED, or no answer
 */
export async function withdrawWork(workId: string): Promise<void> {
  await call('contest.withdrawWork', { workId })
  await openWork(workId)
}

/** Takes in a ballot as the cloud has it; who joined just now stands to the contest from here on. */
export function receiveBallot(
  contestId: string,
  ballot: Ballot,
  newcomer: ContestStanding['newcomer'],
): void {
  const { contest } = contestPage(contestId)
  if (!contest) return
  const mine = contest.mine ?? { isJuror: false, works: [] }
  patchContest(contestId, { contest: { ...contest, today: ballot.day, mine: { ...mine, ballot, newcomer } } })
}

/** Changes some fields of what is known of a contest. */
export function patchContest(contestId: string, patch: Partial<ContestPage>): void {
  useContestStore.setState(({ pages }) => ({
    pages: { ...pages, [contestId]: { ...(pages[contestId] ?? EMPTY_CONTEST), ...patch } },
  }))
}

/** Changes a work wherever it stands. */
export function patchCard(workId: string, patch: Pick<WorkCard, 'votes'>): void {
  useContestStore.setState(({ cards, works }) => {
    const card = cards[workId]
    const page = works[workId]
    return {
      cards: card ? { ...cards, [workId]: { ...card, ...patch } } : cards,
      works: page?.work ? { ...works, [workId]: { ...page, work: { ...page.work, ...patch } } } : works,
    }
  })
}

function patchWork(workId: string, patch: WorkPage): void {
  useContestStore.setState(({ works }) => ({ works: { ...works, [workId]: { ...works[workId], ...patch } } }))
}

function keepCards(works: readonly WorkCard[]): void {
  useContestStore.setState(({ cards }) => ({
    cards: { ...cards, ...Object.fromEntries(works.map((work) => [work.workId, work])) },
  }))
}
