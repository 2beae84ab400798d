/** Contests, works and ballots as documents, made by the very rules that announce and count them. Pure. */
import { canonicalJson, rulesFrom, sha256Hex, voterOf } from '../cloudfunctions/contest/canonical-rules'
import type {
  ContestDocument,
  ContestSecretsDocument,
  EntrantDocument,
  LicenceDocument,
  WorkDocument,
} from '../cloudfunctions/contest/collections'
import { entrantIdOf } from '../cloudfunctions/contest/entry-rules'
import { placeOf } from '../cloudfunctions/contest/phase-rules'
import type { BallotDocument } from '../cloudfunctions/contest/vote-collections'
import { workPlace } from '../cloudfunctions/contest/work-store'
import { callerKey, timeOrderedId } from '../cloudfunctions/kit/id'
import { periodOf, startOf } from '../cloudfunctions/kit/period'
import { hashBands } from '../cloudfunctions/media/perceptual-hash'
import type { ContestPlan } from '../contract/contest-shapes'
import { CONTEST_NOTICE_MS, DAY_MS } from '../contract/limits'

/** Phases that a contest can be put into; `over`: its public notice has ended and nothing was counted yet. */
export type StagedPhase = 'announced' | 'submit' | 'screen' | 'vote' | 'notice' | 'over'

/** Days from the beginning of today to the beginning of the vote. */
const VOTE_BEGINS_IN: Readonly<Record<StagedPhase, number>> = {
  announced: 10,
  submit: 4,
  screen: 1,
  vote: -2,
  notice: -6,
  over: -9,
}
const SUBMIT_DAYS = 7
const SCREEN_DAYS = 1
const VOTE_DAYS = 5
const ID_BYTES = 20
const KEY_BYTES = 32
const SEED_BYTES = 16
const NOON_MS = DAY_MS / 2

/** So many bytes, of chance or of a seed. */
export type Bytes = (count: number) => Uint8Array

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

/** The plan of a contest that stands in this phase at `now`. Its vote begins with a community day and takes five. */
export function planFor(phase: StagedPhase, now: number, wishes: Partial<ContestPlan> = {}): ContestPlan {
  const voteFrom = startOf(periodOf('day', now)) + VOTE_BEGINS_IN[phase] * DAY_MS
  const submitUntil = voteFrom - SCREEN_DAYS * DAY_MS
  return {
    title: '晨光大赛',
    theme: '早上的第一炉，和第一缕光。',
    submitFrom: submitUntil - SUBMIT_DAYS * DAY_MS,
    submitUntil,
    voteFrom,
    voteUntil: voteFrom + VOTE_DAYS * DAY_MS,
    scoring: 'votes',
    jurorIds: [],
    prizes: [
      { name: '一等奖', from: 1, to: 1, points: 300 },
      { name: '入围奖', from: 2, to: 3, points: 50 },
    ],
    ...wishes,
  }
}

/** A contest that was announced by this plan a day before it took works, and its secrets. */
export function announcedContest(
  plan: ContestPlan,
  bytes: Bytes,
): { readonly contest: ContestDocument; readonly secrets: ContestSecretsDocument } {
  const announcedAt = plan.submitFrom - DAY_MS
  const _id = timeOrderedId('cst', announcedAt, bytes(ID_BYTES))
  const drawSeed = hex(bytes(KEY_BYTES))
  const rules = rulesFrom(plan, { drawSeed, shuffleSeed: hex(bytes(SEED_BYTES)) })
  return {
    secrets: { _id, schemaVersion: 1, voterKey: hex(bytes(KEY_BYTES)), drawSeed },
    contest: {
      _id,
      schemaVersion: 1,
      state: 'announced',
      plan,
      rules,
      rulesHash: sha256Hex(canonicalJson(rules)),
      announcedAt,
      noticeUntil: plan.voteUntil + CONTEST_NOTICE_MS,
      place: placeOf('announced', plan, _id),
      workCount: 0,
      resultVersion: 0,
      createdAt: announcedAt,
    },
  }
}

