/** The rules of a contest in plain words, said from the very data whose fingerprint was published. PURE. */
import type { ContestRules, Prize } from '../../../contract/contest-shapes'
import { DAY_MS, HOUR_MS } from '../../../contract/limits'
import { sayClock } from '../../i18n/say-time'
import type { Words } from '../../i18n/words'

export interface RulePart {
  readonly key: keyof Words['contest']['ruleTitles']
  readonly lines: readonly string[]
}

/** The rules, part by part; `jurors` are the names of the jury. */
export function sayRules(
  rules: ContestRules,
  jurors: readonly string[],
  now: number,
  words: Words,
): readonly RulePart[] {
  const { rule } = words.contest
  const clock = (at: number) => sayClock(at, now, words)
  const hours = (ms: number) => Math.round(ms / HOUR_MS)
  const withJury = rules.scoring === 'votesAndJury'
  return [
    {
      key: 'when',
      lines: [
        rule.submit(clock(rules.submitFrom), clock(rules.submitUntil)),
        rule.vote(clock(rules.voteFrom), clock(rules.voteUntil)),
        rule.notice(hours(rules.noticeMs)),
        rule.clock,
      ],
    },
    {
      key: 'enter',
      lines: [
        rule.memberFor(Math.round(rules.memberForMs / DAY_MS)),
        rule.worksMax(rules.worksPerMember),
        rule.staffOut,
        rule.similar,
      ],
    },
    {
      key: 'vote',
      lines: [
        rule.votesPerDay(rules.votesPerDay),
        rule.ownOut,
        rule.newcomer,
        rule.hidden(hours(rules.hiddenMs)),
        rule.shuffled,
        rule.quarantine,
        rule.noReward,
      ],
    },
    {
      key: 'score',
      lines: withJury ? [rule.scoreJury, rule.jurors(jurors.join(' / '))] : [rule.scoreVotes],
    },
    { key: 'ties', lines: [rule.ties] },
    { key: 'prizes', lines: [...sayPrizes(rules.prizes, words), rule.participation] },
  ]
}

function sayPrizes(prizes: readonly Prize[], words: Words): readonly string[] {
  const { rule, prizeRanks, prizePoints } = words.contest
  if (prizes.length === 0) return [rule.noPrizes]
  return prizes.map(({ name, from, to, points }) =>
    rule.prize(prizeRanks(from, to), name, prizePoints(points)),
  )
}
