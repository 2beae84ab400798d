/** A contest that is over, of any size, as documents: works, voters, and ballots of five days that nobody has anchored. */
import { randomBytes } from 'node:crypto'
import type { WorkDocument } from '../../../cloudfunctions/contest/collections'
import { voteDays } from '../../../cloudfunctions/contest/phase-rules'
import { callerKey, randomId } from '../../../cloudfunctions/kit/id'
import type { ContestPlan } from '../../../contract/contest-shapes'
import type { Database } from '../../../emulator/types'
import { announcedContest, ballotOf, planFor, workOf } from '../../../scripts/contest-documents'
import { asDocuments, numbered } from '../../../scripts/cost/documents'

const IMPORTED_AT_ONCE = 5_000
const VOTES_A_BALLOT = 3
/** Of a hundred voters so many joined for the contest, and so many were brought by one of a few hundred members. */
const NEWCOMERS_IN_100 = 10
const INVITED_IN_100 = 30
const INVITERS = 300
const DAYS = 5

export interface FilledContest {
  readonly contestId: string
  readonly plan: ContestPlan
  readonly ballots: number
}

/** Numbers from 0 to before 1 that look like chance and are the same at each run. */
function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

async function keep(database: Database, name: string, documents: readonly { readonly _id: string }[]) {
  for (let from = 0; from < documents.length; from += IMPORTED_AT_ONCE)
    await database.importDocuments(name, asDocuments(documents.slice(from, from + IMPORTED_AT_ONCE)))
}

/** Fills a database with a contest of so many works and ballots. */
export async function fillContest(
  database: Database,
  size: { readonly works: number; readonly ballots: number },
): Promise<FilledContest> {
  const plan = planFor('over', Date.now())
  const { contest, secrets } = announcedContest(plan, randomBytes)
  await keep(database, 'contests', [contest])
  await keep(database, 'contest_secrets', [secrets])
  const voters = Array.from({ length: size.ballots / DAYS }, (_, n) => randomId('mbr', numbered(n)))
  await keep(database, 'members', voters.map(voterDocument))
  const photo = { mediaId: '', thumbFileId: '', displayFileId: '', width: 4, height: 3 }
  const works = Array.from({ length: size.works }, (_, n): WorkDocument => {
    const authorId = voters[n] ?? ''
    const told = { authorId, author: { nickname: `A ${n}` }, callerKey: authorId, title: `W ${n}`, photo }
    return workOf(contest, n + 1, true, told, randomBytes)
  })
  await keep(database, 'works', works)
  const workIds = works.map(({ _id }) => _id)
  const random = chance(works.length)
  for (const day of voteDays(plan)) {
    const ballots = voters.map((voterId, n) => {
      const inviterId = n % 100 < INVITED_IN_100 ? (voters[(n * 7) % INVITERS] ?? '') : undefined
      return ballotOf(contest._id, secrets.voterKey, {
        voterId,
        day,
        workIds: threeOf(workIds, random),
        isNewcomer: n % 100 >= 100 - NEWCOMERS_IN_100,
        ...(inviterId === undefined ? {} : { inviterId }),
      })
    })
    await keep(database, 'ballots', ballots)
  }
  return { contestId: contest._id, plan, ballots: voters.length * DAYS }
}

/** What anchoring looks at of a member: half of them have posted. */
const voterDocument = (_id: string, n: number) => ({
  _id,
  schemaVersion: 2,
  openid: `oBench${_id}`,
  callerKey: callerKey(_id),
  nickname: `V ${n}`,
  standing: 'active',
  roles: [],
  postCount: n % 2,
})

/** Different works, popular ones more often. */
function threeOf(workIds: readonly string[], random: () => number): string[] {
  const picked = new Set<string>()
  while (picked.size < VOTES_A_BALLOT) picked.add(workIds[Math.floor(random() ** 2 * workIds.length)] ?? '')
  return [...picked]
}
