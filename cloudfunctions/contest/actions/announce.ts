import type { Contract } from '../../../contract/index'
import { CONTEST_NOTICE_MS } from '../../../contract/limits'
import { AppError } from '../../kit/app-error'
import { randomBytes } from '../../kit/clock'
import { replacedBy } from '../../kit/cloud'
import type { Run } from '../../kit/handler'
import { inTransaction, type Transaction } from '../../kit/transaction'
import { canonicalJson, rulesFrom, sha256Hex } from '../canonical-rules'
import { CONTEST_SECRETS, CONTESTS, type ContestDocument, type ContestSecretsDocument } from '../collections'
import { contestIn, recordDecision } from '../contest-store'
import { managedView } from '../managing'
import { type AnnouncedContest, isAnnounced, placeOf } from '../phase-rules'

const SECRET_BYTES = 32
const SEED_BYTES = 16

/** Announces a draft: its rules are frozen and hashed, with all that chance will decide committed in them. */
export const announce: Run<Contract['contest.announce']> = async ({ contestId }, { actor, now }) => {
  const secrets = { voterKey: randomHex(SECRET_BYTES), drawSeed: randomHex(SECRET_BYTES) }
  const shuffleSeed = randomHex(SEED_BYTES)
  const announced = await inTransaction(async (tx) => {
    const draft = await contestIn(tx, contestId)
    if (draft.state === 'cancelled') throw new AppError('RULES_FROZEN')
    if (isAnnounced(draft)) return draft
    if (now >= draft.plan.submitFrom) throw new AppError('CONTEST_CLOSED')
    return freeze(tx, draft, { ...secrets, shuffleSeed, by: actor._id, now })
  })
  return { contest: await managedView(announced, now), hash: announced.rulesHash }
}

const randomHex = (bytes: number) => Buffer.from(randomBytes(bytes)).toString('hex')

async function freeze(
  tx: Transaction,
  draft: ContestDocument,
  made: Pick<ContestSecretsDocument, 'voterKey' | 'drawSeed'> & {
    readonly shuffleSeed: string
    readonly by: string
    readonly now: number
  },
): Promise<AnnouncedContest> {
  const { _id: contestId, plan, rerunOf } = draft
  const { voterKey, drawSeed, by, now } = made
  const rules = rulesFrom(plan, made)
  const frozen = {
    state: 'announced',
    rulesHash: sha256Hex(canonicalJson(rules)),
    announcedAt: now,
    noticeUntil: plan.voteUntil + CONTEST_NOTICE_MS,
    place: placeOf('announced', plan, contestId),
    tellAt: plan.voteFrom,
  } as const
  const contests = tx.collection<ContestDocument>(CONTESTS)
  await contests.update(contestId, { ...frozen, rules: replacedBy(rules) })
  await tx
    .collection<ContestSecretsDocument>(CONTEST_SECRETS)
    .add({ _id: contestId, schemaVersion: 1, voterKey, drawSeed })
  if (rerunOf !== undefined) await contests.update(rerunOf, { isRerunAnnounced: true })
  await recordDecision(tx, {
    contestId,
    what: 'announced',
    subjectId: contestId,
    decision: frozen.rulesHash,
    reason: '',
    by,
    at: now,
  })
  return { ...draft, ...frozen, rules }
}
