/** Where a contest stands, what can be done in it, and its figures, as members read them. */
import type { ContestPhase, ContestRules } from '../../../contract/contest-shapes'
import { DAY_MS, HOUR_MS } from '../../../contract/limits'
import { workIdOf } from '../../../src/features/contest/arrival'
import { hang, isSameStretch, STRETCH, stretchesOf } from '../../../src/features/contest/gallery'
import { barOf, sayBytes, sayMean } from '../../../src/features/contest/numbers'
import { sayPhase, stepStates } from '../../../src/features/contest/phases'
import { sayRules } from '../../../src/features/contest/rule-words'
import { kindsOf, primaryOf } from '../../../src/features/contest/standing'
import { NO_COLUMNS } from '../../../src/features/post/feed'
import { en } from '../../../src/i18n/en'
import { zhCN } from '../../../src/i18n/zh-CN'

const NOW = Date.UTC(2026, 10, 22, 4)
const contest = {
  ...{ contestId: 'cst_00000000', title: '秋天的面包', workCount: 3 },
  ...{ submitFrom: NOW, submitUntil: NOW + DAY_MS, voteFrom: NOW + 2 * DAY_MS },
  ...{ voteUntil: NOW + 5 * DAY_MS, noticeUntil: NOW + 7 * DAY_MS },
}
const said = (phase: ContestPhase, now = NOW) => sayPhase({ ...contest, phase }, now, zhCN)

test('every phase says what it is and until when', () => {
  expect(said('submit')).toBe('投稿到 11月23日 12:00')
  expect(said('screen')).toBe('作品审看中，11月24日 12:00 开始投票')
  expect(said('vote')).toBe('投票到 11月27日 12:00')
  expect(said('notice')).toBe('公示到 11月29日 12:00，有异议可以申诉')
  expect(said('notice', contest.noticeUntil)).toBe('公示期已过，正在处理最后的申诉')
  expect(said('final')).toBe('结果已经定了')
  expect(said('archived')).toBe('结果已经定了，奖品已经发出')
})

test('the ribbon has one step that is now, none between two, and none of a cancelled contest', () => {
  expect(stepStates('announced')).toEqual({
    submit: 'coming',
    vote: 'coming',
    notice: 'coming',
    final: 'coming',
  })
  expect(stepStates('screen')).toEqual({ submit: 'done', vote: 'coming', notice: 'coming', final: 'coming' })
  expect(stepStates('vote')).toEqual({ submit: 'done', vote: 'now', notice: 'coming', final: 'coming' })
  expect(stepStates('paid')).toEqual({ submit: 'done', vote: 'done', notice: 'done', final: 'now' })
  expect(stepStates('cancelled')).toBeUndefined()
})

describe('the one thing to do', () => {
  const mine = { isJuror: false, works: [] }
  const entered = { workId: 'wrk_00000000', title: '吐司', state: 'entered' } as const

  test('is to enter, as long as works are taken and nothing stands in the way', () => {
    expect(primaryOf({ phase: 'submit' })).toEqual({ kind: 'enter' })
    expect(primaryOf({ phase: 'submit', mine: { ...mine, works: [entered] } })).toEqual({ kind: 'enterMore' })
    expect(primaryOf({ phase: 'submit', mine: { ...mine, entryBar: 'juror' } })).toEqual({
      ...{ kind: 'barred', bar: 'juror' },
    })
    expect(primaryOf({ phase: 'submit', mine: { ...mine, entryBar: 'tooNew', mayEnterAt: NOW } })).toEqual({
      ...{ kind: 'tooNew', mayEnterAt: NOW },
    })
  })

  test('is to look, once it is counted; the vote itself is the hearts', () => {
    expect(primaryOf({ phase: 'vote', mine })).toEqual({ kind: 'none' })
    expect(primaryOf({ phase: 'notice' })).toEqual({ kind: 'standings' })
    expect(primaryOf({ phase: 'paid' })).toEqual({ kind: 'winners' })
    expect(primaryOf({ phase: 'cancelled', rerunId: 'cst_11111111' })).toEqual({
      ...{ kind: 'rerun', contestId: 'cst_11111111' },
    })
  })

  test('an appeal is offered only about what there is', () => {
    expect(kindsOf([])).toEqual(['result'])
    expect(kindsOf([entered])).toEqual(['votes', 'result'])
    expect(kindsOf([{ ...entered, state: 'disqualified' }])).toEqual(['disqualified', 'result'])
  })
})

