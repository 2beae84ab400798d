import type { Contract } from '../../../contract/index'
import { checkinJobs } from '../../checkin/jobs'
import { contestJobs } from '../../contest/jobs'
import type { Run } from '../../kit/handler'
import { type Job, runDueJobs } from '../../kit/jobs'
import { migrationJob } from '../../kit/migrations'
import { outboxJob } from '../../kit/outbox'
import { couponConsumer, mallJobs } from '../../mall/jobs'
import { memberFollowCounts, memberJobs, shownAnewConsumer, titleColourConsumer } from '../../member/jobs'
import { caseCallers, followerConsumer, noticeCallers, noticeJobs, titleConsumer } from '../../notice/jobs'
import { ledgerConsumers } from '../../notice/ledger-jobs'
import { pointsJobs } from '../../points/jobs'
import { awardJobs } from '../../post/award-jobs'
import { deedJobs } from '../../post/deed-jobs'
import { feedJobs, followedConsumer, unfollowedConsumer } from '../../post/feed-jobs'
import { commentVerdicts, favouriteCallers, postJobs, postKinds } from '../../post/jobs'
import { privacyJobs } from '../../privacy/jobs'
import { housekeeping } from '../housekeeping'

/** Every job there is. */
const ALL: readonly Job[] = [
  outboxJob([
    shownAnewConsumer,
    titleColourConsumer,
    followerConsumer,
    followedConsumer,
    unfollowedConsumer,
    titleConsumer,
    ...ledgerConsumers,
    couponConsumer,
  ]),
  migrationJob([
    memberFollowCounts,
    commentVerdicts,
    postKinds,
    noticeCallers,
    caseCallers,
    favouriteCallers,
  ]),
  ...pointsJobs,
  ...memberJobs,
  ...noticeJobs,
  ...postJobs,
  ...feedJobs,
  ...deedJobs,
  ...awardJobs,
  ...checkinJobs,
  ...mallJobs,
  ...contestJobs,
  ...privacyJobs,
  ...housekeeping,
]

/** Runs every job that is due. */
export const runDue: Run<Contract['jobs.runDue']> = async (_input, ctx) => {
  const { done, failed } = await runDueJobs(ALL, ctx)
  return { done: [...done], failed: [...failed] }
}
