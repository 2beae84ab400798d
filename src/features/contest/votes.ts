/** Voting: one tap on the heart, shown at once, and taken back with a sentence when it did not take. PRODUCT 3.3. */
import { wordsNow } from '../../i18n/words'
import { toCallError } from '../../platform/call-error'
import { call } from '../../platform/cloud'
import { toast } from '../../platform/toast'
import { toggle } from '../member/toggle'
import { picksOf, votesLeft, withVote, withWish } from './ballot'
import {
  contestPage,
  patchCard,
  patchContest,
  receiveBallot,
  refreshStanding,
  useContestStore,
} from './store'

/** The works on today's ballot of a contest. */
export function picksIn(contestId: string): readonly string[] {
  const { contest, wishes } = contestPage(contestId)
  return picksOf(contest?.mine?.ballot, wishes)
}

/** Whether today's ballot names a work. */
export function isVoted(workId: string): boolean {
  const contestId = contestOf(workId)
  return contestId !== undefined && picksIn(contestId).includes(workId)
}

/** Votes for a work, or takes the vote back; a guest is asked to join first. */
export function toggleVote(workId: string): void {
  const contestId = contestOf(workId)
  if (contestId === undefined) return
  if (!isVoted(workId) && votesLeft(picksIn(contestId)) === 0) {
    toast(wordsNow().contest.votesUsed)
    return
  }
  toggle({
    key: `vote ${workId}`,
    isOn: () => isVoted(workId),
    show: (voted) => show(contestId, workId, voted),
    tell: (voted) => cast(contestId, workId, voted),
    sayFailed: () => wordsNow().contest.voteFailed,
  })
}

/**
 * Notes quietly that a newcomer has come back: their votes of other days count from now on. Whoever has votes on
 * today's ballot has come back by them.
 */
export async function comeBack(contestId: string): Promise<void> {
  const { contest } = contestPage(contestId)
  const { newcomer, ballot } = contest?.mine ?? {}
  if (contest?.phase !== 'vote' || newcomer !== 'waiting' || (ballot?.workIds.length ?? 0) > 0) return
  try {
    const answer = await call('contest.openBallot', { contestId })
    receiveBallot(contestId, answer.ballot, answer.newcomer)
  } catch {
    // Nothing was asked for: the next visit, or a vote, says it again.
  }
}

function contestOf(workId: string): string | undefined {
  return useContestStore.getState().cards[workId]?.contestId
}

function show(contestId: string, workId: string, voted: boolean): void {
  if (isVoted(workId) === voted) return
  const { contest, wishes } = contestPage(contestId)
  patchContest(contestId, { wishes: withWish(contest?.mine?.ballot, wishes, workId, voted) })
  count(contestId, workId, voted ? 1 : -1)
}

function count(contestId: string, workId: string, by: 1 | -1): void {
  const { votes } = useContestStore.getState().cards[workId] ?? {}
  const isWaiting = contestPage(contestId).contest?.mine?.newcomer === 'waiting'
  if (votes) patchCard(workId, { votes: withVote(votes, by, isWaiting) })
}

/** Says a vote to the cloud; after midnight it is cast once more, on the new day's ballot. */
async function cast(contestId: string, workId: string, voted: boolean): Promise<boolean> {
  try {
    return await castOn(contestId, workId, voted)
  } catch (error) {
    if (toCallError(error).code !== 'DAY_OVER') throw error
    await refreshStanding(contestId)
    // A vote of yesterday stands: there is nothing on the new ballot to be taken back.
    if (!voted) {
      count(contestId, workId, 1)
      settle(contestId, workId, false)
      return false
    }
    const taken = await castOn(contestId, workId, true)
    toast(wordsNow().contest.newDay)
    return taken
  }
}

async function castOn(contestId: string, workId: string, voted: boolean): Promise<boolean> {
  const { contest } = contestPage(contestId)
  const { ballot, newcomer } = await call('contest.castVote', {
    ...{ workId, voted },
    day: contest?.mine?.ballot?.day ?? contest?.today ?? '',
  })
  const taken = ballot.workIds.includes(workId)
  receiveBallot(contestId, ballot, newcomer)
  settle(contestId, workId, taken)
  return taken
}

/** Lets a wish go that the cloud has answered; one that was tapped since stays. */
function settle(contestId: string, workId: string, voted: boolean): void {
  const { contest, wishes } = contestPage(contestId)
  if (wishes[workId] !== voted) return
  patchContest(contestId, { wishes: withWish(contest?.mine?.ballot, wishes, workId, voted) })
}