test('a work is found by its card and by the scene of a code, and by nothing else', () => {
  expect(workIdOf({ workId: 'wrk_00000000' })).toBe('wrk_00000000')
  expect(workIdOf({ scene: encodeURIComponent('wrk_abcdefgh01') })).toBe('wrk_abcdefgh01')
  expect(workIdOf({ scene: '%E0%A4%A' })).toBe('')
  expect(workIdOf({ scene: 'pst_00000000' })).toBe('')
})

test('works hang once, in columns of about the same height, in stretches that stay as they were', () => {
  const works = Array.from({ length: 40 }, (_, at) => ({
    ...{ workId: `wrk_${at}`, contestId: contest.contestId, title: '面包', isMine: false },
    ...{ picture: { url: '', width: 300, height: 200 + (at % 5) * 60 } },
    author: { memberId: 'mbr_00000000', nickname: '安安' },
  }))
  const first = hang(NO_COLUMNS, works.slice(0, 20))
  const all = hang(hang(first, works), works)
  expect([...all.left, ...all.right].sort()).toEqual(works.map(({ workId }) => workId).sort())
  expect(Math.abs(all.leftHeight - all.rightHeight)).toBeLessThan(2)
  const [before, after] = [stretchesOf(first.left), stretchesOf(all.left)]
  expect(after.flat()).toEqual(all.left)
  expect(isSameStretch(before[0] ?? [], after[0] ?? [])).toBe(true)
  expect(after[0]).toHaveLength(STRETCH)
  expect(isSameStretch(['a'], ['a', 'b'])).toBe(false)
})

test('figures are said as they are', () => {
  expect(sayBytes(300, zhCN)).toBe('1 KB')
  expect(sayBytes(820 * 1024, zhCN)).toBe('820 KB')
  expect(sayBytes(9.27 * 1024 * 1024, en)).toBe('9.3 MB')
  expect(sayMean(8_333)).toBe('8.33')
  expect(sayMean(10_000)).toBe('10.00')
  expect(barOf(0, 100)).toBe(0)
  expect(barOf(1, 1_000)).toBe(2)
  expect(barOf(50, 100)).toBe(50)
  expect(barOf(0, 0)).toBe(0)
})

const rules: ContestRules = {
  ...contest,
  ...{ format: 'tonghao-contest-rules/1', theme: '拍下第一口', scoring: 'votes', jurorIds: [] },
  prizes: [{ name: '一等奖', from: 1, to: 1, points: 500 }],
  ...{ noticeMs: 48 * HOUR_MS, worksPerMember: 2, votesPerDay: 3, memberForMs: 3 * DAY_MS },
  ...{ hiddenMs: DAY_MS, jurorsMin: 3, juryScoreMax: 10 },
  ...{ drawCommitment: '0'.repeat(64), shuffleSeed: '0'.repeat(32) },
}

test('the rules are said from their data: instants, figures, prizes, and the jury where there is one', () => {
  const lines = sayRules(rules, [], NOW, zhCN).flatMap((part) => part.lines)
  expect(lines).toContain('投稿：12:00 到 11月23日 12:00，到点就停。')
  expect(lines).toContain('投票结束后公示至少 48 小时，期间可以申诉；申诉都处理完，结果才定。')
  expect(lines).toContain('加入满 3 天的成员都能投稿。')
  expect(lines).toContain('每个成员每天一张选票，投 3 件不同的作品，零点之前都能改。')
  expect(lines).toContain('最后 24 小时不显示票数。')
  expect(lines).toContain('第 1 名：一等奖，500 积分。')
  expect(lines).toContain('按计入的票数排名。')
  const jury = sayRules({ ...rules, scoring: 'votesAndJury' }, ['老张', '小李', '阿梅'], NOW, zhCN)
  expect(jury.find(({ key }) => key === 'score')?.lines).toContain('评委：老张 / 小李 / 阿梅。')
  const plain = sayRules({ ...rules, prizes: [] }, [], NOW, en)
  expect(plain.find(({ key }) => key === 'prizes')?.lines[0]).toBe('There are no prizes, only ranks.')
})
