/** The one text of what is published, and its hash: the same wherever it is made. Pure. */
import { createHash, createHmac } from 'node:crypto'
import type { ContestPlan, ContestRules } from '../../contract/contest-shapes'
import {
  CONTEST_NOTICE_MS,
  ENTRANT_MEMBER_FOR_MS,
  JURORS_MIN,
  JURY_SCORE_MAX,
  TOTALS_HIDDEN_MS,
  VOTES_PER_DAY,
  WORKS_PER_MEMBER,
} from '../../contract/limits'
import { randomDigits } from '../kit/id'

/** SHA-256 of a text's UTF-8 bytes, as 64 hexadecimal digits. */
export function sha256Hex(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex')
}

/** A value as JSON with the keys of every object in ascending order and without spaces: one text for one value. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part
    return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
  })
}

/** What is published of the seed by which the last ties are drawn: the hash of its hexadecimal digits as a text. */
export function commitmentOf(drawSeed: string): string {
  return sha256Hex(drawSeed)
}

/** The rules that a plan is frozen into. */
export function rulesFrom(
  plan: ContestPlan,
  seeds: { readonly drawSeed: string; readonly shuffleSeed: string },
): ContestRules {
  return {
    ...plan,
    format: 'tonghao-contest-rules/1',
    noticeMs: CONTEST_NOTICE_MS,
    worksPerMember: WORKS_PER_MEMBER,
    votesPerDay: VOTES_PER_DAY,
    memberForMs: ENTRANT_MEMBER_FOR_MS,
    hiddenMs: TOTALS_HIDDEN_MS,
    jurorsMin: JURORS_MIN,
    juryScoreMax: JURY_SCORE_MAX,
    drawCommitment: commitmentOf(seeds.drawSeed),
    shuffleSeed: seeds.shuffleSeed,
  }
}

const PSEUDONYM_DIGITS = 26

/**
 * Who votes, without a name: the same in the whole of a contest, another in the next, and no way back without the key.
 * @param voterKey 64 hexadecimal digits
 */
export function voterOf(voterKey: string, memberId: string): string {
  const digest = createHmac('sha256', Buffer.from(voterKey, 'hex')).update(memberId, 'utf8').digest()
  return randomDigits(digest, PSEUDONYM_DIGITS)
}
