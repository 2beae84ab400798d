/** How contests and works are shown. Pure: documents and addresses in, the contract's shapes out. */
import type { ManagedContest, ScreenedWork } from '../../contract/contest-desk'
import type { JuryWork } from '../../contract/contest-jury'
import type {
  ContestCard,
  ContestDetail,
  ContestStanding,
  MyWork,
  VoteTotals,
  WorkCard,
  WorkDetail,
} from '../../contract/contest-shapes'
import { periodOf } from '../kit/period'
import { authorCard, type Urls } from '../member/views'
import type { ContestDocument, WorkDocument } from './collections'
import { isHidden, phaseOf, showsTotals } from './phase-rules'

/** What a viewer's eyes add to a contest or a work. */
export interface Sight {
  readonly urls: Urls
  /** Undefined for who has not joined. */
  readonly viewerId: string | undefined
  /** Epoch milliseconds. */
  readonly now: number
}

/** Instants from which a contest's public notice ends at the earliest: of a draft as its plan says. */
const noticeUntilOf = ({ noticeUntil, plan }: ContestDocument) => noticeUntil ?? plan.voteUntil

/** The files that cards of contests show. */
export function coverFileIds(contests: readonly ContestDocument[]): string[] {
  return contests.flatMap(({ cover }) => cover?.fileId ?? [])
}

/** The files that cards of works show. */
export function workFileIds(works: readonly WorkDocument[]): string[] {
  return works.flatMap(({ photo, author }) => [
    photo.thumbFileId,
    ...(author.avatarFileId === undefined ? [] : [author.avatarFileId]),
  ])
}

/** The files that a work's own page shows. */
export function workDetailFileIds(works: readonly WorkDocument[]): string[] {
  return [...workFileIds(works), ...works.map(({ photo }) => photo.displayFileId)]
}

/** A contest in a list. */
export function contestCard(
  contest: ContestDocument,
  { urls, now }: Pick<Sight, 'urls' | 'now'>,
): ContestCard {
  const { plan, cover } = contest
  const url = cover && urls.get(cover.fileId)
  return {
    contestId: contest._id,
    title: plan.title,
    phase: phaseOf(contest, now),
    submitFrom: plan.submitFrom,
    submitUntil: plan.submitUntil,
    voteFrom: plan.voteFrom,
    voteUntil: plan.voteUntil,
    noticeUntil: noticeUntilOf(contest),
    workCount: Math.max(0, contest.workCount),
    ...(cover && url ? { cover: { url, width: cover.width, height: cover.height } } : {}),
  }
}

/** A contest on its own page. */
export function contestDetail(
  contest: ContestDocument,
  mine: ContestStanding | undefined,
  sight: Pick<Sight, 'urls' | 'now'>,
): ContestDetail {
  const { plan, cancelReason, rerunId, isRerunAnnounced } = contest
  return {
    ...contestCard(contest, sight),
    theme: plan.theme,
    scoring: plan.scoring,
    prizes: [...plan.prizes],
    isHidden: isHidden(contest, sight.now),
    today: periodOf('day', sight.now),
    resultVersion: contest.resultVersion,
    ...(cancelReason === undefined ? {} : { cancelReason }),
    ...(rerunId !== undefined && isRerunAnnounced ? { rerunId } : {}),
    ...(mine === undefined ? {} : { mine }),
  }
}

/** A contest as operators see it. */
export function managedContest(
  contest: ContestDocument,
  waiting: ManagedContest['waiting'],
  sight: Pick<Sight, 'urls' | 'now'>,
): ManagedContest {
  const { plan, cancelReason, rerunId } = contest
  return {
    ...contestCard(contest, sight),
    plan,
    waiting,
    ...(cancelReason === undefined ? {} : { cancelReason }),
    ...(rerunId === undefined ? {} : { rerunId }),
  }
}

/** What is kept of a work for its contest's cover. */
export function coverOf({ photo }: Pick<WorkDocument, 'photo'>): NonNullable<ContestDocument['cover']> {
  return { fileId: photo.thumbFileId, width: photo.width, height: photo.height }
}

/** A picture of a work; a file that is gone has no address, and its place stays. */
function picture(fileId: string, { width, height }: WorkDocument['photo'], urls: Urls) {
  return { url: urls.get(fileId) ?? '', width, height }
}

/** A work's totals as far as anybody may know them; counters that are being put right never show less than nothing. */
export function totalsOf({ rawVotes, countedVotes }: WorkDocument): VoteTotals {
  return { raw: Math.max(0, rawVotes), counted: Math.max(0, countedVotes) }
}

/** A work without its votes, as it stands in results and ballots. */
export function bareWorkCard(work: WorkDocument, { urls, viewerId }: Omit<Sight, 'now'>): WorkCard {
  return {
    workId: work._id,
    contestId: work.contestId,
    title: work.title,
    picture: picture(work.photo.thumbFileId, work.photo, urls),
    author: authorCard(work.authorId, work.author, urls),
    isMine: work.authorId === viewerId,
  }
}

/** A work in the gallery. */
export function workCard(work: WorkDocument, contest: ContestDocument, sight: Sight): WorkCard {
  const votes = showsTotals(contest, sight.now) ? { votes: totalsOf(work) } : {}
  return { ...bareWorkCard(work, sight), ...votes }
}

/** A work on its own page. */
export function workDetail(work: WorkDocument, contest: ContestDocument, sight: Sight): WorkDetail {
  return {
    ...workCard(work, contest, sight),
    words: work.words,
    display: picture(work.photo.displayFileId, work.photo, sight.urls),
    lineage: work.lineage,
    licence: work.licence,
    enteredAt: work.enteredAt,
    ...(work.rank === undefined ? {} : { rank: work.rank }),
  }
}

/** One's own work. */
export function myWork(work: WorkDocument, contest: ContestDocument, sight: Sight): MyWork {
  return {
    ...workDetail(work, contest, sight),
    contestTitle: contest.plan.title,
    phase: phaseOf(contest, sight.now),
    state: work.state,
    ...(work.reason === undefined ? {} : { reason: work.reason }),
    underReview: Math.max(0, work.underReview ?? 0),
  }
}

/** A work as operators screen it. */
export function screenedWork(
  work: WorkDocument,
  similar: readonly WorkDocument[],
  sight: Omit<Sight, 'now'>,
): ScreenedWork {
  const { isMine: _nobodys, votes: _notShown, ...card } = bareWorkCard(work, sight)
  const distances = new Map((work.similar ?? []).map(({ workId, distance }) => [workId, distance]))
  return {
    ...card,
    state: work.state,
    words: work.words,
    lineage: work.lineage,
    similar: similar.flatMap(({ _id: workId, title, authorId, author }) => {
      const distance = distances.get(workId)
      return distance === undefined
        ? []
        : [{ workId, title, author: authorCard(authorId, author, sight.urls), distance }]
    }),
    isScreened: work.decidedBy !== undefined,
    ...(work.reason === undefined ? {} : { reason: work.reason }),
    enteredAt: work.enteredAt,
  }
}

/** A work as a juror sees it: without its author and its votes. */
export function juryWork(work: WorkDocument, score: number | undefined, urls: Urls): JuryWork {
  return {
    workId: work._id,
    title: work.title,
    words: work.words,
    picture: picture(work.photo.displayFileId, work.photo, urls),
    ...(score === undefined ? {} : { score }),
  }
}
