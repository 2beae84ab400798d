/**
 * Contests as documents: one in whatever phase by the real clock, with works and with ballots of days gone by, so that
 * a situation of hundreds of votes costs no calls. Any world will do that has an emulator.
 */
import { randomBytes } from 'node:crypto'
import { canonicalJson, rulesFrom, sha256Hex, voterOf } from '../../cloudfunctions/contest/canonical-rules'
import type {
  ContestDocument,
  ContestSecretsDocument,
  EntrantDocument,
  LicenceDocument,
  WorkDocument,
} from '../../cloudfunctions/contest/collections'
import { placeOf, voteDays } from '../../cloudfunctions/contest/phase-rules'
import type { BallotDocument } from '../../cloudfunctions/contest/vote-collections'
import { callerKey, timeOrderedId } from '../../cloudfunctions/kit/id'
import { periodOf, startOf } from '../../cloudfunctions/kit/period'
import { hashBands } from '../../cloudfunctions/media/perceptual-hash'
import type { ContestPlan } from '../../contract/contest-shapes'
import { CONTEST_NOTICE_MS, DAY_MS } from '../../contract/limits'
import type { Document, Emulator, PlainObject } from '../../emulator/types'
import type { Caller } from './in-process'
import { jpegPhoto } from './photos'
import { newId } from './situations'

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
/** Longer than anybody has to be a member before they enter a work. */
const LONG_A_MEMBER_MS = 100 * DAY_MS

type Kept = ContestDocument | ContestSecretsDocument | WorkDocument | EntrantDocument | LicenceDocument

