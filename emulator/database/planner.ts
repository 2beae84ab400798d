import type { CollectionState, IndexState } from './catalog'
import type { Conjunction, FieldConditions } from './conditions'
import { KEY_SIZE_MAX_BYTES, namespaceOf } from './index-entries'
import { afterPrefix, compareCuts, type Interval, invert, invertInterval, placeOf } from './key-encoding'
import type { KeyRange } from './store'

export type Sort = readonly (readonly [field: string, direction: 1 | -1])[]

/** One way to reach the documents of a conjunction: ranges of one index, from the lowest key up. */
export interface Access {
  readonly index: IndexState
  readonly ranges: readonly KeyRange[]
  readonly reverse: boolean
  /** What order the documents come in: `whole`: in the wanted order; `each`: so within each range; `none`: in another. */
  readonly order: 'whole' | 'each' | 'none'
  /** How many leading keys of the index are fixed to values. */
  readonly pointCount: number
  readonly hasInterval: boolean
}
/** What an index can do for a conjunction. Ranges are made only of those that will be used. */
interface Bounds extends Omit<Access, 'ranges'> {
  readonly points: readonly (readonly Buffer[])[]
  readonly interval: Interval | undefined
}
/** One access for each alternative of the query; what they reach, together, contains everything that matches. */
export interface Plan {
  readonly accesses: readonly Access[]
}

/** More combinations of `$in` values than this are not looked up one by one. */
const RANGES_MAX = 100_000
/** More ranges than this are not merged into one order: each would keep a cursor open. */
const RANGES_MERGED_MAX = 1000
/** How many plans of one query are tried before it is refused. */
const PLANS_MAX = 3

/**
 * The plans worth trying, the best first; none when no index serves the query. An index serves a conjunction when it
 * bounds the conjunction, or when there is nothing to bound and the index has the order. With `allowScans` everything
 * has a plan.
 */
export function plansFor(
  collection: CollectionState,
  alternatives: readonly Conjunction[],
  sort: Sort,
  options: { commit: number; allowScans: boolean },
): Plan[] {
  const indexes = collection.indexes.filter((index) => index.since <= options.commit)
  const choices = alternatives.map((conjunction) =>
    accessesFor(indexes, conjunction, sort, options.allowScans),
  )
  const [only] = choices
  if (choices.length === 1 && only) return only.map((access) => ({ accesses: [access] }))
  const accesses: Access[] = []
  for (const [best] of choices) {
    if (!best) return []
    accesses.push(best)
  }
  return [{ accesses }]
}

/** The index to declare for this query: equalities first, then the order, then a range. */
export function suggestedKeys(conjunction: Conjunction | undefined, sort: Sort): Sort {
  const keys = new Map<string, 1 | -1>()
  const fields = [...(conjunction?.fields ?? [])]
  for (const [field, { pointSets }] of fields) if (pointSets.length > 0) keys.set(field, 1)
  for (const [field, direction] of sort) if (!keys.has(field)) keys.set(field, direction)
  for (const [field] of fields) if (!keys.has(field)) keys.set(field, 1)
  return [...keys]
}

function accessesFor(
  indexes: readonly IndexState[],
  conjunction: Conjunction,
  sort: Sort,
  allowScans: boolean,
): Access[] {
  return indexes
    .map((index) => boundsBy(index, conjunction, sort))
    .filter((bounds) => isServed(bounds, conjunction, allowScans))
    .sort(compareBounds)
    .slice(0, PLANS_MAX)
    .map(accessWithin)
}

function isServed(access: Bounds, conjunction: Conjunction, allowScans: boolean): boolean {
  if (access.pointCount > 0 || access.hasInterval) return true
  if (!conjunction.isFiltered && access.order === 'whole') return true
  return allowScans && (access.order === 'whole' || access.index.primary)
}

/** The more fixed keys the better, then the wanted order, then a range, then the shorter index. */
function compareBounds(left: Bounds, right: Bounds): number {
  return (
    Number(isSingleDocument(right)) - Number(isSingleDocument(left)) ||
    right.pointCount - left.pointCount ||
    Number(right.order !== 'none') - Number(left.order !== 'none') ||
    Number(right.hasInterval) - Number(left.hasInterval) ||
    left.index.spec.keys.length - right.index.spec.keys.length
  )
}

function isSingleDocument({ index, pointCount }: Bounds): boolean {
  return index.spec.unique === true && pointCount === index.spec.keys.length
}

function boundsBy(index: IndexState, conjunction: Conjunction, sort: Sort): Bounds {
  const points = leadingPoints(index, conjunction)
  const pointCount = points.length
  const next = index.spec.keys[pointCount]
  const interval = next && intervalFor(conjunction.fields.get(next[0]), index.multikey[pointCount] ?? false)
  const hasInterval = interval !== undefined
  const order = orderOf(index, points, pointCount + (hasInterval ? 1 : 0), sort)
  return { index, points, interval, pointCount, hasInterval, ...order }
}

function accessWithin({ points, interval, ...access }: Bounds): Access {
  const { index, pointCount } = access
  const isDescending = index.spec.keys[pointCount]?.[1] === -1
  const ranges = prefixesOf(index, points).map((prefix) => rangeOf(prefix, isDescending, interval))
  return {
    ...access,
    ranges: ranges
      .filter(({ from, to }) => Buffer.compare(from, to) < 0)
      .sort((left, right) => Buffer.compare(left.from, right.from)),
  }
}

