/** Stages that give each row another form. */
import type { PlainObject } from '../../types'
import { requestFailed } from '../errors'
import { evaluate } from '../expressions/evaluate'
import { namedParts, objectOf, textOf } from '../expressions/values'
import { type FieldTree, keepFields, omitFields, plant, setComputed } from '../field-tree'
import { isPlainObject } from '../paths'
import { type Context, type Rows, rowValue, type Stage, type StageReader } from './stage'

/** Where in the form a leaf stands, and what becomes of it. Expressions wait for their variables. */
interface Field {
  readonly path: string
  readonly value: 'keep' | 'omit' | { readonly expression: unknown }
}

function* mapped(rows: Rows, change: (row: PlainObject) => PlainObject): Rows {
  for (const row of rows) yield change(row)
}

/** The form as a tree, its expressions bound to the variables of the pipeline. */
function treeOf(fields: readonly Field[], { variables }: Context): FieldTree {
  const tree: FieldTree = new Map()
  for (const { path, value } of fields) {
    plant(tree, path, typeof value === 'string' ? value : (row) => evaluate(value.expression, row, variables))
  }
  return tree
}

/** `{ a: { b: 1 } }` is `{ 'a.b': 1 }`, unless the inner object is an operator. */
function fieldsOf(form: PlainObject, leafOf: (value: unknown) => Field['value'], prefix = ''): Field[] {
  return Object.entries(form).flatMap(([name, value]): Field[] => {
    const path = `${prefix}${name}`
    const isNested = isPlainObject(value) && !Object.keys(value)[0]?.startsWith('$')
    if (!isNested) return [{ path, value: leafOf(value) }]
    if (Object.keys(value).length === 0)
      throw requestFailed(`an empty object is not a valid value. Found at '${path}'`)
    return fieldsOf(value, leafOf, `${path}.`)
  })
}

export const project: StageReader = (argument) => {
  const fields = fieldsOf(objectOf('$project', argument), (value) => {
    if (typeof value === 'boolean') return value ? 'keep' : 'omit'
    if (typeof value === 'number') return value === 0 ? 'omit' : 'keep'
    return { expression: value }
  })
  if (fields.length === 0) throw requestFailed('$project specification must have at least one field')
  checkTree(fields)
  const others = fields.filter(({ path }) => path !== '_id')
  const decisive = others.length > 0 ? others : fields
  const omits = decisive.filter(({ value }) => value === 'omit').length
  if (omits > 0 && omits < decisive.length)
    throw requestFailed('Invalid $project: cannot mix exclusion with inclusion')
  if (omits > 0) {
    // An _id that is to be kept by name is kept anyhow.
    const omitted = fields.filter(({ value }) => value === 'omit')
    return (rows, context) => {
      const tree = treeOf(omitted, context)
      return mapped(rows, (row) => omitFields(row, tree))
    }
  }
  const hasId = fields.some(({ path }) => path === '_id' || path.startsWith('_id.'))
  const kept: Field[] = hasId
    ? fields.filter(({ value }) => value !== 'omit')
    : [{ path: '_id', value: 'keep' }, ...fields]
  return (rows, context) => {
    const tree = treeOf(kept, context)
    return mapped(rows, (row) => keepFields(row, tree, row))
  }
}

export const addFields: StageReader = (argument) => {
  const fields = fieldsOf(objectOf('$addFields', argument), (expression) => ({ expression }))
  if (fields.length === 0) throw requestFailed('$addFields specification must have at least one field')
  checkTree(fields)
  return (rows, context) => {
    const tree = treeOf(fields, context)
    return mapped(rows, (row) => setComputed(row, tree, row))
  }
}

export const unset: StageReader = (argument) => {
  const paths: unknown[] = Array.isArray(argument) ? argument : [argument]
  if (paths.length === 0)
    throw requestFailed('$unset specification must be a string or an array of at least one')
  return project(Object.fromEntries(paths.map((path) => [textOf('$unset', path), 0])))
}

/** Refuses collisions before any row is there. */
function checkTree(fields: readonly Field[]): void {
  const tree: FieldTree = new Map()
  for (const { path, value } of fields) plant(tree, path, typeof value === 'string' ? value : () => undefined)
}

export const replaceRoot: StageReader = (argument) =>
  replacedBy(namedParts('$replaceRoot', argument, ['newRoot']).newRoot)
export const replaceWith: StageReader = (argument) => replacedBy(argument)

function replacedBy(expression: unknown): Stage {
  return (rows, context) =>
    mapped(rows, (row) => {
      const root = rowValue(expression, row, context)
      if (isPlainObject(root)) return root
      throw requestFailed(
        `'newRoot' expression must evaluate to an object, but resulting value was: ${JSON.stringify(root) ?? 'MISSING'}`,
      )
    })
}

export const unwind: StageReader = (argument) => {
  const parts = isPlainObject(argument)
    ? namedParts('$unwind', argument, ['path'], ['includeArrayIndex', 'preserveNullAndEmptyArrays'])
    : { path: argument, includeArrayIndex: undefined, preserveNullAndEmptyArrays: false }
  const path = textOf('$unwind', parts.path)
  if (!path.startsWith('$') || path.startsWith('$$') || path.length === 1) {
    throw requestFailed(`path option to $unwind stage should be prefixed with a '$': ${path}`)
  }
  const index = parts.includeArrayIndex
  if (index !== undefined && (typeof index !== 'string' || index === '' || index.startsWith('$'))) {
    throw requestFailed('the includeArrayIndex option to $unwind must be the name of a field')
  }
  const preserves = parts.preserveNullAndEmptyArrays === true
  return (rows) => unwound(rows, path.slice(1), typeof index === 'string' ? index : undefined, preserves)
}

function* unwound(rows: Rows, path: string, index: string | undefined, preserves: boolean): Rows {
  for (const row of rows) {
    const value = evaluate(`$${path}`, row)
    const withValue = (element: unknown, at: number | null) => {
      const whole = withField(row, path, element)
      return index === undefined ? whole : withField(whole, index, at)
    }
    if (Array.isArray(value)) {
      for (const [at, element] of value.entries()) yield withValue(element, at)
      if (value.length === 0 && preserves) yield withValue(undefined, null)
    } else if (value !== undefined && value !== null) yield withValue(value, null)
    else if (preserves) yield index === undefined ? row : withField(row, index, null)
  }
}

/** The row with a value at a path; `undefined` takes the field away. */
export function withField(row: PlainObject, path: string, value: unknown): PlainObject {
  const tree: FieldTree = new Map()
  plant(tree, path, () => value)
  return setComputed(row, tree, row)
}
