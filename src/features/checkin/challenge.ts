/** One challenge: joining it, proving its days, and who stands where. */
import { create } from 'zustand'
import type { Input, Output } from '../../../contract'
import type { ErrorCode } from '../../../contract/errors'
import { sayRefusal } from '../../i18n/say-refusal'
import { wordsNow } from '../../i18n/words'
import { toCallError } from '../../platform/call-error'
import { call } from '../../platform/cloud'
import { tick } from '../../platform/haptic'
import { toast } from '../../platform/toast'
import { openProofs } from './proofs'
import type { PayWith } from './store'

export type Challenge = Output<'checkin.getChallenge'>['challenge']
type Ranking = Output<'checkin.listRanking'>
export type ProofWish = Input<'checkin.submitProof'>['proof']

interface ChallengeState {
  readonly challenge?: Challenge
  readonly ranking?: Pick<Ranking, 'lines' | 'nextCursor'>
  readonly isBusy: boolean
  readonly failure?: ErrorCode
}

const AT_FIRST: ChallengeState = {
  challenge: undefined,
  ranking: undefined,
  isBusy: false,
  failure: undefined,
}

export const useChallengeStore = create<ChallengeState>(() => AT_FIRST)

/** Opens a challenge, with the beginning of its ranking; what members did comes beside it. */
export async function openChallenge(challengeId: string): Promise<void> {
  if (useChallengeStore.getState().challenge?.challengeId !== challengeId)
    useChallengeStore.setState(AT_FIRST)
  try {
    useChallengeStore.setState({ failure: undefined })
    void openProofs(challengeId)
    const [{ challenge }, ranking] = await Promise.all([
      call('checkin.getChallenge', { challengeId }),
      call('checkin.listRanking', { challengeId }),
    ])
    useChallengeStore.setState({ challenge, ranking })
  } catch (error) {
    useChallengeStore.setState({ failure: toCallError(error).code })
  }
}

/** Joins the challenge that is open. */
export function joinChallenge(challengeId: string): Promise<boolean> {
  return doing(challengeId, async () => {
    await call('checkin.joinChallenge', { challengeId })
  })
}

/** Gives a proof for today, or for a day whose proof was rejected; whether it was taken. */
export function submitProof(challengeId: string, proof: ProofWish, day?: string): Promise<boolean> {
  return doing(challengeId, async () => {
    const input = { challengeId, proof, ...(day === undefined ? {} : { day }) }
    const { mine } = await call('checkin.submitProof', input)
    tick()
    const { checkin } = wordsNow()
    toast(mine.completedAt === undefined ? checkin.proven : checkin.completedPlain)
  })
}

/** Makes a missed day of the challenge up; whether it was. */
export function makeUpChallenge(challengeId: string, day: string, payWith: PayWith): Promise<boolean> {
  return doing(challengeId, async () => {
    await call('checkin.makeUp', { challengeId, day, payWith })
    toast(wordsNow().checkin.madeUp)
  })
}

/** Loads more of the ranking. */
export async function loadMoreRanking(challengeId: string): Promise<void> {
  const { ranking, isBusy } = useChallengeStore.getState()
  if (!ranking?.nextCursor || isBusy) return
  useChallengeStore.setState({ isBusy: true })
  try {
    const page = await call('checkin.listRanking', { challengeId, cursor: ranking.nextCursor })
    const { nextCursor } = page
    useChallengeStore.setState({ ranking: { lines: [...ranking.lines, ...page.lines], nextCursor } })
  } catch (error) {
    toast(sayRefusal(error, wordsNow()))
  }
  useChallengeStore.setState({ isBusy: false })
}

/** Does something of the open challenge and loads it anew; a word says why when it did not come to that. */
async function doing(challengeId: string, deed: () => Promise<void>): Promise<boolean> {
  if (useChallengeStore.getState().isBusy) return false
  useChallengeStore.setState({ isBusy: true })
  try {
    await deed()
    await openChallenge(challengeId)
    return true
  } catch (error) {
    toast(sayRefusal(error, wordsNow()))
    return false
  } finally {
    useChallengeStore.setState({ isBusy: false })
  }
}
