/** Appeals (PRODUCT 3.8): made in the public notice, decided by an operator who has not decided what they are about. */
import { AppError } from '../kit/app-error'
import { collection } from '../kit/cloud'
import type { MemberContext } from '../kit/handler'
import { findStaff } from '../kit/staff'
import { inTransaction, type Transaction } from '../kit/transaction'
import { findMedia } from '../media/store'
import { notify } from '../notice/store'
import { type Decider, mayDecide } from './appeal-rules'
import { appealIn, findAppeal } from './appeal-store'
import { CONTEST_DECISIONS, type ContestDecisionDocument, type WorkDocument } from './collections'
import { contestIn, demandAnnounced, recordDecision } from './contest-store'
import { type AnnouncedContest, demandUnfrozen } from './phase-rules'
import { type AppealDocument, CONTEST_APPEALS } from './result-collections'
import { beginDeciding, ruleVotes } from './reviewing'
import { entered } from './screening'
import { moveWork } from './work-moving'
import { findWork, workIn } from './work-store'

const decisions = collection<ContestDecisionDocument>(CONTEST_DECISIONS)

/** Deeds about one work; more are not looked at. */
const DEEDS_MAX = 100

/** What an operator wants of an appeal. */
export interface AppealDecision {
  readonly granted: boolean
  readonly reason: string
}

/** An appeal as it is being decided. */
interface Case {
  readonly appeal: AppealDocument
  readonly contest: AnnouncedContest
  readonly decision: AppealDecision
  readonly by: string
  readonly at: number
}

/**
 * Decides an appeal, and tells whoever made it. The same decision of the same operator is answered as it is.
 * @throws AppError NOT_FOUND; CONTEST_CLOSED; SECOND_PERSON_NEEDED; MEDIA_NOT_READY
 */
export async function decideAppealFor(
  appealId: string,
  decision: AppealDecision,
  { actor, now: at }: MemberContext,
): Promise<AppealDocument> {
  const appeal = await findAppeal(appealId)
  if (!appeal) throw new AppError('NOT_FOUND')
  const contest = await demandAnnounced(appeal.contestId)
  const about: Case = { appeal, contest, decision, by: actor._id, at }
  if (appeal.state === 'open') {
    demandUnfrozen(contest)
    if (!mayDecide(appeal, await deciderOf(appeal, actor._id), at)) throw new AppError('SECOND_PERSON_NEEDED')
    if (decision.granted) await prepareGrant(about)
  }
  const decided = await inTransaction((tx) => decideIn(tx, about))
  await tell(decided, contest)
  return decided
}

async function deciderOf({ contestId, workId, memberId }: AppealDocument, by: string): Promise<Decider> {
  const [deeds, staff] = await Promise.all([
    workId === ''
      ? []
      : decisions.find({
          where: { contestId, subjectId: workId },
          orderBy: ['at', 'desc'],
          limit: DEEDS_MAX,
          fields: ['by'],
        }),
    findStaff('contest.manage'),
  ])
  const concerned = new Set(deeds.map((deed) => deed.by))
  const isFree = (someone: string) => someone !== by && someone !== memberId && !concerned.has(someone)
  return {
    memberId: by,
    isConcerned: concerned.has(by),
    isLone: !staff.some(({ _id }) => isFree(_id)),
  }
}

/** What a grant needs before it can be kept: a photo that has passed, or votes that are released. */
async function prepareGrant({ appeal, decision, by, at }: Case): Promise<void> {
  const { _id, kind, contestId, workId } = appeal
  if (kind === 'disqualified') {
    const work = await findWork(workId)
    const photo = work && (await findMedia(work.photo.mediaId))
    if (work?.state === 'disqualified' && photo?.state !== 'passed') throw new AppError('MEDIA_NOT_READY')
  }
  if (kind !== 'votes') return
  await inTransaction(async (tx) => {
    // From now on nobody refuses what begins to be granted.
    if ((await appealIn(tx, _id)).state !== 'open') throw new AppError('CONTEST_CLOSED')
    await tx.collection<AppealDocument>(CONTEST_APPEALS).update(_id, { isGranting: true })
  })
  const { reason } = decision
  await ruleVotes(
    { contestId, workId, from: ['underReview', 'excluded'] },
    { state: 'released', decidedBy: by, reason, decidedAt: at },
    { decision: 'release', by, reason, at },
  )
}

async function decideIn(tx: Transaction, about: Case): Promise<AppealDocument> {
  const { decision, by, at, contest } = about
  const { granted, reason } = decision
  const appeal = await appealIn(tx, about.appeal._id)
  const state = granted ? ('granted' as const) : ('refused' as const)
  if (appeal.state === state && appeal.decidedBy === by) return appeal
  if (appeal.state !== 'open' || (appeal.isGranting && !granted)) throw new AppError('CONTEST_CLOSED')
  demandUnfrozen(await contestIn(tx, contest._id))
  if (granted) await grantIn(tx, about)
  const decided = { state, reason, decidedBy: by, decidedAt: at }
  await tx.collection<AppealDocument>(CONTEST_APPEALS).update(appeal._id, decided)
  const what = { what: 'appeal', subjectId: appeal._id, decision: state } as const
  await recordDecision(tx, { contestId: contest._id, ...what, reason, by, at })
  return { ...appeal, ...decided }
}

/** A disqualified work takes part again; whatever it is about, the result is counted anew. */
async function grantIn(tx: Transaction, { appeal, contest, by, at }: Case): Promise<void> {
  if (appeal.kind === 'disqualified') {
    const work: WorkDocument = await workIn(tx, appeal.workId)
    if (work.state === 'disqualified') await moveWork(tx, { work, contest, to: entered({ by, at }), now: at })
  }
  await beginDeciding(tx, contest._id, 'appeal', { staleAt: at })
}

function tell(appeal: AppealDocument, { plan }: AnnouncedContest): Promise<void> {
  const { _id, memberId: to, contestId, workId, decidedAt: at = appeal.at } = appeal
  const subject = workId === '' ? { contestId } : { contestId, workId }
  return notify([{ to, kind: 'appealDecided', subject, cause: `appeal:${_id}`, at, about: plan.title }])
}
