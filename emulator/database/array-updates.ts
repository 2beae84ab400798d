import { compareValues, isEqual, typeName } from './comparison'
import { copyValue } from './documents'
import { requestFailed } from './errors'
import { isPlainObject, valuesAtPath } from './paths'
import { pullTest } from './query-filter'
import type { Change, Target, UpdateOperator } from './update-operators'

/** The update operators of arrays. https://www.mongodb.com/docs/manual/reference/operator/update-array/ */
export const arrayOperators: Readonly<Record<string, UpdateOperator>> = {
  $push: { makesPath: true, compile: push },
  $addToSet: { makesPath: true, compile: addToSet },
  $pull: {
    makesPath: false,
    compile: (argument) => {
      const isPulled = pullTest(argument)
      return withList('$pull', (list) => list.filter((element) => !isPulled(element)))
    },
  },
  $pullAll: {
    makesPath: false,
    compile: (argument) => {
      if (!Array.isArray(argument)) {
        throw requestFailed(`$pullAll requires an array argument but was given a ${typeName(argument)}`)
      }
      return withList('$pullAll', (list) =>
        list.filter((element) => !argument.some((pulled) => isEqual(element, pulled))),
      )
    },
  },
  $pop: {
    makesPath: false,
    compile: (argument) => {
      if (argument !== 1 && argument !== -1) {
        throw requestFailed(`$pop expects 1 or -1, found: ${JSON.stringify(argument)}`)
      }
      return withList('$pop', (list) => (argument === 1 ? list.slice(0, -1) : list.slice(1)))
    },
  },
}

/** A change of a list that is there; nothing to do where none is. */
function withList(operator: string, change: (list: readonly unknown[]) => unknown[]): Change {
  return (value) => {
    if (value === undefined) return undefined
    if (!Array.isArray(value)) throw requestFailed(`Cannot apply ${operator} to a non-array value`)
    return change(value)
  }
}

/** The list that is there, or a new one. */
function listFor(value: unknown, { path, id }: Target): readonly unknown[] {
  if (value === undefined) return []
  if (Array.isArray(value)) return value
  throw requestFailed(
    `The field '${path}' must be an array but is of type ${typeName(value)} in document {_id: ${JSON.stringify(id)}}`,
  )
}

function addToSet(argument: unknown): Change {
  const isEach = isPlainObject(argument) && '$each' in argument
  if (isEach) onlyClauses('$addToSet', Object.keys(argument), ['$each'])
  const added = isEach ? eachOf('$addToSet', argument.$each) : [copyValue(argument)]
  return (value, target) => {
    const list = [...listFor(value, target)]
    for (const one of added) if (!list.some((element) => isEqual(element, one))) list.push(one)
    return list
  }
}

function push(argument: unknown): Change {
  if (!isPlainObject(argument) || !('$each' in argument)) {
    const added = copyValue(argument)
    return (value, target) => [...listFor(value, target), added]
  }
  onlyClauses('$push', Object.keys(argument), ['$each', '$position', '$slice', '$sort'])
  const added = eachOf('$push', argument.$each)
  const position = wholeClause('$position', argument.$position)
  const slice = wholeClause('$slice', argument.$slice)
  const order = argument.$sort === undefined ? undefined : orderOf(argument.$sort)
  return (value, target) => {
    const list = [...listFor(value, target)]
    list.splice(position ?? list.length, 0, ...added)
    if (order) list.sort(order)
    if (slice === undefined) return list
    if (slice >= 0) return list.slice(0, slice)
    return list.slice(slice)
  }
}

function onlyClauses(operator: string, names: readonly string[], known: readonly string[]): void {
  const other = names.find((name) => !known.includes(name))
  if (other !== undefined) throw requestFailed(`Unrecognized clause in ${operator}: ${other}`)
}

function eachOf(operator: string, each: unknown): unknown[] {
  if (!Array.isArray(each)) {
    throw requestFailed(
      `The argument to $each in ${operator} must be an array but it was of type: ${typeName(each)}`,
    )
  }
  return each.map((value: unknown) => copyValue(value))
}

function wholeClause(clause: string, value: unknown): number | undefined {
  if (value === undefined || (typeof value === 'number' && Number.isInteger(value))) return value
  throw requestFailed(
    `The value for ${clause} must be an integer value but was given type: ${typeName(value)}`,
  )
}

/** 1 or -1 for whole elements, or directions by field for documents. */
function orderOf(sort: unknown): (left: unknown, right: unknown) => number {
  if (sort === 1 || sort === -1) return (left, right) => compareValues(left, right) * sort
  const fields = isPlainObject(sort) ? Object.entries(sort) : []
  if (fields.length === 0 || fields.some(([, direction]) => direction !== 1 && direction !== -1)) {
    throw requestFailed('The $sort element value must be either 1 or -1')
  }
  return (left, right) => {
    for (const [path, direction] of fields) {
      const order = compareValues(fieldOf(left, path), fieldOf(right, path))
      if (order !== 0) return order * Number(direction)
    }
    return 0
  }
}

function fieldOf(element: unknown, path: string): unknown {
  return isPlainObject(element) ? valuesAtPath(element, path).values[0] : undefined
}
