/** What timers do for check-ins and challenges. */
import { collection } from '../kit/cloud'
import type { Job } from '../kit/jobs'
import { type Reconciliation, reconciling } from '../kit/reconcile'
import { reconcileCalendars } from './calendar-reconciling'
import { type CalendarDocument, CHALLENGES, CHECK_IN_CALENDARS, type ChallengeDocument } from './collections'
import { creditOutages } from './crediting'
import { settleOwing } from './owing'
import { askAboutProofs } from './proof-asking'
import { settleWaiting } from './proof-settling'
import { REMIND_AFTER_MS, remindStreaks } from './reminding'

const challenges = collection<ChallengeDocument>(CHALLENGES)
const calendars = collection<CalendarDocument>(CHECK_IN_CALENDARS)

/** How many have joined a challenge: those who have a calendar of it. */
const memberCounts: Reconciliation<ChallengeDocument, { seen: number; right: number }> = {
  documents: challenges,
  where: { state: 'published' },
  async look(page) {
    const drifts = new Map<string, { seen: number; right: number }>()
    await Promise.all(
      page.map(async ({ _id, memberCount }) => {
        const right = await calendars.count({ challengeId: _id })
        if (memberCount !== right) drifts.set(_id, { seen: memberCount, right })
      }),
    )
    return drifts
  },
  repair: async ({ _id }, { seen, right }) =>
    (await challenges.updateWhere({ _id, memberCount: seen }, { memberCount: right })) === 1,
}

/** Every job of this domain. */
export const checkinJobs: readonly Job[] = [
  { name: 'checkin.settleWaiting', every: 'minute', missed: 'latest', run: settleWaiting },
  { name: 'checkin.askAboutProofs', every: 'minute', missed: 'latest', run: askAboutProofs },
  { name: 'checkin.creditOutages', every: 'minute', missed: 'latest', run: creditOutages },
  { name: 'checkin.settleOwing', every: 'minute', missed: 'latest', run: settleOwing },
  {
    name: 'checkin.remindStreaks',
    every: 'day',
    missed: 'latest',
    afterMs: REMIND_AFTER_MS,
    run: remindStreaks,
  },
  { name: 'checkin.reconcileCalendars', every: 'day', missed: 'latest', run: reconcileCalendars },
  { name: 'checkin.reconcileMembers', every: 'day', missed: 'latest', run: reconciling(memberCounts) },
]
