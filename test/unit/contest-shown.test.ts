/** Which contests first screens show. */
import type { ContestState } from '../../cloudfunctions/contest/collections'
import type { AnnouncedContest } from '../../cloudfunctions/contest/phase-rules'
import { isShown, todaysContest } from '../../cloudfunctions/contest/shown-rules'
import { CONTEST_NOTICE_MS, DAY_MS } from '../../contract/limits'
import { contestPlan } from '../support/contest-documents'

const plan = contestPlan('vote')
const noticeUntil = plan.voteUntil + CONTEST_NOTICE_MS
const contest = (state: ContestState): AnnouncedContest => ({
  _id: `cst_${state}`,
  schemaVersion: 1,
  state,
  plan,
  rules: {
    ...plan,
    format: 'tonghao-contest-rules/1',
    noticeMs: CONTEST_NOTICE_MS,
    worksPerMember: 2,
    votesPerDay: 3,
    memberForMs: 0,
    hiddenMs: DAY_MS,
    jurorsMin: 3,
    juryScoreMax: 10,
    drawCommitment: '',
    shuffleSeed: '',
  },
  rulesHash: '',
  announcedAt: 0,
  noticeUntil,
  place: '',
  workCount: 0,
  resultVersion: 0,
  createdAt: 0,
})

test('a contest is shown while it runs, and for two weeks after its public notice', () => {
  expect(isShown(contest('announced'), noticeUntil + 100 * DAY_MS)).toBe(true)
  for (const state of ['final', 'paid', 'cancelled'] as const) {
    expect(isShown(contest(state), noticeUntil + 14 * DAY_MS - 1)).toBe(true)
    expect(isShown(contest(state), noticeUntil + 14 * DAY_MS)).toBe(false)
  }
})

test('today is about the vote, or else about the works that are taken, or about none', () => {
  const later = { ...contest('announced'), _id: 'cst_later', plan: contestPlan('submit') }
  const now = Date.now()
  expect(todaysContest([later, contest('announced')], now)?._id).toBe('cst_announced')
  expect(todaysContest([later], now)?._id).toBe('cst_later')
  expect(todaysContest([contest('cancelled')], now)).toBeUndefined()
})
