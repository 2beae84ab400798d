import { canonicalJson, rulesFrom, sha256Hex } from '../../cloudfunctions/contest/canonical-rules'
import { type AnnouncedContest, COUNT_AFTER_MS, voteDays } from '../../cloudfunctions/contest/phase-rules'
import { isFinal, versionWanted } from '../../cloudfunctions/contest/version-rules'
import { CONTEST_NOTICE_MS, RESULT_VERSIONS_MAX } from '../../contract/limits'
import { contestPlan } from '../support/contest-documents'

const plan = contestPlan('notice')
const rules = rulesFrom(plan, { drawSeed: 'd', shuffleSeed: '5'.repeat(32) })
const noticeUntil = plan.voteUntil + CONTEST_NOTICE_MS
const lastDay = voteDays(plan).at(-1) ?? ''
const CLOSED: AnnouncedContest = {
  _id: 'cst_0000000000000made',
  schemaVersion: 1,
  state: 'announced',
  plan,
  rules,
  rulesHash: sha256Hex(canonicalJson(rules)),
  announcedAt: 0,
  noticeUntil,
  place: '',
  workCount: 0,
  resultVersion: 0,
  quarantinedTo: lastDay,
  createdAt: 0,
}
const FIRST = plan.voteUntil + COUNT_AFTER_MS
const LAST = noticeUntil + COUNT_AFTER_MS

test('nothing is counted before the log is whole and looked through to its last day', () => {
  const { quarantinedTo, ...unseen } = CLOSED
  expect(versionWanted(unseen, LAST, false)).toBeUndefined()
  expect(versionWanted({ ...CLOSED, quarantinedTo: voteDays(plan)[0] ?? '' }, LAST, false)).toBeUndefined()
  expect(versionWanted(CLOSED, FIRST, false)).toBe('closed')
})

test('the first version comes before the final one, however late it is', () => {
  expect(versionWanted(CLOSED, LAST, false)).toBe('closed')
})

test('final from the end of the public notice on, a minute later, unless an appeal is open', () => {
  const counted = { ...CLOSED, resultVersion: 1 }
  expect(versionWanted(counted, LAST - 1, false)).toBeUndefined()
  expect(versionWanted(counted, LAST, false)).toBe('final')
  expect(versionWanted(counted, LAST, true)).toBeUndefined()
})

test('a decision asks for a version until one has heard of it', () => {
  const asked = {
    ...CLOSED,
    resultVersion: 1,
    recountAsks: 2,
    heardAsks: 1,
    recountWanted: 'appeal',
  } as const
  expect(versionWanted(asked, FIRST, false)).toBe('appeal')
  expect(versionWanted(asked, LAST, true)).toBe('appeal')
  expect(versionWanted({ ...asked, heardAsks: 2 }, FIRST, false)).toBeUndefined()
})

test('the last version there may be is the final one', () => {
  const many = { ...CLOSED, resultVersion: RESULT_VERSIONS_MAX - 1, recountAsks: 1 }
  expect(versionWanted(many, FIRST, false)).toBeUndefined()
  expect(versionWanted(many, LAST, false)).toBe('final')
})

test.each(['draft', 'final', 'paid', 'archived', 'cancelled'] as const)(
  'one that is %s is counted no more',
  (state) => {
    expect(versionWanted({ ...CLOSED, state }, LAST, false)).toBeUndefined()
  },
)

test.each([
  ['announced', false],
  ['final', true],
  ['paid', true],
  ['archived', true],
  ['cancelled', false],
] as const)('%s is frozen: %s', (state, frozen) => {
  expect(isFinal({ state })).toBe(frozen)
})