/** What is told of a work besides what all of them have. */
export type ToldWork = Pick<WorkDocument, 'authorId' | 'author' | 'callerKey' | 'title' | 'photo'> &
  Partial<WorkDocument>

/** The n-th work of a contest, from 1, that takes part. It has its number when `isNumbered`. */
export function workOf(
  { _id: contestId, plan }: ContestDocument,
  n: number,
  isNumbered: boolean,
  told: ToldWork,
  bytes: Bytes,
): WorkDocument {
  const enteredAt = plan.submitFrom + n * 1000
  const perceptualHash = hex(bytes(8))
  return {
    _id: timeOrderedId('wrk', enteredAt, bytes(ID_BYTES)),
    schemaVersion: 1,
    contestId,
    words: '今早出炉的一炉吐司',
    perceptualHash,
    hashBands: hashBands(perceptualHash),
    lineage: { from: 'album' },
    licence: 'community',
    state: 'entered',
    ...(isNumbered ? { number: n, place: workPlace(contestId, n) } : {}),
    rawVotes: 0,
    countedVotes: 0,
    enteredAt,
    ...told,
  }
}

/** What is kept besides works: whose they are, and what their authors have allowed. */
export function recordsOf(works: readonly WorkDocument[]): {
  readonly entrants: readonly EntrantDocument[]
  readonly licences: readonly LicenceDocument[]
} {
  const entrants = new Map<string, EntrantDocument>()
  for (const { _id: workId, contestId, authorId: memberId } of works) {
    const _id = entrantIdOf(contestId, memberId)
    const workIds = [...(entrants.get(_id)?.workIds ?? []), workId]
    entrants.set(_id, { _id, schemaVersion: 1, contestId, memberId, workIds })
  }
  const licences = works.map(({ _id, authorId: memberId, licence, enteredAt: givenAt }) => {
    return { _id, schemaVersion: 1, memberId, licence, version: 1, givenAt } as const
  })
  return { entrants: [...entrants.values()], licences }
}

/** A ballot of a day. */
export interface StagedBallot {
  readonly voterId: string
  readonly day: string
  readonly workIds: readonly string[]
  readonly isNewcomer?: boolean
  readonly inviterId?: string
  /** The voter's own; somebody's whom nobody knows when absent. */
  readonly openid?: string
  /** Noon of the day when absent. */
  readonly at?: number
}

/** A ballot as it is stored. */
export function ballotOf(contestId: string, voterKey: string, ballot: StagedBallot): BallotDocument {
  const { voterId, day, workIds, isNewcomer, inviterId, openid, at = startOf(day) + NOON_MS } = ballot
  return {
    _id: `${contestId}:${voterId}:${day}`,
    schemaVersion: 1,
    contestId,
    memberId: voterId,
    callerKey: callerKey(openid ?? voterId),
    day,
    voter: voterOf(voterKey, voterId),
    workIds: [...workIds].sort(),
    ...(isNewcomer ? { isNewcomer } : {}),
    ...(inviterId === undefined ? {} : { inviter: voterOf(voterKey, inviterId) }),
    at,
  }
}

/** What ballots come to, work by work: a newcomer's count once they are there on two days. */
export function votesOf(
  ballots: readonly BallotDocument[],
): ReadonlyMap<string, { readonly rawVotes: number; readonly countedVotes: number }> {
  const daysOf = new Map<string, number>()
  for (const { voter } of ballots) daysOf.set(voter, (daysOf.get(voter) ?? 0) + 1)
  const votes = new Map<string, { rawVotes: number; countedVotes: number }>()
  for (const { voter, workIds, isNewcomer } of ballots) {
    const counts = !isNewcomer || (daysOf.get(voter) ?? 0) > 1 ? 1 : 0
    for (const workId of workIds) {
      const { rawVotes, countedVotes } = votes.get(workId) ?? { rawVotes: 0, countedVotes: 0 }
      votes.set(workId, { rawVotes: rawVotes + 1, countedVotes: countedVotes + counts })
    }
  }
  return votes
}
