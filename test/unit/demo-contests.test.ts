/** The demo community's contests: the same each time, in the four phases that members see, and honest but for a farm. */
import { phaseOf } from '../../cloudfunctions/contest/phase-rules'
import type { MemberDocument } from '../../cloudfunctions/member/collections'
import { DAY_MS, VOTES_PER_DAY } from '../../contract/limits'
import { SUBJECTS } from '../../scripts/demo/art/pictures'
import { makeContests } from '../../scripts/demo/contests'
import type { StoredPicture } from '../../scripts/demo/posts'

const NOW = Date.UTC(2026, 10, 22, 12)
const pictures = SUBJECTS.map((subject): StoredPicture => {
  const files = { thumbFileId: `t/${subject}`, displayFileId: `d/${subject}`, originalFileId: `o/${subject}` }
  return { subject, photo: { ...files, width: 3, height: 4, perceptualHash: '', hashBands: [] } }
})
const members = Array.from(
  { length: 60 },
  (_, n): MemberDocument => ({
    _id: `mbr_${String(n).padStart(13, '0')}`,
    schemaVersion: 2,
    openid: `oDemo${n}`,
    nickname: `成员${n}`,
    roles: [],
    standing: 'active',
    postCount: 0,
    joinedAt: NOW - (n + 1) * 5 * DAY_MS,
  }),
)
const make = () => makeContests('seed', NOW, { members, pictures, staffOpenids: ['oDemo0'] })

test('the same seed, instant and people make the same contests', () => {
  expect(make()).toEqual(make())
})

test('there is one in each phase that members see', () => {
  const { contests } = make()
  expect(contests.map((contest) => phaseOf(contest, NOW))).toEqual(['submit', 'vote', 'notice', 'notice'])
})

test('ballots are as members cast them: of days gone by or today, for others, three works at most', () => {
  const { ballots, works } = make()
  const authors = new Map(works.map(({ _id, authorId }) => [_id, authorId]))
  expect(new Set(ballots.map(({ _id }) => _id)).size).toBe(ballots.length)
  expect(ballots.filter(({ at }) => at > NOW)).toEqual([])
  for (const { workIds, memberId } of ballots) {
    expect(new Set(workIds).size).toBe(workIds.length)
    expect(workIds.length).toBeLessThanOrEqual(VOTES_PER_DAY)
    expect(workIds.map((workId) => authors.get(workId))).not.toContain(memberId)
  }
})

test('staff enter nothing', () => {
  expect(make().works.map(({ authorId }) => authorId)).not.toContain(members[0]?._id)
})