/** The values of the index's first keys, as far as the conjunction fixes them. */
function leadingPoints(index: IndexState, conjunction: Conjunction): Buffer[][] {
  const points: Buffer[][] = []
  let product = 1
  for (const [position, [field]] of index.spec.keys.entries()) {
    const values = pointsFor(conjunction.fields.get(field), index.multikey[position] ?? false)
    if (!values || product * values.length > RANGES_MAX) break
    product *= values.length
    points.push(values)
  }
  return points
}

/**
 * The values that satisfy all conditions. Where a field may be an array, different elements may satisfy different
 * conditions, so there only one condition can be used.
 */
function pointsFor(conditions: FieldConditions | undefined, multikey: boolean): Buffer[] | undefined {
  const [first, ...others] = conditions?.pointSets ?? []
  if (!first) return undefined
  if (multikey) return [...first]
  const inAll = first.filter((key) => others.every((set) => set.some((other) => other.equals(key))))
  return inAll.filter((key) => (conditions?.intervals ?? []).every((interval) => contains(interval, key)))
}

function contains({ lower, upper }: Interval, key: Buffer): boolean {
  return Buffer.compare(placeOf(lower), key) <= 0 && Buffer.compare(key, placeOf(upper)) < 0
}

function intervalFor(conditions: FieldConditions | undefined, multikey: boolean): Interval | undefined {
  const [first, ...others] = conditions?.intervals ?? []
  if (!first || multikey) return first
  return others.reduce(
    (whole, { lower, upper }) => ({
      lower: compareCuts(lower, whole.lower) > 0 ? lower : whole.lower,
      upper: compareCuts(upper, whole.upper) < 0 ? upper : whole.upper,
    }),
    first,
  )
}

function prefixesOf(index: IndexState, points: readonly (readonly Buffer[])[]): Buffer[] {
  let prefixes = [namespaceOf(index.id)]
  for (const [position, values] of points.entries()) {
    const descending = index.spec.keys[position]?.[1] === -1
    prefixes = prefixes.flatMap((prefix) =>
      values.map((value) => Buffer.concat([prefix, descending ? invert(value) : value])),
    )
  }
  return prefixes
}

/** A bound longer than any key is cut short, outwards: the range may only become wider. */
function rangeOf(prefix: Buffer, descending: boolean, interval: Interval | undefined): KeyRange {
  if (!interval) {
    const bytes = prefix.subarray(0, KEY_SIZE_MAX_BYTES)
    return { from: bytes, to: afterPrefix(bytes) }
  }
  const { lower, upper } = descending ? invertInterval(interval) : interval
  const from = Buffer.concat([prefix, lower.bytes])
  const to = Buffer.concat([prefix, upper.bytes])
  const isFromCut = from.length > KEY_SIZE_MAX_BYTES
  const isToCut = to.length > KEY_SIZE_MAX_BYTES
  return {
    from: placeOf({
      bytes: from.subarray(0, KEY_SIZE_MAX_BYTES),
      side: isFromCut ? 'before' : lower.side,
    }),
    to: placeOf({ bytes: to.subarray(0, KEY_SIZE_MAX_BYTES), side: isToCut ? 'after' : upper.side }),
  }
}

/**
 * In which order the ranges give the documents. A field fixed to one value does not matter to the order at all; a
 * field fixed to several is constant within each range, so that such ranges can be merged.
 */
function orderOf(
  index: IndexState,
  points: readonly (readonly Buffer[])[],
  bounded: number,
  sort: Sort,
): Pick<Access, 'order' | 'reverse'> {
  const { keys } = index.spec
  // The first entry of a document within bounds need not be that of its least element, by which it is to be sorted.
  const isUnsortable = sort.some(([field]) => {
    const position = positionOf(keys, field)
    return position !== -1 && position < bounded && index.multikey[position]
  })
  if (isUnsortable) return { order: 'none', reverse: false }
  const whole = directionOf(
    sort.filter(([field]) => points[positionOf(keys, field)]?.length !== 1),
    keys.filter(([field]) => points[positionOf(keys, field)]?.length !== 1),
  )
  if (whole) return { order: 'whole', reverse: whole === -1 }
  const each = directionOf(
    sort.filter(([field]) => points[positionOf(keys, field)] === undefined),
    keys.slice(points.length),
  )
  const rangeCount = points.reduce((product, values) => product * values.length, 1)
  return each && rangeCount <= RANGES_MERGED_MAX
    ? { order: 'each', reverse: each === -1 }
    : { order: 'none', reverse: false }
}

function positionOf(keys: Sort, field: string): number {
  return keys.findIndex(([key]) => key === field)
}

/** 1 when the index read forwards has the order, -1 when read backwards, undefined when neither. */
function directionOf(sort: Sort, keys: Sort): 1 | -1 | undefined {
  let direction: 1 | -1 | undefined
  for (const [at, [field, wanted]] of sort.entries()) {
    const key = keys[at]
    if (!key || key[0] !== field) return undefined
    const sign = key[1] === wanted ? 1 : -1
    if (direction !== undefined && direction !== sign) return undefined
    direction = sign
  }
  return direction ?? 1
}
