/** What contests cost: looking, entering, voting, the jury, what is published, and what operators decide. */
import { createHash } from 'node:crypto'
import {
  CONTEST_SECRETS,
  CONTESTS,
  type ContestDocument,
  ENTRANTS,
  LICENCES,
  WORKS,
  type WorkDocument,
} from '../../cloudfunctions/contest/collections'
import { voteKey } from '../../cloudfunctions/contest/log-rules'
import { voteDays } from '../../cloudfunctions/contest/phase-rules'
import {
  BALLOTS,
  QUARANTINED_VOTES,
  type QuarantinedVoteDocument,
} from '../../cloudfunctions/contest/vote-collections'
import { MEMBERS } from '../../cloudfunctions/kit/actor'
import { callerKey } from '../../cloudfunctions/kit/id'
import { periodOf } from '../../cloudfunctions/kit/period'
import { DAY_MS, MINUTE_MS } from '../../contract/limits'
import {
  announcedContest,
  type Bytes,
  ballotOf,
  planFor,
  recordsOf,
  type StagedPhase,
  workOf,
} from '../contest-documents'
import { MEMBERS as MEMBER_COUNT, memberIdOf, memberOpenid } from './community'
import { asDocuments } from './documents'
import { uploadPhoto } from './measure-posts'
import { field, type Meter, newRequestId } from './meter'

/** More than a page of them. */
const WORKS_COUNT = 40
/** The viewer is of the staff, which does not enter: this member does. */
const ENTRANT = 2
const ENTRANT_OPENID = memberOpenid(ENTRANT)
/** In so many minutes a vote that is over is counted. */
const COUNTING_MINUTES = 8
const LONG_A_MEMBER_MS = 100 * DAY_MS

/**
 * Everything of contests; the viewer is an operator by now.
 * @param jobsFrom the next minute of the jobs, by which every contest of today is long over
 */
export async function measureContests(meter: Meter, photoFileId: string, jobsFrom: number): Promise<void> {
  const now = Date.now()
  await letEnter(meter, now)
  const over = await stage(meter, 'over', now, photoFileId)
  for (let minute = 0; minute < COUNTING_MINUTES; minute += 1) await meter.tick(jobsFrom + minute * MINUTE_MS)
  await measurePublished(meter, over)
  const voting = await stage(meter, 'vote', now, photoFileId)
  await measureLooking(meter, voting)
  await measureVoting(meter, voting)
  await measureJury(meter, voting)
  await measureEntering(meter, now, photoFileId)
  await measurePlans(meter, now)
  await measureDesk(meter, voting)
  await measureAppeals(meter, await stage(meter, 'notice', now, photoFileId))
}

/** A contest with its works. */
interface Staged {
  readonly contestId: string
  readonly works: readonly WorkDocument[]
  readonly days: readonly string[]
  readonly voters: readonly string[]
}

/** Bytes that stand for chance but are the same at each run, at most 32 of them. */
const bytesOf =
  (name: string): Bytes =>
  (count) =>
    createHash('sha256').update(name).digest().subarray(0, count)

/** The entrant has been a member for long enough. */
async function letEnter({ emulator: { database } }: Meter, now: number): Promise<void> {
  await database.modify(MEMBERS, {
    query: { _id: memberIdOf(ENTRANT) },
    data: { $set: { joinedAt: now - LONG_A_MEMBER_MS } },
    multi: false,
    merge: true,
    upsert: false,
  })
}

/** A contest whose members have voted on every day that is over; the viewer is of its jury. */
async function stage(
  { emulator: { database } }: Meter,
  phase: StagedPhase,
  now: number,
  photoFileId: string,
  worksCount = WORKS_COUNT,
): Promise<Staged> {
  const bytes = bytesOf(phase)
  const jurorIds = [0, 3, 4].map(memberIdOf)
  const plan = planFor(phase, now, { scoring: 'votesAndJury', jurorIds })
  const { contest, secrets } = announcedContest(plan, bytes)
  const works = Array.from({ length: worksCount }, (_, n) => workAt(contest, n, photoFileId))
  const today = periodOf('day', now)
  const days = voteDays(plan).filter((day) => day < today)
  const ballots = days.flatMap((day) =>
    Array.from({ length: MEMBER_COUNT }, (_, voter) =>
      ballotOf(contest._id, secrets.voterKey, {
        voterId: memberIdOf(voter),
        openid: memberOpenid(voter),
        day,
        workIds: [1, 2, 3].flatMap((step) => works[(voter + step) % WORKS_COUNT]?._id ?? []),
      }),
    ),
  )
  const { entrants, licences } = recordsOf(works)
  const known: ContestDocument = { ...contest, workCount: worksCount, numberedCount: worksCount }
  await database.importDocuments(CONTESTS, asDocuments([known]))
  await database.importDocuments(CONTEST_SECRETS, asDocuments([secrets]))
  await database.importDocuments(WORKS, asDocuments(works))
  await database.importDocuments(ENTRANTS, asDocuments(entrants))
  await database.importDocuments(LICENCES, asDocuments(licences))
  await database.importDocuments(BALLOTS, asDocuments(ballots))
  const voters = ballots.slice(0, MEMBER_COUNT).map(({ voter }) => voter)
  return { contestId: contest._id, works, days, voters }
}

