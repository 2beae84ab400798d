/**
 * The demo community's photo contests, one in each phase that members see: works are taken, are voted on (and somebody
 * has bought votes), stand in their public notice, and have won. Pure: what comes of the votes the jobs bring about.
 */
import type {
  ContestDocument,
  ContestSecretsDocument,
  EntrantDocument,
  LicenceDocument,
  WorkDocument,
} from '../../cloudfunctions/contest/collections'
import { voteDays } from '../../cloudfunctions/contest/phase-rules'
import type { BallotDocument } from '../../cloudfunctions/contest/vote-collections'
import { callerKey } from '../../cloudfunctions/kit/id'
import { startOf } from '../../cloudfunctions/kit/period'
import type { MemberDocument } from '../../cloudfunctions/member/collections'
import { authorSnippet } from '../../cloudfunctions/member/views'
import type { ContestPlan } from '../../contract/contest-shapes'
import { HOUR_MS, MINUTE_MS, VOTES_PER_DAY } from '../../contract/limits'
import {
  announcedContest,
  ballotOf,
  planFor,
  recordsOf,
  type StagedBallot,
  type StagedPhase,
  votesOf,
  workOf,
} from '../contest-documents'
import type { Subject } from './art/pictures'
import type { StoredPicture } from './posts'
import { createRandom, type Random } from './random'

/** A contest as it is told of by hand. */
interface ToldContest {
  readonly phase: StagedPhase
  readonly title: string
  readonly theme: string
  readonly subjects: readonly Subject[]
  readonly works: number
  /** Votes that one of its works was bought. */
  readonly boughtVotes: number
}

const TOLD: readonly ToldContest[] = [
  {
    phase: 'submit',
    title: '秋天的第一炉',
    theme: '栗子、南瓜、苹果、肉桂：把这个秋天烤进一炉里，趁热拍一张。光线比滤镜要紧。',
    subjects: ['pie', 'cinnamon-roll', 'scone'],
    works: 8,
    boughtVotes: 0,
  },
  {
    phase: 'vote',
    title: '切开的那一刻',
    theme: '好面包的心思在里面。切开它，拍下气孔、层次和掉下来的第一粒渣。',
    subjects: ['sourdough', 'croissant', 'toast', 'ciabatta', 'bagel'],
    works: 24,
    boughtVotes: 40,
  },
  {
    phase: 'notice',
    title: '给家人的早餐',
    theme: '六点的厨房，还没有人醒。拍下你端上桌的那一盘。',
    subjects: ['toast', 'bagel', 'muffin', 'pineapple-bun', 'swiss-roll'],
    works: 18,
    boughtVotes: 30,
  },
  {
    phase: 'over',
    title: '一口一个',
    theme: '比巴掌还小的点心，用心一点不少。',
    subjects: ['macaron', 'madeleine', 'cookie', 'canele', 'egg-tart'],
    works: 20,
    boughtVotes: 0,
  },
]

const TITLES = ['第一炉', '开口', '晨光', '刚出炉', '下午三点', '给妈妈的', '练习第七次', '终于成功'] as const
const WORDS = '今天这一炉，光从左边窗户进来，没有调色。'
const PRIZES: ContestPlan['prizes'] = [
  { name: '金烤箱', from: 1, to: 1, points: 300 },
  { name: '银烤箱', from: 2, to: 3, points: 120 },
  { name: '入围', from: 4, to: 8, points: 40 },
]
/** How often somebody votes on a day, and how fast the works fall in favour from the best liked. */
const VOTES_A_DAY = 0.3
const FAVOUR_FALL = 0.86
/** Accounts that somebody has bought for a vote are made for it: each comes twice, minutes apart from the others. */
const BOUGHT_EVERY_MS = 20_000

/** Everything of contests that is stored before the jobs have seen it. */
export interface DemoContests {
  readonly contests: readonly ContestDocument[]
  readonly secrets: readonly ContestSecretsDocument[]
  readonly works: readonly WorkDocument[]
  readonly entrants: readonly EntrantDocument[]
  readonly licences: readonly LicenceDocument[]
  readonly ballots: readonly BallotDocument[]
}

/** Who takes part, and with which pictures. */
export interface ContestPeople {
  readonly members: readonly MemberDocument[]
  readonly pictures: readonly StoredPicture[]
  /** Works are entered by neither of those. */
  readonly staffOpenids: readonly string[]
}