/** The plan of a contest that stands in this phase now. Its vote begins with a community day and takes five. */
export function contestPlan(phase: StagedPhase, wishes: Partial<ContestPlan> = {}): ContestPlan {
  const voteFrom = startOf(periodOf('day', Date.now())) + VOTE_BEGINS_IN[phase] * DAY_MS
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

/** A ballot of a day gone by. */
export interface StagedBallot {
  readonly voterId: string
  /** Of somebody who asks for their ballots. */
  readonly openid?: string
  readonly day: string
  readonly workIds: readonly string[]
  readonly isNewcomer?: boolean
  readonly inviterId?: string
  /** Noon of the day when absent. */
  readonly at?: number
}

/** A world with contests in it. */
export interface ContestWorld {
  readonly emulator: Emulator
  newcomer(nickname: string): Promise<Caller>
}

/** The photo of every staged work; answers its file. */
export async function keepPhoto({ emulator }: ContestWorld): Promise<string> {
  return emulator.storage.write(`works/${newId()}.jpg`, await jpegPhoto(40))
}

/** Contests put into a world. */
export class StagedContests {
  private works = 0

  constructor(
    private readonly home: ContestWorld,
    private readonly photoFileId: string,
  ) {}

  /** An announced contest that stands in this phase now. */
  async contest(phase: StagedPhase, wishes: Partial<ContestPlan> = {}): Promise<string> {
    const plan = contestPlan(phase, wishes)
    const announcedAt = plan.submitFrom - DAY_MS
    const _id = timeOrderedId('cst', announcedAt, randomBytes(20))
    const drawSeed = randomBytes(32).toString('hex')
    const secrets: ContestSecretsDocument = {
      _id,
      schemaVersion: 1,
      voterKey: randomBytes(32).toString('hex'),
      drawSeed,
    }
    const rules = rulesFrom(plan, { drawSeed, shuffleSeed: randomBytes(16).toString('hex') })
    const contest: ContestDocument = {
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
    }
    await this.keep('contests', contest)
    await this.keep('contest_secrets', secrets)
    return _id
  }

  /** Somebody who has been a member for long enough to enter, and to be no newcomer to any vote. */
  async member(nickname = `M ${newId().slice(0, 8)}`): Promise<Caller> {
    const member = await this.home.newcomer(nickname)
    await this.setJoined(member, Date.now() - LONG_A_MEMBER_MS)
    return member
  }

  /** Changes when somebody joined. */
  setJoined({ memberId }: Caller, joinedAt: number): Promise<void> {
    return this.change('members', memberId, { $set: { joinedAt } })
  }

  /** A work that takes part. From the vote on it has its number, as if the job had given it. */
  async work(contestId: string, author: Caller, wishes: Partial<WorkDocument> = {}): Promise<string> {
    const { plan } = await this.read<ContestDocument>('contests', contestId)
    this.works += 1
    const enteredAt = plan.submitFrom + this.works * 1000
    const perceptualHash = randomBytes(8).toString('hex')
    const _id = timeOrderedId('wrk', enteredAt, randomBytes(20))
    const number = (await this.find('works', { contestId })).length + 1
    const work: WorkDocument = {
      _id,
      schemaVersion: 1,
      contestId,
      authorId: author.memberId,
      author: { nickname: `A ${this.works}` },
      callerKey: callerKey(author.openid),
      title: `作品 ${this.works}`,
      words: '今早出炉的一炉吐司',
      photo: this.photo(),
      perceptualHash,
      hashBands: hashBands(perceptualHash),
      lineage: { from: 'album' },
      licence: 'community',
      state: 'entered',
      ...(plan.voteFrom <= Date.now() ? { number, place: `${contestId}:${number}` } : {}),
      rawVotes: 0,
      countedVotes: 0,
      enteredAt,
      ...wishes,
    }
    await this.keep('works', work)
    await this.keepRecords(work)
    if (work.number !== undefined)
      await this.change('contests', contestId, { $set: { numberedCount: work.number } })
    if (work.state === 'entered') await this.increase('contests', contestId, { workCount: 1 })
    return _id
  }

  /** The days of a contest's vote, the first first. */
  async days(contestId: string): Promise<string[]> {
    return voteDays((await this.read<ContestDocument>('contests', contestId)).plan)
  }

  /** Puts ballots there, and their votes into the works' counters: a newcomer's count for raw only. */
  async ballots(contestId: string, ballots: readonly StagedBallot[]): Promise<void> {
    const { voterKey } = await this.read<ContestSecretsDocument>('contest_secrets', contestId)
    const documents = ballots.map((ballot) => ballotOf(contestId, voterKey, ballot))
    await this.home.emulator.database.importDocuments(
      'ballots',
      documents.map((each) => ({ ...each })),
    )
    const votes = new Map<string, { rawVotes: number; countedVotes: number }>()
    for (const { workIds, isNewcomer } of documents)
      for (const workId of workIds) {
        const { rawVotes, countedVotes } = votes.get(workId) ?? { rawVotes: 0, countedVotes: 0 }
        votes.set(workId, {
          rawVotes: rawVotes + 1,
          countedVotes: countedVotes + (isNewcomer ? 0 : 1),
        })
      }
    for (const [workId, more] of votes) await this.increase('works', workId, more)
  }

  /** Who a member is in the log of a contest. */
  async voterOf(contestId: string, memberId: string): Promise<string> {
    const { voterKey } = await this.read<ContestSecretsDocument>('contest_secrets', contestId)
    return voterOf(voterKey, memberId)
  }

  private photo(): WorkDocument['photo'] {
    const { photoFileId } = this
    return {
      mediaId: `med_${newId()}`,
      thumbFileId: photoFileId,
      displayFileId: photoFileId,
      width: 640,
      height: 640,
    }
  }

  private async keepRecords({ _id, contestId, authorId, licence, enteredAt }: WorkDocument): Promise<void> {
    const entrantId = `${contestId}:${authorId}`
    const [known] = await this.find('entrants', { _id: entrantId })
    const workIds = Array.isArray(known?.workIds) ? known.workIds.map(String) : []
    const entrant: EntrantDocument = {
      _id: entrantId,
      schemaVersion: 1,
      contestId,
      memberId: authorId,
      workIds: [...workIds, _id],
    }
    const given: LicenceDocument = {
      _id,
      schemaVersion: 1,
      memberId: authorId,
      licence,
      version: 1,
      givenAt: enteredAt,
    }
    await this.keep('entrants', entrant)
    await this.keep('licences', given)
  }

  private find(name: string, query: Readonly<Record<string, string>>): Promise<Document[]> {
    return this.home.emulator.database.find(name, { query })
  }

  /** A document that this class has put there: it is what it was. */
  private async read<T extends object>(name: string, _id: string): Promise<T> {
    const [found] = await this.find(name, { _id })
    if (!found) throw new Error(`there is no ${_id} in ${name}`)
    return found as T
  }

  private async keep(name: string, document: Kept): Promise<void> {
    await this.home.emulator.database.importDocuments(name, [{ ...document }])
  }

  private increase(name: string, _id: string, amounts: Readonly<Record<string, number>>): Promise<void> {
    return this.change(name, _id, { $inc: amounts })
  }

  private async change(name: string, _id: string, data: PlainObject): Promise<void> {
    const change = { query: { _id }, data, multi: false, merge: true, upsert: false }
    await this.home.emulator.database.modify(name, change)
  }
}

const NOON_MS = DAY_MS / 2

function ballotOf(contestId: string, voterKey: string, ballot: StagedBallot): BallotDocument {
  const {
    voterId,
    openid = voterId,
    day,
    workIds,
    isNewcomer,
    inviterId,
    at = startOf(day) + NOON_MS,
  } = ballot
  return {
    _id: `${contestId}:${voterId}:${day}`,
    schemaVersion: 1,
    contestId,
    memberId: voterId,
    callerKey: callerKey(openid),
    day,
    voter: voterOf(voterKey, voterId),
    workIds: [...workIds],
    ...(isNewcomer ? { isNewcomer } : {}),
    ...(inviterId === undefined ? {} : { inviter: voterOf(voterKey, inviterId) }),
    at,
  }
}
