/** What is stored of a juror's scores. */
import { collection, increasedBy } from '../kit/cloud'
import {
  JURY_PROGRESS,
  JURY_SCORES,
  type JuryProgressDocument,
  type JuryScoreDocument,
} from './result-collections'

const scores = collection<JuryScoreDocument>(JURY_SCORES)
const progress = collection<JuryProgressDocument>(JURY_PROGRESS)

const scoreId = (jurorId: string, workId: string) => `${jurorId}:${workId}`
const progressId = (contestId: string, jurorId: string) => `${contestId}:${jurorId}`

/** What a juror gave these works, by work. */
export async function findScoresOf(
  jurorId: string,
  workIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const found = await scores.getMany(workIds.map((workId) => scoreId(jurorId, workId)))
  return new Map(found.map(({ workId, score }) => [workId, score]))
}

/** How many works a juror has scored. */
export async function findScored(contestId: string, jurorId: string): Promise<number> {
  return (await progress.get(progressId(contestId, jurorId)))?.scored ?? 0
}

/** Keeps a score, the latest that was given; whether it is the juror's first for this work. */
export async function keepScore(given: Omit<JuryScoreDocument, '_id' | 'schemaVersion'>): Promise<boolean> {
  const { jurorId, workId, score, at } = given
  const _id = scoreId(jurorId, workId)
  const earlier = await scores.addOrGet({ _id, schemaVersion: 1, ...given })
  if (earlier) await scores.update(_id, { score, at })
  return earlier === undefined
}

/** Counts a work that a juror has scored. */
export async function addToScored(contestId: string, jurorId: string): Promise<void> {
  const _id = progressId(contestId, jurorId)
  if ((await progress.update(_id, { scored: increasedBy(1) })) === 1) return
  const raced = await progress.addOrGet({ _id, schemaVersion: 1, jurorId, scored: 1 })
  if (raced) await progress.update(_id, { scored: increasedBy(1) })
}
