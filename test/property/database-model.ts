/**
 * MongoDB's comparison, matching and sorting over plain arrays, written without a look at the engine's key encoding:
 * what the engine answers through its indexes must be what this answers by looking at everything.
 */
import type { Document, PlainObject } from '../../emulator/types'

const TYPES: readonly string[] = ['null', 'number', 'string', 'object', 'array', 'boolean', 'date']

function typeRank(value: unknown): number {
  if (value === null || value === undefined) return TYPES.indexOf('null')
  if (Array.isArray(value)) return TYPES.indexOf('array')
  if (value instanceof Date) return TYPES.indexOf('date')
  return TYPES.indexOf(typeof value)
}

/** The order of two values of any type, arrays compared whole. */
export function compareValues(left: unknown, right: unknown): number {
  if (typeRank(left) !== typeRank(right)) return typeRank(left) - typeRank(right)
  if (typeof left === 'number' && typeof right === 'number') return compareNumbers(left, right)
  if (typeof left === 'string' && typeof right === 'string') return compareText(left, right)
  if (typeof left === 'boolean') return Number(left) - Number(right)
  if (left instanceof Date && right instanceof Date) return compareNumbers(left.getTime(), right.getTime())
  if (Array.isArray(left) && Array.isArray(right)) return compareLists(left, right, compareValues)
  if (isObject(left) && isObject(right)) {
    return compareLists(Object.entries(left), Object.entries(right), compareFields)
  }
  return 0
}

function compareFields([leftName, left]: [string, unknown], [rightName, right]: [string, unknown]): number {
  return typeRank(left) - typeRank(right) || compareText(leftName, rightName) || compareValues(left, right)
}

function compareNumbers(left: number, right: number): number {
  if (Number.isNaN(left)) return Number.isNaN(right) ? 0 : -1
  if (Number.isNaN(right)) return 1
  return left < right ? -1 : left > right ? 1 : 0
}

/** By code points, which is the order of the UTF-8 bytes. */
function compareText(left: string, right: string): number {
  const points = (text: string) => [...text].map((character) => character.codePointAt(0) ?? 0)
  return compareLists(points(left), points(right), compareNumbers)
}

function compareLists<T>(left: readonly T[], right: readonly T[], compare: (a: T, b: T) => number): number {
  for (const [at, value] of left.entries()) {
    const other = right[at]
    if (at >= right.length || other === undefined) return 1
    const order = compare(value, other)
    if (order !== 0) return order
  }
  return left.length - right.length
}

export function isObject(value: unknown): value is PlainObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
}

function valuesAt(value: unknown, [segment, ...rest]: readonly string[]): unknown[] {
  if (segment === undefined) return [value]
  if (Array.isArray(value))
    return value.filter(isObject).flatMap((element) => valuesAt(element, [segment, ...rest]))
  return valuesAt(isObject(value) ? value[segment] : undefined, rest)
}

function holds(document: PlainObject, path: string, test: (value: unknown) => boolean): boolean {
  return valuesAt(document, path.split('.')).some(
    (value) => test(value) || (Array.isArray(value) && value.some(test)),
  )
}

function holdsOperator(document: PlainObject, path: string, operator: string, operand: unknown): boolean {
  const ordered = (accepts: (order: number) => boolean) =>
    holds(document, path, (value) => {
      if (typeRank(value) !== typeRank(operand)) return false
      if (Number.isNaN(value) !== Number.isNaN(operand)) return false
      return accepts(compareValues(value, operand))
    })
  switch (operator) {
    case '$eq':
      return holds(document, path, (value) => compareValues(value, operand) === 0)
    case '$ne':
      return !holdsOperator(document, path, '$eq', operand)
    case '$in':
      return Array.isArray(operand) && operand.some((one) => holdsOperator(document, path, '$eq', one))
    case '$gt':
      return ordered((order) => order > 0)
    case '$gte':
      return ordered((order) => order >= 0)
    case '$lt':
      return ordered((order) => order < 0)
    case '$lte':
      return ordered((order) => order <= 0)
    default:
      throw new Error(`the model does not know ${operator}`)
  }
}

export function matches(document: PlainObject, query: PlainObject): boolean {
  return Object.entries(query).every(([key, condition]) => {
    if (key === '$and' || key === '$or') {
      const branches = Array.isArray(condition) ? condition.filter(isObject) : []
      const test = (branch: PlainObject) => matches(document, branch)
      return key === '$and' ? branches.every(test) : branches.some(test)
    }
    if (!isObject(condition)) return holdsOperator(document, key, '$eq', condition)
    return Object.entries(condition).every(([operator, operand]) =>
      holdsOperator(document, key, operator, operand),
    )
  })
}

/** Of an array sorts its least element, or its greatest in descending order; an empty array before everything. */
function sortValue(
  document: PlainObject,
  path: string,
  direction: 1 | -1,
): { empty: boolean; value: unknown } {
  const found = valuesAt(document, path.split('.'))
  const values = (found.length === 0 ? [null] : found).flatMap((value) =>
    Array.isArray(value)
      ? value.length === 0
        ? [{ empty: true, value: null }]
        : value.map(plain)
      : [plain(value)],
  )
  return values.reduce((best, one) => (compareSortValues(one, best) * direction < 0 ? one : best))
}

function plain(value: unknown): { empty: boolean; value: unknown } {
  return { empty: false, value }
}

function compareSortValues(
  left: { empty: boolean; value: unknown },
  right: { empty: boolean; value: unknown },
): number {
  if (left.empty || right.empty) return Number(right.empty) - Number(left.empty)
  return compareValues(left.value, right.value)
}

export function compareBy(left: Document, right: Document, order: Record<string, 1 | -1>): number {
  for (const [path, direction] of Object.entries(order)) {
    const compared = compareSortValues(sortValue(left, path, direction), sortValue(right, path, direction))
    if (compared !== 0) return compared * direction
  }
  return 0
}
