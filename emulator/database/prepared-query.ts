/** What is worked out for a query before any document is looked at; for one that comes again, only once. */
import type { PlainObject } from '../types'
import type { CollectionState, IndexState } from './catalog'
import { type Conjunction, conjunctionsOf } from './conditions'
import { asksForPlaces } from './geo/geo-queries'
import { type Plan, plansFor, type Sort } from './planner'
import { type Filter, filterOf } from './query-filter'

interface PlannedFor {
  readonly indexes: readonly IndexState[]
  /** The newest of the indexes: readers of older commits do not see it. */
  readonly since: number
  readonly multikeyCount: number
  readonly sort: Sort
  readonly allowScans: boolean
  readonly plans: Plan[]
}

const prepared = new WeakMap<PlainObject, PreparedQuery>()

/** One query, compiled. @throws CloudError DATABASE_REQUEST_FAILED for one that MongoDB would refuse. */
export class PreparedQuery {
  readonly filter: Filter
  readonly alternatives: readonly Conjunction[]
  readonly asksForPlaces: boolean
  private last: PlannedFor | undefined

  /** The query as it was prepared before, when it is one that nobody can have changed since. */
  static of(query: PlainObject): PreparedQuery {
    const known = prepared.get(query)
    if (known) return known
    const made = new PreparedQuery(query)
    if (Object.isFrozen(query)) prepared.set(query, made)
    return made
  }

  private constructor(query: PlainObject) {
    this.filter = filterOf(query)
    this.alternatives = conjunctionsOf(query)
    this.asksForPlaces = asksForPlaces(query)
  }

  /** As `plansFor`; those of the last time when nothing has changed that they depend on. */
  plans(collection: CollectionState, sort: Sort, options: { commit: number; allowScans: boolean }): Plan[] {
    const { indexes } = collection
    const multikeyCount = countMultikey(indexes)
    const { last } = this
    if (
      last?.indexes === indexes &&
      last.since <= options.commit &&
      last.multikeyCount === multikeyCount &&
      last.allowScans === options.allowScans &&
      isSameSort(last.sort, sort)
    )
      return last.plans
    const plans = plansFor(collection, this.alternatives, sort, options)
    const since = Math.max(...indexes.map((index) => index.since))
    // A reader of an older commit has been given plans without the newest indexes.
    if (since <= options.commit)
      this.last = { indexes, since, multikeyCount, sort, allowScans: options.allowScans, plans }
    return plans
  }
}

/** Which keys of indexes have met an array is only ever added to: as many are the same ones. */
function countMultikey(indexes: readonly IndexState[]): number {
  let count = 0
  for (const { multikey } of indexes) for (const isMultikey of multikey) if (isMultikey) count += 1
  return count
}

function isSameSort(left: Sort, right: Sort): boolean {
  return (
    left.length === right.length &&
    left.every(([field, direction], at) => right[at]?.[0] === field && right[at]?.[1] === direction)
  )
}
