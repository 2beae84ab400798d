/**
 * Contests as documents: one in whatever phase by the real clock, with works and with ballots of days gone by, so that
 * a situation of hundreds of votes costs no calls. Any world will do that has an emulator.
 */
import { randomBytes } from 'node:crypto'
import { voterOf } from '../../cloudfunctions/contest/canonical-rules'
import type {
  ContestDocument,
  ContestSecretsDocument,
  EntrantDocument,
  LicenceDocument,
  WorkDocument,
} from '../../cloudfunctions/contest/collections'
import { voteDays } from '../../cloudfunctions/contest/phase-rules'
import { callerKey } from '../../cloudfunctions/kit/id'
import type { ContestPlan } from '../../contract/contest-shapes'
import { DAY_MS } from '../../contract/limits'
import type { Document, Emulator, PlainObject } from '../../emulator/types'
import {
  announcedContest,
  ballotOf,
  planFor,
  recordsOf,
  type StagedBallot,
  type StagedPhase,
  votesOf,
  workOf,
} from '../../scripts/contest-documents'
import type { Caller } from './in-process'
import { jpegPhoto } from './photos'
import { newId } from './situations'

/** Longer than anybody has to be a member before they enter a work. */
const LONG_A_MEMBER_MS = 100 * DAY_MS

type Kept = ContestDocument | ContestSecretsDocument | WorkDocument | EntrantDocument | LicenceDocument

/** The plan of a contest that stands in this phase now. */
export function contestPlan(phase: StagedPhase, wishes: Partial<ContestPlan> = {}): ContestPlan {
  return planFor(phase, Date.now(), wishes)
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
    const { contest, secrets } = announcedContest(contestPlan(phase, wishes), randomBytes)
    await this.keep('contests', contest)
    await this.keep('contest_secrets', secrets)
    return contest._id
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
    const contest = await this.read<ContestDocument>('contests', contestId)
    this.works += 1
    const told = {
      authorId: author.memberId,
      author: { nickname: `A ${this.works}` },
      callerKey: callerKey(author.openid),
      title: `作品 ${this.works}`,
      photo: this.photo(),
      ...wishes,
    }
    const n = (await this.find('works', { contestId })).length + 1
    const work = workOf(contest, n, contest.plan.voteFrom <= Date.now(), told, randomBytes)
    await this.keep('works', work)
    await this.keepRecords(work)
    if (work.number !== undefined)
      await this.change('contests', contestId, { $set: { numberedCount: work.number } })
    if (work.state === 'entered') await this.increase('contests', contestId, { workCount: 1 })
    return work._id
  }

  /** The days of a contest's vote, the first first. */
  async days(contestId: string): Promise<string[]> {
    return voteDays((await this.read<ContestDocument>('contests', contestId)).plan)
  }

  /** Puts ballots there, and their votes into the works' counters. */
  async ballots(contestId: string, ballots: readonly StagedBallot[]): Promise<void> {
    const { voterKey } = await this.read<ContestSecretsDocument>('contest_secrets', contestId)
    const documents = ballots.map((ballot) => ballotOf(contestId, voterKey, ballot))
    await this.home.emulator.database.importDocuments(
      'ballots',
      documents.map((each) => ({ ...each })),
    )
    const votes = votesOf(documents)
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

  private async keepRecords(work: WorkDocument): Promise<void> {
    const { contestId, authorId } = work
    const works = (await this.find('works', { contestId })).filter((each) => each.authorId === authorId)
    const { entrants, licences } = recordsOf([work])
    for (const licence of licences) await this.keep('licences', licence)
    for (const entrant of entrants)
      await this.keep('entrants', { ...entrant, workIds: works.map(({ _id }) => String(_id)) })
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
