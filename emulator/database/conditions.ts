import { types } from 'node:util'
import type { PlainObject } from '../types'
import { encodeValue, type Interval, typeInterval } from './key-encoding'
import { isPlainObject } from './paths'
import { anchoredPattern } from './pattern-prefix'

/** What a query asks of one field, as far as an index can help. Every member is a condition of its own. */
export interface FieldConditions {
  /** The field equals one of these values (encoded). */
  readonly pointSets: readonly (readonly Buffer[])[]
  readonly intervals: readonly Interval[]
}
/** Conditions that must all hold. */
export interface Conjunction {
  readonly fields: ReadonlyMap<string, FieldConditions>
  /** There is some condition, of whatever kind. */
  readonly isFiltered: boolean
}

/** An `$or` that unfolds into more cases than this is only tested, not looked up. */
const CONJUNCTIONS_MAX = 32

const EVERYTHING: Conjunction = { fields: new Map(), isFiltered: false }
const OPAQUE: Conjunction = { fields: new Map(), isFiltered: true }

/**
 * The query as alternatives of conjunctions. They describe at least everything that matches: what cannot be expressed
 * is left out, because every document is tested by the whole query afterwards.
 */
export function conjunctionsOf(query: PlainObject): Conjunction[] {
  let alternatives = [EVERYTHING]
  for (const [key, condition] of Object.entries(query)) {
    alternatives = crossed(alternatives, alternativesOf(key, condition))
  }
  return alternatives
}

function alternativesOf(key: string, condition: unknown): Conjunction[] {
  const branches = Array.isArray(condition) ? condition.filter(isPlainObject) : []
  if (key === '$and') {
    let alternatives = [EVERYTHING]
    for (const branch of branches) alternatives = crossed(alternatives, conjunctionsOf(branch))
    return alternatives
  }
  if (key === '$or' && branches.length > 0) {
    const alternatives = branches.flatMap(conjunctionsOf)
    return alternatives.length > CONJUNCTIONS_MAX ? [OPAQUE] : alternatives
  }
  if (key.startsWith('$')) return [OPAQUE]
  return fieldAlternatives(condition).map((conditions) => ({
    fields: new Map([[key, conditions], ...elementConditions(key, condition)]),
    isFiltered: true,
  }))
}

function crossed(left: readonly Conjunction[], right: readonly Conjunction[]): Conjunction[] {
  const isTooWide = left.length * right.length > CONJUNCTIONS_MAX
  const factors = isTooWide ? [OPAQUE] : right
  return left.flatMap((one) => factors.map((other) => joined(one, other)))
}

function joined(left: Conjunction, right: Conjunction): Conjunction {
  const fields = new Map(left.fields)
  for (const [field, added] of right.fields) {
    const present = fields.get(field)
    fields.set(field, {
      pointSets: [...(present?.pointSets ?? []), ...added.pointSets],
      intervals: [...(present?.intervals ?? []), ...added.intervals],
    })
  }
  return { fields, isFiltered: left.isFiltered || right.isFiltered }
}

/** A pattern is met by the texts that begin as it does, and by itself where a pattern is stored. */
function fieldAlternatives(condition: unknown): FieldConditions[] {
  const { pointSets, intervals } = fieldConditions(condition)
  const pattern = anchoredPattern(condition)
  if (!pattern) return [{ pointSets, intervals }]
  return [
    { pointSets, intervals: [...intervals, pattern.texts] },
    { pointSets: [...pointSets, [pattern.itself]], intervals },
  ]
}

function fieldConditions(condition: unknown): FieldConditions {
  const pointSets: Buffer[][] = []
  const intervals: Interval[] = []
  const operators = isOperatorObject(condition) ? Object.entries(condition) : [['$eq', condition] as const]
  for (const [operator, operand] of operators) {
    const points = pointsOf(operator, operand)
    if (points) pointSets.push(points)
    const interval = intervalOf(operator, operand)
    if (interval) intervals.push(interval)
  }
  return { pointSets, intervals }
}

/** What an $elemMatch asks of the fields of its documents: each is a condition on the path through the list. */
function elementConditions(key: string, condition: unknown): [field: string, FieldConditions][] {
  if (!isPlainObject(condition) || !isPlainObject(condition.$elemMatch)) return []
  return Object.entries(condition.$elemMatch)
    .filter(([name]) => !name.startsWith('$'))
    .map(([name, part]) => [`${key}.${name}`, fieldConditions(part)])
}

/** `{ $gt: 1 }` as opposed to the literal `{ x: 1 }`. */
export function isOperatorObject(condition: unknown): condition is PlainObject {
  return isPlainObject(condition) && Object.keys(condition).some((name) => name.startsWith('$'))
}

/** Values that have exactly one place in an index. A regular expression is a pattern; a container may match inside. */
function isScalar(value: unknown): boolean {
  return value === null || typeof value !== 'object' || types.isDate(value)
}

function pointsOf(operator: string, operand: unknown): Buffer[] | undefined {
  if (operator === '$eq' && isScalar(operand)) return [encodeValue(operand)]
  if (operator === '$exists' && operand === false) return [encodeValue(null)]
  if ((operator === '$gte' || operator === '$lte') && operand === null) return [encodeValue(null)]
  if (!Array.isArray(operand)) return undefined
  if (operator === '$in' && operand.every(isScalar)) return distinct(operand.map(encodeValue))
  const [first] = operand
  if (operator === '$all' && operand.length > 0 && isScalar(first)) return [encodeValue(first)]
  return undefined
}

function distinct(keys: readonly Buffer[]): Buffer[] {
  return [...new Map(keys.map((key) => [key.toString('latin1'), key])).values()]
}

/** Operators of places: what they find is a document, or a list of numbers or documents. */
const PLACE_OPERATORS = new Set(['$geoWithin', '$geoIntersects', '$near', '$nearSphere'])

function intervalOf(operator: string, operand: unknown): Interval | undefined {
  if (PLACE_OPERATORS.has(operator)) return { lower: typeInterval(0).lower, upper: typeInterval({}).upper }
  if (operand === null || operand === undefined || !isScalar(operand)) return undefined
  const whole = typeInterval(operand)
  const bytes = encodeValue(operand)
  switch (operator) {
    case '$gt':
      return { lower: { bytes, side: 'after' }, upper: whole.upper }
    case '$gte':
      return { lower: { bytes, side: 'before' }, upper: whole.upper }
    case '$lt':
      return { lower: whole.lower, upper: { bytes, side: 'before' } }
    case '$lte':
      return { lower: whole.lower, upper: { bytes, side: 'after' } }
    default:
      return undefined
  }
}
