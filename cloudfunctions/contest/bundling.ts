/**
 * Seals a final result: writes its bundle, to the disk of the instance first, uploads it and keeps its seal. Killed
 * before the last step, it is written anew, to the byte the same.
 */
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { uploadFile } from '../kit/files'
import type { Slice, SliceOutcome } from '../kit/jobs'
import { type BundleSource, bundleText, sealText } from './bundle-rules'
import { canonicalJson } from './canonical-rules'
import type { ContestDocument } from './collections'
import { findContestsIn, keepBundle, secretsOf } from './contest-store'
import { chunksOf, findAnchors } from './log-store'
import { type AnnouncedContest, isAnnounced } from './phase-rules'
import { findAllLines, findAllWorks, findVersions } from './result-store'
import { findExcluded, findScores, quarantineOf } from './verdict-store'
import { isRanked } from './version-rules'

/** Seals one final result after another. */
export async function sealResults({ cursor }: Slice): Promise<SliceOutcome> {
  const [contest] = await findContestsIn('final', cursor, 1)
  if (!contest) return { handled: 0, repaired: 0 }
  const isDue = isAnnounced(contest) && isRanked(contest) && contest.bundle === undefined
  if (isDue) await keepBundle(contest._id, await bundle(contest))
  return { next: contest._id, handled: 1, repaired: isDue ? 1 : 0 }
}

/** Writes and uploads the bundle of a contest. */
async function bundle(contest: AnnouncedContest): Promise<NonNullable<ContestDocument['bundle']>> {
  const source = await sourceOf(contest)
  const folder = await mkdtemp(join(tmpdir(), 'contest-bundle-'))
  try {
    const path = join(folder, 'bundle.json')
    const written = { hash: '', bytes: 0 }
    await pipeline(Readable.from(sealed(source, written)), createWriteStream(path))
    // The seal in its name: a bundle is never overwritten by another.
    const name = `contests/${contest._id}/bundle-${written.hash}.json`
    return { fileId: await uploadFile(name, createReadStream(path)), ...written }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The whole text; when it has ended, `written` says what it was. */
async function* sealed(
  source: BundleSource,
  written: { hash: string; bytes: number },
): AsyncGenerator<Buffer> {
  const hash = createHash('sha256')
  for await (const text of bundleText(source)) {
    const part = Buffer.from(text, 'utf8')
    hash.update(part)
    written.bytes += part.length
    yield part
  }
  written.hash = hash.digest('hex')
  const end = Buffer.from(sealText(written.hash), 'utf8')
  written.bytes += end.length
  yield end
}

async function sourceOf({ _id: contestId, rules, rulesHash }: AnnouncedContest): Promise<BundleSource> {
  const [{ drawSeed }, works, scores, excluded, anchors, versions] = await Promise.all([
    secretsOf(contestId),
    findAllWorks(contestId),
    findScores(contestId),
    findExcluded(contestId),
    findAnchors(contestId),
    findVersions(contestId),
  ])
  const last = versions.at(-1)
  if (!last) throw new Error(`${contestId} is final without a result`)
  const lines = await findAllLines(last)
  const ranked = new Set(lines.map(({ workId }) => workId))
  return {
    contestId,
    rules: canonicalJson(rules),
    rulesHash,
    drawSeed,
    works: works.map(({ _id: workId, number = 0, enteredAt, state, reason = '' }) => ({
      workId,
      number,
      enteredAt,
      // Its author may have left since it was counted.
      state: ranked.has(workId) ? 'entered' : state,
      reason,
    })),
    scores: works.flatMap(({ _id: workId }) => {
      const given = scores.get(workId)
      return given ? [[workId, rules.jurorIds.map((jurorId) => given.get(jurorId) ?? null)] as const] : []
    }),
    excluded,
    quarantine: quarantineOf(contestId),
    anchors,
    chunks: chunksOf(contestId),
    versions,
    lines,
  }
}
