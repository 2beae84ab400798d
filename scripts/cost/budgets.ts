/**
 * What actions may cost. Pure. Documents are counted as the emulator counts them: one that is changed was also read.
 */
import type { ActionName } from '../../contract/index'

/** One measured run: `bytes` of its answer, documents as the cloud bills them, `roundTrips` in sequence. */
export interface CostRow {
  readonly action: ActionName
  /** Posts in the community. */
  readonly size: number
  readonly calls: number
  readonly roundTrips: number
  readonly read: number
  readonly examined: number
  readonly written: number
  readonly bytes: number
}

type Measure = Exclude<keyof CostRow, 'action' | 'size'>
type Budget = Partial<Record<Measure, number>>

const KIB = 1024
/** A page of twenty posts with all that their cards show. */
const FEED: Budget = { roundTrips: 2, read: 45, examined: 65, bytes: 10 * KIB }

/** The most that an action may cost, at any size of the community. A limit of how often counts as a document written. */
export const BUDGETS: Readonly<Record<ActionName, Budget>> = {
  // The feed and, beside it, the boards and the caller's own profile.
  'home.getCommunity': FEED,
  'home.reportClientError': { roundTrips: 1, read: 1, written: 0 },
  // A usual minute: the jobs that look each minute whether there is anything to do find nothing.
  'jobs.runDue': { roundTrips: 40, read: 40, examined: 80, written: 40 },
  'member.getMe': { roundTrips: 2, read: 1 },
  'member.join': { roundTrips: 8, written: 4 },
  'member.updateProfile': { roundTrips: 11, written: 50 },
  'member.getMember': { roundTrips: 2, read: 2 },
  'media.requestUpload': { roundTrips: 3, written: 3 },
  'media.complete': { roundTrips: 12, written: 4 },
  'post.listFeed': FEED,
  'post.listByMember': { ...FEED, read: 46 },
  'post.getPost': { roundTrips: 2, read: 45 },
  'post.listComments': { roundTrips: 2, read: 45 },
  'post.createPost': { roundTrips: 4, read: 12, written: 4 },
  'post.deletePost': { roundTrips: 3, read: 5, written: 3 },
  'post.createComment': { roundTrips: 4, read: 4, written: 4 },
  'post.deleteComment': { roundTrips: 3, read: 5, written: 3 },
  'post.setLike': { roundTrips: 3, read: 5, written: 3 },
  'post.receiveMediaCheck': { roundTrips: 10, read: 10, written: 6 },
}

/**
 * What must not grow with the community. Bytes vary with what the newest posts say; round trips are a measurement of
 * time, which the budget bounds.
 */
const FLAT: readonly Measure[] = ['calls', 'read', 'examined', 'written']

/** One call more may be the config, which an instance reads once in half a minute and which is no larger anywhere. */
const SLACK: Partial<Record<Measure, number>> = { calls: 1 }

/** One sentence for each row over its budget and each action that costs more at a larger size. */
export function overBudget(rows: readonly CostRow[]): string[] {
  const complaints: string[] = []
  const smallest = new Map<ActionName, CostRow>()
  for (const row of rows) {
    for (const [measure, limit] of Object.entries(BUDGETS[row.action]) as [Measure, number][]) {
      if (row[measure] > limit)
        complaints.push(`${row.action} at ${row.size}: ${measure} ${row[measure]}, at most ${limit}`)
    }
    const small = smallest.get(row.action)
    if (!small) smallest.set(row.action, row)
    else
      for (const measure of FLAT)
        if (row[measure] > small[measure] + (SLACK[measure] ?? 0))
          complaints.push(
            `${row.action}: ${measure} grows from ${small[measure]} at ${small.size} to ${row[measure]} at ${row.size}`,
          )
  }
  return complaints
}
