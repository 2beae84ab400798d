/** Counting by an index alone, where its ranges hold exactly what the query asks for: no document is looked at. */
import { types } from 'node:util'
import type { PlainObject } from '../types'
import type { CollectionState } from './catalog'
import { conjunctionsOf, isOperatorObject } from './conditions'
import { KEY_SIZE_MAX_BYTES } from './index-entries'
import { isPlainObject } from './paths'
import { type Access, plansFor } from './planner'
import type { Reader } from './store'
import { keyText } from './write-set'

/** One comparison of one field. */
interface Comparison {
  readonly field: string
  readonly operator: string
  readonly operand: unknown
}

const EQUALITIES = new Set(['$eq', '$in'])
const LOWER_BOUNDS = new Set(['$gt', '$gte'])
const UPPER_BOUNDS = new Set(['$lt', '$lte'])

/** How many documents match, and the index that tells; undefined when none tells by itself. */
export function countByIndex(
  collection: CollectionState,
  query: PlainObject,
  reader: Reader,
): { count: number; indexName: string } | undefined {
  const comparisons = comparisonsOf(query)
  if (!comparisons) return undefined
  const plans = plansFor(collection, conjunctionsOf(query), [], {
    commit: reader.commit(),
    allowScans: false,
  })
  const access = plans[0]?.accesses[0]
  if (!access || !isExact(access, comparisons)) return undefined
  return { count: countIn(access, reader), indexName: access.index.spec.name }
}

/** The query as comparisons that must all hold; undefined when it is anything else. */
function comparisonsOf(query: PlainObject): Comparison[] | undefined {
  const comparisons: Comparison[] = []
  for (const [field, condition] of Object.entries(query)) {
    if (field === '$and' && Array.isArray(condition)) {
      for (const branch of condition) {
        const inner = isPlainObject(branch) ? comparisonsOf(branch) : undefined
        if (!inner) return undefined
        comparisons.push(...inner)
      }
      continue
    }
    if (field.startsWith('$')) return undefined
    const operators = isOperatorObject(condition) ? condition : { $eq: condition }
    for (const [operator, operand] of Object.entries(operators))
      comparisons.push({ field, operator, operand })
  }
  return comparisons
}

/** Whether the access uses every comparison, and each of them stands for its ranges and nothing else. */
function isExact({ index, pointCount, hasInterval, ranges }: Access, comparisons: readonly Comparison[]) {
  if (ranges.some(({ from, to }) => Math.max(from.length, to.length) >= KEY_SIZE_MAX_BYTES)) return false
  const positions = new Map(index.spec.keys.map(([field], position) => [field, position]))
  return comparisons.every(({ field, operator, operand }) => {
    const position = positions.get(field)
    if (position === undefined || !isComparable(operator, operand)) return false
    const ofField = comparisons.filter((other) => other.field === field)
    // Where a field may be an array only one of its conditions bounds the index.
    if (index.multikey[position] && ofField.length > 1) return false
    const hasPoint = ofField.some((other) => EQUALITIES.has(other.operator))
    if (hasPoint) return position < pointCount
    if (!hasInterval || position !== pointCount) return false
    // Below every number lies NaN, which is less than none of them.
    return typeof operand !== 'number' || ofField.some((other) => LOWER_BOUNDS.has(other.operator))
  })
}

function isComparable(operator: string, operand: unknown): boolean {
  if (operator === '$in') return Array.isArray(operand) && operand.every(hasOnePlace)
  const isKnown = operator === '$eq' || LOWER_BOUNDS.has(operator) || UPPER_BOUNDS.has(operator)
  return isKnown && hasOnePlace(operand)
}

/** Null also stands for what is missing, and NaN is in no order. */
function hasOnePlace(value: unknown): boolean {
  if (value === null || value === undefined || Number.isNaN(value)) return false
  return typeof value !== 'object' || types.isDate(value)
}

function countIn({ index, ranges }: Access, reader: Reader): number {
  if (index.primary) return sum(ranges.map((range) => reader.countDocuments(range)))
  if (!index.multikey.includes(true)) return sum(ranges.map((range) => reader.countEntries(range)))
  // A document that is named by several of its elements counts once.
  const seen = new Set<string>()
  for (const range of ranges) for (const key of reader.entries(range, false)) seen.add(keyText(key))
  return seen.size
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0)
}
