/** My days: checking in, making up, the month, and why the streak is what it is. */
import { create } from 'zustand'
import type { Input, Output } from '../../../contract'
import type { CheckInResult } from '../../../contract/checkin-shapes'
import type { ErrorCode } from '../../../contract/errors'
import { sayRefusal } from '../../i18n/say-refusal'
import { wordsNow } from '../../i18n/words'
import { toCallError } from '../../platform/call-error'
import { call } from '../../platform/cloud'
import { toast } from '../../platform/toast'
import { useMemberStore } from '../member/store'
import { offerMessages } from '../notice/offer'
import { celebrate } from '../points/joy'

export type Activity = Output<'home.getActivity'>
export type CalendarMonth = Output<'checkin.getMonth'>
type Explanation = Output<'checkin.explainStreak'>
export type CheckInWish = Input<'checkin.checkIn'>
export type PayWith = Input<'checkin.makeUp'>['payWith']

interface CheckinState {
  /** Absent until the cloud has said it. */
  readonly activity?: Activity
  /** The month on show, when it is not the present one. */
  readonly month?: CalendarMonth
  readonly explanation?: Explanation
  readonly isBusy: boolean
  readonly failure?: ErrorCode
  /** What the last check-in of this visit has brought. */
  readonly last?: CheckInResult
}

const AT_FIRST: CheckinState = {
  activity: undefined,
  month: undefined,
  explanation: undefined,
  isBusy: false,
  failure: undefined,
  last: undefined,
}

export const useCheckinStore = create<CheckinState>(() => AT_FIRST)

// Another member's days are not mine: who leaves takes theirs along. What came before it was known who I am is mine.
useMemberStore.subscribe(({ me }, before) => {
  if (before.me && me?.memberId !== before.me.memberId) useCheckinStore.setState(AT_FIRST)
})

/** Loads the tab: today, the streak, the month and the challenges, in one call. */
export async function loadActivity(): Promise<void> {
  try {
    useCheckinStore.setState({ failure: undefined })
    useCheckinStore.setState({ activity: await call('home.getActivity', {}) })
  } catch (error) {
    useCheckinStore.setState({ failure: toCallError(error).code })
  }
}

/**
 * Checks in for today, shows the joy of it, offers to be reminded of tomorrow's, and loads the tab anew. Undefined when it did not come to that: then a word
 * has said why.
 */
export async function checkIn(wish: CheckInWish): Promise<CheckInResult | undefined> {
  if (useCheckinStore.getState().isBusy) return undefined
  useCheckinStore.setState({ isBusy: true })
  try {
    const last = await call('checkin.checkIn', wish)
    useCheckinStore.setState({ last })
    celebrate(last.earned)
    void offerMessages('checkIn')
    await loadActivity()
    return last
  } catch (error) {
    toast(sayRefusal(error, wordsNow()))
    return undefined
  } finally {
    useCheckinStore.setState({ isBusy: false })
  }
}

/** Makes a missed day up; whether it was. */
export async function makeUp(day: string, payWith: PayWith): Promise<boolean> {
  try {
    await call('checkin.makeUp', { day, payWith })
    toast(wordsNow().checkin.madeUp)
    await loadActivity()
    return true
  } catch (error) {
    toast(sayRefusal(error, wordsNow()))
    return false
  }
}

/** Shows another month, or the present one again. */
export async function showMonth(month: string): Promise<void> {
  const present = useCheckinStore.getState().activity?.mine?.month
  if (present?.month === month) {
    useCheckinStore.setState({ month: undefined })
    return
  }
  try {
    useCheckinStore.setState({ month: await call('checkin.getMonth', { month }) })
  } catch (error) {
    toast(sayRefusal(error, wordsNow()))
  }
}

/** Asks why the streak was kept or lost. */
export async function explainStreak(): Promise<void> {
  try {
    useCheckinStore.setState({ failure: undefined })
    useCheckinStore.setState({ explanation: await call('checkin.explainStreak', {}) })
  } catch (error) {
    useCheckinStore.setState({ failure: toCallError(error).code })
  }
}
