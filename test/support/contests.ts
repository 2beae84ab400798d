/**
 * What tests need of contests: one in whatever phase by the real clock, with works and with ballots of days gone by.
 * They are put there as documents, so that a situation of hundreds of votes costs no calls.
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
import type { ActionName, Input } from '../../contract/index'
import { CONTEST_NOTICE_MS, DAY_MS } from '../../contract/limits'
import type { Document } from '../../emulator/types'
import type { Caller, InProcessWorld } from './in-process'
import { codeOf, setFields } from './mall'
import { jpegPhoto } from './photos'
import { runJob } from './run-job'
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
  readonly day: string
  readonly workIds: readonly string[]
  readonly isNewcomer?: boolean
  readonly inviterId?: string
  /** Noon of the day when absent. */
  readonly at?: number
}

/** Contests in a world, run by one who may. */
export class Contests {
  private works = 0

  private constructor(
    readonly world: InProcessWorld,
    readonly staff: Caller,
    private readonly photoFileId: string,
  ) {}

  /** Makes somebody of the staff who manages them: a newcomer if nobody is named. */
  static async open(world: InProcessWorld, staff?: Caller): Promise<Contests> {
    const manager = staff ?? (await world.newcomer('Staff'))
    await setFields(world, 'members', manager.memberId, { roles: ['operator'] })
    const photo = await world.emulator.storage.write(`works/${newId()}.jpg`, await jpegPhoto(40))
    return new Contests(world, manager, photo)
  }

  /** A draft, made by the staff. */
  async draft(wishes: Partial<ContestPlan> = {}): Promise<string> {
    const input = { requestId: newId(), plan: contestPlan('announced', wishes) }
    const { contest } = await this.world.call(this.staff, 'contest.savePlan', input)
    return contest.contestId
  }

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
    const member = await this.world.newcomer(nickname)
    await this.setJoined(member, Date.now() - LONG_A_MEMBER_MS)
    return member
  }

  /** Changes when somebody joined. */
  setJoined({ memberId }: Caller, joinedAt: number): Promise<void> {
    return setFields(this.world, 'members', memberId, { joinedAt })
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
      await setFields(this.world, 'contests', contestId, { numberedCount: work.number })
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
    await this.world.emulator.database.importDocuments(
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

  /** The code with which an action refuses an input; `ok` when it does not. */
  async refusal<A extends ActionName>(caller: Caller, action: A, input: Input<A>): Promise<string> {
    return codeOf(await this.world.invoke(caller, action, input))
  }

  /** Runs one of the contests' jobs to its end, at an instant. */
  run(job: string, now = Date.now()): Promise<number> {
    return runJob(this.world, this.world.modules.contestJobs.contestJobs, job, now)
  }

  /** Runs all of them so many times over, in their order: what one has done the next may wait for. */
  async runAll(times = 1, now = Date.now()): Promise<void> {
    for (let time = 0; time < times; time += 1)
      for (const { name } of this.world.modules.contestJobs.contestJobs) await this.run(name, now)
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
    return this.world.emulator.database.find(name, { query })
  }

  /** A document that this class has put there: it is what it was. */
  private async read<T extends object>(name: string, _id: string): Promise<T> {
    const [found] = await this.find(name, { _id })
    if (!found) throw new Error(`there is no ${_id} in ${name}`)
    return found as T
  }

  private async keep(name: string, document: Kept): Promise<void> {
    await this.world.emulator.database.importDocuments(name, [{ ...document }])
  }

  private async increase(
    name: string,
    _id: string,
    amounts: Readonly<Record<string, number>>,
  ): Promise<void> {
    const change = { query: { _id }, data: { $inc: amounts }, multi: false, merge: true, upsert: false }
    await this.world.emulator.database.modify(name, change)
  }
}

const NOON_MS = DAY_MS / 2

function ballotOf(contestId: string, voterKey: string, ballot: StagedBallot): BallotDocument {
  const { voterId, day, workIds, isNewcomer, inviterId, at = startOf(day) + NOON_MS } = ballot
  return {
    _id: `${contestId}:${voterId}:${day}`,
    schemaVersion: 1,
    contestId,
    memberId: voterId,
    callerKey: callerKey(voterId),
    day,
    voter: voterOf(voterKey, voterId),
    workIds: [...workIds],
    ...(isNewcomer ? { isNewcomer } : {}),
    ...(inviterId === undefined ? {} : { inviter: voterOf(voterKey, inviterId) }),
    at,
  }
}
