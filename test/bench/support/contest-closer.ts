/** What closes a contest, in a process of its own: its jobs slice by slice, timed, and the memory that they took. */
import { writeFile } from 'node:fs/promises'
import type { ContestPlan } from '../../../contract/contest-shapes'
import { CONTEST_NOTICE_MS, MINUTE_MS } from '../../../contract/limits'
import { sdkEnvironment } from '../../../emulator/environment'

/** What it is to close, and where the bundle goes. */
export interface Closing {
  readonly url: string
  readonly contestId: string
  readonly plan: ContestPlan
  readonly bundlePath: string
}

/** What a job took. */
export interface JobTime {
  readonly what: string
  readonly ms: number
  readonly longestSliceMs: number
}

/** What closing took: the days before the last as they ended, then everything after the last vote. */
export interface Closed {
  readonly before: readonly JobTime[]
  readonly closing: readonly JobTime[]
  readonly peakMb: number
}

const megabytes = () => process.resourceUsage().maxRSS / 1_024

/** Closes a contest; the bundle lies on the disk afterwards. */
export async function close({ url, contestId, plan, bundlePath }: Closing): Promise<Closed> {
  Object.assign(process.env, sdkEnvironment(url))
  const { contestJobs } = await import('../../../cloudfunctions/contest/jobs')
  const { findContest } = await import('../../../cloudfunctions/contest/contest-store')
  const { temporaryUrls } = await import('../../../cloudfunctions/kit/files')
  const run = async (name: string, now: number): Promise<JobTime> => {
    const job = contestJobs.find((each) => each.name === `contest.${name}`)
    if (!job) throw new Error(`there is no job ${name}`)
    const slices: number[] = []
    let cursor: string | undefined
    do {
      const begun = performance.now()
      const about = { requestId: 'bench', now, newId: () => '', randomKey: () => '', period: '' }
      cursor = (await job.run({ ...about, cursor })).next
      slices.push(performance.now() - begun)
    } while (cursor !== undefined)
    const ms = slices.reduce((sum, each) => sum + each, 0)
    return { what: name, ms, longestSliceMs: Math.max(...slices) }
  }
  const closedAt = plan.voteUntil + MINUTE_MS
  const finalAt = closedAt + CONTEST_NOTICE_MS
  const before = [
    await run('anchorDays', plan.voteUntil - 1),
    await run('quarantineVotes', plan.voteUntil - 1),
  ]
  const closing = [
    await run('anchorDays', closedAt),
    await run('quarantineVotes', closedAt),
    await run('countVotes', closedAt),
    await run('keepRanks', closedAt),
    await run('countVotes', finalAt),
    await run('keepRanks', finalAt),
    await run('sealResults', finalAt),
  ]
  const peakMb = megabytes()
  const fileId = (await findContest(contestId))?.bundle?.fileId ?? ''
  const answer = await fetch((await temporaryUrls([fileId])).get(fileId) ?? '')
  if (!answer.ok) throw new Error('there is no bundle')
  await writeFile(bundlePath, Buffer.from(await answer.arrayBuffer()))
  return { before, closing, peakMb }
}
