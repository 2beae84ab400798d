/** Which contests first screens show. */
import type { ContestState } from '../../cloudfunctions/contest/collections'
import { type AnnouncedContest, isAnnounced } from '../../cloudfunctions/contest/phase-rules'
import { isShown, todaysContest } from '../../cloudfunctions/contest/shown-rules'
import { CONTEST_NOTICE_MS, DAY_MS } from '../../contract/limits'
import { announcedContest, type StagedPhase } from '../../scripts/contest-documents'
import { contestPlan } from '../support/contest-documents'

const now = Date.now()
const bytes = (count: number) => new Uint8Array(count)
const staged = (phase: StagedPhase) => announcedContest(contestPlan(phase), bytes).contest
const noticeUntil = staged('vote').plan.voteUntil + CONTEST_NOTICE_MS

function contest(state: ContestState, phase: StagedPhase = 'vote'): AnnouncedContest {
  const made = { ...staged(phase), state }
  if (!isAnnounced(made)) throw new Error('it was announced')
  return made
}

test('a contest is shown while it runs, and for two weeks after its public notice', () => {
  expect(isShown(contest('announced'), noticeUntil + 100 * DAY_MS)).toBe(true)
  for (const state of ['final', 'paid', 'cancelled'] as const) {
    expect(isShown(contest(state), noticeUntil + 14 * DAY_MS - 1)).toBe(true)
    expect(isShown(contest(state), noticeUntil + 14 * DAY_MS)).toBe(false)
  }
})

test('today is about the vote, or else about the works that are taken, or about none', () => {
  const [voting, taking] = [contest('announced'), contest('announced', 'submit')]
  expect(todaysContest([taking, voting], now)).toBe(voting)
  expect(todaysContest([taking], now)).toBe(taking)
  expect(todaysContest([contest('cancelled')], now)).toBeUndefined()
})
