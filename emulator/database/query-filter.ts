import { types } from 'node:util'
import type { PlainObject } from '../types'
import { isOperatorObject } from './conditions'
import { notEmulated, requestFailed } from './errors'
import { evaluate } from './expressions/evaluate'
import { isTruthy } from './expressions/values'
import { geoTests } from './geo/geo-queries'
import { isPlainObject, valuesAtPath } from './paths'
import {
  type Condition,
  matchesPattern,
  patternOf,
  someValue,
  valueTests,
  wholeSize,
} from './query-operators'

export type Filter = (document: PlainObject) => boolean

/** What MongoDB has and this does not: it would need an index of words, a validator, or run code. */
const NOT_EMULATED = new Set(['$text', '$search', '$jsonSchema', '$where'])

/** Compiles a query to a test of one document. Throws DATABASE_REQUEST_FAILED for one that MongoDB would refuse. */
export function filterOf(query: PlainObject): Filter {
  const filters = Object.entries(query).map(([key, operand]) =>
    key.startsWith('$') ? logicalFilter(key, operand) : fieldFilter(key, operand),
  )
  const [only] = filters
  if (filters.length === 1 && only) return only
  return (document) => filters.every((test) => test(document))
}

function logicalFilter(operator: string, operand: unknown): Filter {
  switch (operator) {
    case '$and': {
      const filters = branches(operator, operand)
      return (document) => filters.every((test) => test(document))
    }
    case '$or': {
      const filters = branches(operator, operand)
      return (document) => filters.some((test) => test(document))
    }
    case '$nor': {
      const filters = branches(operator, operand)
      return (document) => !filters.some((test) => test(document))
    }
    case '$expr':
      return (document) => isTruthy(evaluate(operand, document))
    case '$comment':
      return () => true
    default:
      if (NOT_EMULATED.has(operator)) throw notEmulated(`the query operator ${operator}`)
      throw requestFailed(`unknown top level operator: ${operator}`)
  }
}

function branches(operator: string, operand: unknown): Filter[] {
  if (!Array.isArray(operand) || operand.length === 0)
    throw requestFailed(`${operator} must be a nonempty array`)
  return operand.map((branch: unknown) => {
    if (!isPlainObject(branch)) throw requestFailed(`${operator} entries need to be full objects`)
    return filterOf(branch)
  })
}

function fieldFilter(path: string, operand: unknown): Filter {
  const condition = conditionOn(operand, true)
  return (document) => condition(valuesAtPath(document, path).values)
}

/** What a field's side of a query asks for: a pattern, operators, or a value to equal. */
function conditionOn(operand: unknown, opensArrays: boolean): Condition {
  if (types.isRegExp(operand)) return someValue(matchesPattern(operand), opensArrays)
  if (!isOperatorObject(operand)) return someValue(testOf('$eq', operand), opensArrays)
  const conditions = Object.entries(operand).map(([name, argument]) =>
    operatorCondition(name, argument, operand, opensArrays),
  )
  return (values) => conditions.every((condition) => condition(values))
}

function testOf(operator: string, operand: unknown) {
  const tests = Object.hasOwn(valueTests, operator) ? valueTests : geoTests
  const test = Object.hasOwn(tests, operator) ? tests[operator] : undefined
  if (test) return test(operand)
  if (NOT_EMULATED.has(operator)) throw notEmulated(`the query operator ${operator}`)
  throw requestFailed(`unknown operator: ${operator}`)
}

/** `siblings` are all operators of the field: $options belongs to the $regex beside it. */
function operatorCondition(
  operator: string,
  operand: unknown,
  siblings: PlainObject,
  opensArrays: boolean,
): Condition {
  switch (operator) {
    case '$ne':
      if (types.isRegExp(operand)) throw requestFailed("Can't have regex as arg to $ne.")
      return negated(someValue(testOf('$eq', operand), opensArrays))
    case '$nin':
      return negated(someValue(testOf('$in', operand), opensArrays))
    case '$not':
      if (!types.isRegExp(operand) && !isOperatorObject(operand))
        throw requestFailed('$not needs a regex or a document')
      return negated(conditionOn(operand, opensArrays))
    case '$exists': {
      const isWanted = operand !== false && operand !== 0 && operand !== null
      return (values) => values.some((value) => value !== undefined) === isWanted
    }
    case '$size': {
      const size = wholeSize(operand)
      return (values) => values.some((value) => Array.isArray(value) && value.length === size)
    }
    case '$all':
      return containsAll(operand, opensArrays)
    case '$elemMatch':
      return elementMatching(operand)
    case '$regex':
      return someValue(matchesPattern(patternOf(operand, siblings.$options)), opensArrays)
    case '$options':
      if (!('$regex' in siblings)) throw requestFailed('$options needs a $regex')
      return () => true
    default:
      // A place is an object or an array itself: what would be its elements is no place.
      return someValue(testOf(operator, operand), opensArrays && !Object.hasOwn(geoTests, operator))
  }
}

function negated(condition: Condition): Condition {
  return (values) => !condition(values)
}

function containsAll(operand: unknown, opensArrays: boolean): Condition {
  if (!Array.isArray(operand)) throw requestFailed('$all needs an array')
  const conditions = operand.map((wanted: unknown): Condition => {
    if (!isOperatorObject(wanted)) return conditionOn(wanted, opensArrays)
    if (!('$elemMatch' in wanted)) throw requestFailed('no $ expressions in $all')
    return elementMatching(wanted.$elemMatch)
  })
  return (values) => conditions.length > 0 && conditions.every((condition) => condition(values))
}

/** Operators that make a whole query of an $elemMatch, although they begin with `$`. */
const WHOLE_QUERY = new Set(['$and', '$or', '$nor', '$expr'])

/** Any one element that fulfils everything: as a document, or, when the criteria are operators, as a value. */
function elementMatching(criteria: unknown): Condition {
  if (!isPlainObject(criteria)) throw requestFailed('$elemMatch needs an Object')
  const isOfValues =
    isOperatorObject(criteria) && !Object.keys(criteria).some((name) => WHOLE_QUERY.has(name))
  const accepts = isOfValues ? elementTest(criteria) : documentTest(criteria)
  return (values) => values.some((value) => Array.isArray(value) && value.some(accepts))
}

function elementTest(criteria: PlainObject): (element: unknown) => boolean {
  const condition = conditionOn(criteria, false)
  return (element) => condition([element])
}

function documentTest(criteria: PlainObject): (element: unknown) => boolean {
  const filter = filterOf(criteria)
  return (element) => isPlainObject(element) && filter(element)
}

/**
 * Whether one element of an array is what a $pull names: an equal value, a value that fulfils operators or a pattern, or
 * a document that fulfils a query.
 */
export function pullTest(operand: unknown): (element: unknown) => boolean {
  if (isOperatorObject(operand) && !Object.keys(operand).some((name) => WHOLE_QUERY.has(name))) {
    const condition = conditionOn(operand, true)
    return (element) => condition([element])
  }
  if (isPlainObject(operand)) return documentTest(operand)
  return types.isRegExp(operand) ? matchesPattern(operand) : testOf('$eq', operand)
}

/** The test of an array's element that a condition on the array's field makes; for the positional operator. */
export function elementTestOf(condition: unknown): (element: unknown) => boolean {
  if (isPlainObject(condition) && '$elemMatch' in condition) {
    const matches = elementMatching(condition.$elemMatch)
    return (element) => matches([[element]])
  }
  const matches = conditionOn(condition, false)
  return (element) => matches([element])
}
