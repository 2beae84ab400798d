/**
 * What is kept of a person's contests. The published log names nobody and stays; so do a juror's scores, because a result
 * rests on them, under an id that leads to nobody any more.
 */
import { collection } from '../kit/cloud'
import type { PersonalData } from '../kit/personal'
import { kind, only, type PersonalKind, personalOf, removing } from '../kit/personal-kinds'
import {
  ENTRANTS,
  type EntrantDocument,
  LICENCES,
  type LicenceDocument,
  WORKS,
  type WorkDocument,
} from './collections'
import { eraseAppeal, eraseWork } from './erasing'
import {
  type AppealDocument,
  CONTEST_APPEALS,
  JURY_PROGRESS,
  JURY_SCORES,
  type JuryProgressDocument,
  type JuryScoreDocument,
} from './result-collections'
import { BALLOTS, type BallotDocument, VOTER_RISKS, type VoterRiskDocument } from './vote-collections'

const licences = collection<LicenceDocument>(LICENCES)
const entrants = collection<EntrantDocument>(ENTRANTS)
const ballots = collection<BallotDocument>(BALLOTS)
const risks = collection<VoterRiskDocument>(VOTER_RISKS)
const progress = collection<JuryProgressDocument>(JURY_PROGRESS)
const byMember = (memberId: string) => ({ memberId })

/** What the platform has said of a voter stands under their own id. */
const voterRisk: PersonalKind = {
  section: 'voterRisk',
  async next(memberId, last) {
    const known = last === '' ? await risks.get(memberId) : undefined
    if (!known) return []
    return [{ _id: memberId, record: only(known, 'rank', 'askedAt'), erase: () => risks.remove(memberId) }]
  },
}

const KINDS: readonly PersonalKind[] = [
  kind(
    'works',
    collection<WorkDocument>(WORKS),
    (authorId) => ({ authorId }),
    (work) => ({
      workId: work._id,
      photoId: work.photo.mediaId,
      ...only(work, 'contestId', 'title', 'words', 'lineage', 'licence', 'state', 'reason', 'enteredAt'),
    }),
    eraseWork,
  ),
  kind(
    'licences',
    licences,
    byMember,
    (given) => ({ workId: given._id, ...only(given, 'licence', 'version', 'givenAt') }),
    removing(licences),
  ),
  kind('entered', entrants, byMember, (each) => only(each, 'contestId', 'workIds'), removing(entrants)),
  kind(
    'ballots',
    ballots,
    byMember,
    (ballot) => only(ballot, 'contestId', 'day', 'voter', 'workIds', 'at'),
    removing(ballots),
  ),
  kind(
    'juryScores',
    collection<JuryScoreDocument>(JURY_SCORES),
    (jurorId) => ({ jurorId }),
    (score) => only(score, 'contestId', 'workId', 'score', 'at'),
    async () => undefined,
  ),
  kind(
    'juryProgress',
    progress,
    (jurorId) => ({ jurorId }),
    (each) => only(each, 'scored'),
    removing(progress),
  ),
  kind(
    'appeals',
    collection<AppealDocument>(CONTEST_APPEALS),
    byMember,
    (appeal) => only(appeal, 'contestId', 'kind', 'workId', 'words', 'state', 'reason', 'at', 'decidedAt'),
    eraseAppeal,
  ),
  voterRisk,
]

export const personal: PersonalData = personalOf('contest', KINDS)