/** Makes the contests; the same seed, instant and people make the same ones. */
export function makeContests(seed: string, now: number, people: ContestPeople): DemoContests {
  const made = TOLD.map((told) => makeContest(told, now, people, createRandom(seed, `contest:${told.phase}`)))
  const works = made.flatMap((each) => each.works)
  return {
    contests: made.map(({ contest }) => contest),
    secrets: made.map(({ secrets }) => secrets),
    works,
    ...recordsOf(works),
    ballots: made.flatMap((each) => each.ballots),
  }
}

function makeContest(told: ToldContest, now: number, people: ContestPeople, random: Random) {
  const { phase, title, theme } = told
  const plan = planFor(phase, now, { title, theme, prizes: PRIZES.map((prize) => ({ ...prize })) })
  const { contest, secrets } = announcedContest(plan, random.bytes)
  const bare = worksOf(told, contest, now, people, random)
  const days = voteDays(plan).filter((day) => startOf(day) <= now)
  const ballots = [
    ...honestBallots(contest, bare, days, now, people.members, random),
    ...boughtBallots(told, contest, bare, days),
  ].map((ballot) => ballotOf(contest._id, secrets.voterKey, ballot))
  const votes = votesOf(ballots)
  const works = bare.map((work) => ({ ...work, ...votes.get(work._id) }))
  const [latest] = works.slice(-1)
  const { thumbFileId: fileId, width, height } = latest?.photo ?? { thumbFileId: '', width: 1, height: 1 }
  return {
    contest: {
      ...contest,
      workCount: works.length,
      cover: { fileId, width, height },
      ...(plan.voteFrom <= now ? { numberedCount: works.length } : {}),
    },
    secrets,
    works,
    ballots,
  }
}

function worksOf(
  { subjects, works }: ToldContest,
  contest: ContestDocument,
  now: number,
  { members, pictures, staffOpenids }: ContestPeople,
  random: Random,
): WorkDocument[] {
  const shown = random.shuffled(pictures.filter(({ subject }) => subjects.includes(subject)))
  const authors = random.shuffled(
    members.filter(
      ({ openid, joinedAt }) => !staffOpenids.includes(openid) && joinedAt < contest.plan.submitFrom,
    ),
  )
  return Array.from({ length: works }, (_, n) => {
    const [picture, author] = [shown[n % shown.length], authors[n % authors.length]]
    if (!picture || !author) throw new Error(`the demo has nobody or nothing for ${contest.plan.title}`)
    const { thumbFileId, displayFileId, width, height } = picture.photo
    const told = {
      authorId: author._id,
      author: authorSnippet(author),
      callerKey: callerKey(author.openid),
      title: TITLES[n % TITLES.length] ?? '',
      words: WORDS,
      photo: { mediaId: `med_democontest${n}`, thumbFileId, displayFileId, width, height },
    }
    return workOf(contest, n + 1, contest.plan.voteFrom <= now, told, random.bytes)
  })
}

/** Members who vote now and then, for some works rather than for others; who joined since is a newcomer. */
function honestBallots(
  { plan }: ContestDocument,
  works: readonly WorkDocument[],
  days: readonly string[],
  now: number,
  members: readonly MemberDocument[],
  random: Random,
): StagedBallot[] {
  return days.flatMap((day) =>
    members.flatMap((member): StagedBallot[] => {
      const at = startOf(day) + random.between(7 * HOUR_MS, 22 * HOUR_MS)
      const comes = random.chance(VOTES_A_DAY) && at < now && member.joinedAt < at
      if (!comes) return []
      const liked = works.filter(
        ({ authorId }, place) => authorId !== member._id && random.chance(FAVOUR_FALL ** place / 2),
      )
      const workIds = liked.slice(0, VOTES_PER_DAY).map(({ _id }) => _id)
      const isNewcomer = member.joinedAt >= plan.voteFrom
      return [{ voterId: member._id, openid: member.openid, day, workIds, isNewcomer, at }]
    }),
  )
}

/** Votes that were bought for the sixth work: accounts of one inviter that do nothing else, in a quarter of an hour. */
function boughtBallots(
  { boughtVotes, phase }: ToldContest,
  { plan }: ContestDocument,
  works: readonly WorkDocument[],
  days: readonly string[],
): StagedBallot[] {
  const bought = works[5]
  if (!bought) return []
  return days.slice(0, 2).flatMap((day, place) =>
    Array.from({ length: boughtVotes }, (_, n): StagedBallot => {
      const at = Math.max(plan.voteFrom, startOf(day) + 3 * HOUR_MS) + place * MINUTE_MS + n * BOUGHT_EVERY_MS
      const voterId = `mbr_bought${phase}${String(n).padStart(4, '0')}`
      return { voterId, day, workIds: [bought._id], isNewcomer: true, inviterId: bought.authorId, at }
    }),
  )
}
