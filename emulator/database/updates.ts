import { types } from 'node:util'
import { update } from 'mingo'
import type { Document, PlainObject } from '../types'
import { cloneDocument, copyValue, toDocument } from './documents'
import { asCloudError, notEmulated, requestFailed } from './errors'
import { isPlainObject, ownField } from './paths'

/** What an operator demands of the value it meets. Those that only take away do not make a path. */
const OPERATORS: Record<string, { readonly wants?: 'number' | 'array'; readonly onlyTakesAway?: true }> = {
  $set: {},
  $unset: { onlyTakesAway: true },
  $inc: { wants: 'number' },
  $mul: { wants: 'number' },
  $min: {},
  $max: {},
  $rename: { onlyTakesAway: true },
  $bit: { wants: 'number' },
  $push: { wants: 'array' },
  $addToSet: { wants: 'array' },
  $pull: { wants: 'array', onlyTakesAway: true },
  $pullAll: { wants: 'array', onlyTakesAway: true },
  $pop: { wants: 'array', onlyTakesAway: true },
  $currentDate: {},
  $setOnInsert: {},
}

/**
 * The document as MongoDB's update operators leave it; the given one stays as it is. Where the library would pass over
 * what MongoDB refuses, this refuses: DATABASE_REQUEST_FAILED. `now` is what $currentDate writes.
 */
export function updatedDocument(document: Document, operators: PlainObject, now: number): Document {
  return updatedBy(document, checkedOperators(operators, now, false))
}

/** The document that an upsert makes when nothing matched: the query's equalities, then the operators. */
export function upsertedDocument(query: PlainObject, operators: PlainObject, now: number): PlainObject {
  const { _id, ...equalities } = equalitiesOf(query)
  const checked = checkedOperators(operators, now, true)
  const start: Document = { _id: '', ...equalities }
  const { _id: placeholder, ...fields } = updatedBy(start, checked)
  return _id === undefined ? fields : { _id, ...fields }
}

function equalitiesOf(query: PlainObject): PlainObject {
  const equalities: PlainObject = {}
  for (const [field, condition] of Object.entries(query)) {
    if (field.startsWith('$') || field.includes('.')) continue
    const isOperator = isPlainObject(condition) && Object.keys(condition).some((name) => name.startsWith('$'))
    if (!isOperator) equalities[field] = condition
    else if ('$eq' in condition) equalities[field] = condition.$eq
  }
  return equalities
}

type Operators = Record<string, PlainObject>

/** Refuses unknown operators and arguments; folds $currentDate and $setOnInsert into $set. */
function checkedOperators(operators: PlainObject, now: number, isInsert: boolean): Operators {
  const checked: Operators = {}
  const set: PlainObject = {}
  for (const [operator, expression] of Object.entries(operators)) {
    if (!Object.hasOwn(OPERATORS, operator)) throw requestFailed(`Unknown modifier: ${operator}`)
    if (!isPlainObject(expression)) throw requestFailed(`Modifiers operate on fields; ${operator} has none`)
    for (const path of Object.keys(expression)) checkPath(path)
    checkArguments(operator, expression)
    if (operator === '$set') Object.assign(set, expression)
    else if (operator === '$setOnInsert') Object.assign(set, isInsert ? expression : {})
    else if (operator === '$currentDate') {
      for (const path of Object.keys(expression)) set[path] = new Date(now)
    } else checked[operator] = expression
  }
  if (Object.keys(set).length > 0) checked.$set = set
  refuseConflicts(operators)
  return checked
}

function checkPath(path: string): void {
  const segments = path.split('.')
  if (segments.some((segment) => segment === ''))
    throw requestFailed(`The update path '${path}' has an empty field`)
  if (segments.includes('__proto__')) throw requestFailed("field name '__proto__' is reserved")
  if (segments.some((segment) => segment.startsWith('$'))) {
    throw notEmulated(`positional operators in update paths ('${path}')`)
  }
  if (segments[0] === '_id')
    throw requestFailed("Performing an update on the path '_id' would modify the immutable field '_id'")
}

function checkArguments(operator: string, expression: PlainObject): void {
  for (const [path, argument] of Object.entries(expression)) {
    if ((operator === '$inc' || operator === '$mul') && typeof argument !== 'number') {
      throw requestFailed(
        `Cannot apply ${operator} with non-numeric argument: {${path}: ${JSON.stringify(argument)}}`,
      )
    }
    if (operator === '$rename' && typeof argument === 'string') checkPath(argument)
    // Copies check the names of fields; conditions of $pull and the modifiers of $push are no values.
    if (operator === '$set' || operator === '$setOnInsert' || operator === '$min' || operator === '$max') {
      copyValue(argument)
    }
  }
}

/** Two operators may not touch the same field, nor a field and a part of it. */
function refuseConflicts(operators: PlainObject): void {
  const paths: string[] = []
  for (const [operator, expression] of Object.entries(operators)) {
    if (!isPlainObject(expression)) continue
    paths.push(...Object.keys(expression))
    if (operator === '$rename') paths.push(...Object.values(expression).map(String))
  }
  const sorted = paths.map((path) => `${path}.`).sort()
  for (const [at, path] of sorted.entries()) {
    const next = sorted[at + 1]
    if (next?.startsWith(path)) {
      throw requestFailed(
        `Updating the path '${next.slice(0, -1)}' would create a conflict at '${path.slice(0, -1)}'`,
      )
    }
  }
}

function updatedBy(document: Document, operators: Operators): Document {
  for (const [operator, expression] of Object.entries(operators)) {
    for (const [path, argument] of Object.entries(expression)) {
      checkTarget(document, operator, path)
      if (operator === '$rename') checkTarget(document, '$set', String(argument))
    }
  }
  const updated = cloneDocument(document)
  try {
    update<PlainObject>(
      updated,
      operators,
      [],
      {},
      { cloneMode: 'copy', queryOptions: { scriptEnabled: false } },
    )
  } catch (error) {
    throw asCloudError(error)
  }
  // Copied once more: arguments may hold names that no field may have, and belong to the caller.
  return toDocument(updated)
}

/** Walks the path as MongoDB would create it, and looks at what stands at its end. */
function checkTarget(document: Document, operator: string, path: string): void {
  const { wants, onlyTakesAway } = OPERATORS[operator] ?? {}
  const segments = path.split('.')
  let value: unknown = document
  for (const [at, segment] of segments.entries()) {
    if (value === undefined) return
    const isEnterable = isPlainObject(value) || (Array.isArray(value) && /^\d+$/.test(segment))
    if (!isEnterable) {
      if (onlyTakesAway) return
      const parent = segments[at - 1] ?? ''
      throw requestFailed(`Cannot create field '${segment}' in element {${parent}: ${JSON.stringify(value)}}`)
    }
    value = isPlainObject(value) ? ownField(value, segment) : elementAt(value, segment)
  }
  if (value === undefined) return
  const id = JSON.stringify(document._id)
  if (wants === 'number' && typeof value !== 'number') {
    throw requestFailed(
      `Cannot apply ${operator} to a value of non-numeric type. {_id: ${id}} has the field '${path}' of non-numeric type ${typeName(value)}`,
    )
  }
  if (wants === 'array' && !Array.isArray(value)) {
    throw requestFailed(
      `The field '${path}' must be an array but is of type ${typeName(value)} in document {_id: ${id}}`,
    )
  }
}

function elementAt(value: unknown, index: string): unknown {
  return Array.isArray(value) ? value[Number(index)] : undefined
}

function typeName(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  if (types.isDate(value)) return 'date'
  return typeof value
}