function workAt(contest: ContestDocument, n: number, photoFileId: string): WorkDocument {
  const author = (n % (MEMBER_COUNT - 1)) + 1
  const photo = { thumbFileId: photoFileId, displayFileId: photoFileId, width: 640, height: 480 }
  const told = {
    authorId: memberIdOf(author),
    author: { nickname: `面包师傅${author}` },
    callerKey: callerKey(memberOpenid(author)),
    title: `作品${n}`,
    photo: { mediaId: `med_cost${String(n).padStart(8, '0')}`, ...photo },
  }
  return workOf(contest, n + 1, true, told, bytesOf(`${contest._id}:${n}`))
}

async function measureLooking(meter: Meter, { contestId, works }: Staged): Promise<void> {
  const workId = works[0]?._id ?? ''
  await meter.measure('contest.listContests', {})
  await meter.measure('contest.getContest', { contestId })
  await meter.measure('contest.listWorks', { contestId })
  await meter.measure('contest.getWork', { workId })
  await meter.measure('contest.getShareCode', { workId })
  await meter.measure('contest.getRules', { contestId })
}

async function measureVoting(meter: Meter, { contestId, works }: Staged): Promise<void> {
  const day = periodOf('day', Date.now())
  const vote = (n: number) => ({ workId: works[n]?._id ?? '', day, voted: true })
  // The platform is asked about a voter at most once a day.
  await meter.measureVariant('first', 'contest.castVote', vote(5))
  await meter.measure('contest.castVote', vote(6))
  await meter.measure('contest.openBallot', { contestId })
  await meter.measure('contest.listMyBallots', { contestId })
}

async function measureJury(meter: Meter, { contestId, works }: Staged): Promise<void> {
  await meter.measure('contest.scoreWork', { workId: works[0]?._id ?? '', score: 8 })
  await meter.measure('contest.listJuryWorks', { contestId })
}

async function measurePublished(meter: Meter, { contestId, days }: Staged): Promise<void> {
  await meter.measure('contest.listStandings', { contestId })
  await meter.measure('contest.listWinners', { contestId })
  await meter.measure('contest.getProof', { contestId })
  await meter.measure('contest.getReceipt', { contestId, day: days[0] ?? '' })
}

async function measureEntering(meter: Meter, now: number, photoFileId: string): Promise<void> {
  const { contestId } = await stage(meter, 'submit', now, photoFileId, 0)
  const photoId = await uploadPhoto(meter, ENTRANT_OPENID)
  const wish = { contestId, title: '晨光吐司', words: '今早出炉的一炉吐司', licence: 'community' } as const
  const entered = await meter.measure(
    'contest.enterWork',
    { requestId: newRequestId(), ...wish, photo: { from: 'album', photoId } },
    ENTRANT_OPENID,
  )
  const workId = field(Reflect.get(Object(entered), 'work'), 'workId')
  await meter.measure('contest.listMyWorks', {}, ENTRANT_OPENID)
  await meter.measure('contest.withdrawWork', { workId }, ENTRANT_OPENID)
}

async function measurePlans(meter: Meter, now: number): Promise<void> {
  const plan = planFor('announced', now)
  const saved = await meter.measure('contest.savePlan', { requestId: newRequestId(), plan })
  const contestId = field(Reflect.get(Object(saved), 'contest'), 'contestId')
  await meter.measure('contest.announce', { contestId })
  await meter.measure('contest.cancel', { contestId, reason: '奖品写错了' })
  await meter.measure('contest.rerun', { contestId })
  await meter.measure('contest.listManaged', {})
}

async function measureDesk(meter: Meter, voting: Staged): Promise<void> {
  const { contestId } = voting
  const workId = voting.works[1]?._id ?? ''
  await meter.measure('contest.listScreening', { contestId, state: 'entered' })
  await meter.measure('contest.screenWork', { workId, decision: 'disqualify', reason: 'offTheme' })
  await keepQuarantined(meter, voting, workId)
  await meter.measure('contest.listQuarantine', { contestId })
  await meter.measure('contest.listQuarantinedVotes', { workId })
  await meter.measure('contest.reviewVotes', { workId, decision: 'release', reason: '看过了，都是真人' })
  const voter = voting.voters[5] ?? ''
  const why = { contestId, voter, reason: '同一个人的小号' }
  await meter.measure('contest.setVoterExcluded', { ...why, excluded: true })
}

async function measureAppeals(meter: Meter, { contestId }: Staged): Promise<void> {
  const words = '第二名和第三名的票数看起来不对，请核对'
  const appeal = { requestId: newRequestId(), contestId, kind: 'result', words } as const
  const made = await meter.measure('contest.appeal', appeal, ENTRANT_OPENID)
  await meter.measure('contest.listMyAppeals', { contestId }, ENTRANT_OPENID)
  await meter.measure('contest.listAppeals', { state: 'open' })
  const appealId = field(Reflect.get(Object(made), 'appeal'), 'appealId')
  await meter.measure('contest.decideAppeal', { appealId, granted: true, reason: '核对过了，是算错了' })
}

/** Votes for a work of the first day that are under review. */
async function keepQuarantined(
  { emulator: { database } }: Meter,
  { contestId, days, voters }: Staged,
  workId: string,
): Promise<void> {
  const [day = ''] = days
  const votes = voters.map((voter): QuarantinedVoteDocument => {
    const vote = { workId, day, voter }
    return {
      _id: voteKey(vote),
      schemaVersion: 1,
      contestId,
      ...vote,
      signals: ['burst', 'soleAct'],
      state: 'underReview',
      foundAt: 0,
    }
  })
  await database.importDocuments(QUARANTINED_VOTES, asDocuments(votes))
}
