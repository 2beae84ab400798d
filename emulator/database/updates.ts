import type { Document, PlainObject } from '../types'
import { isOperatorObject } from './conditions'
import { cloneDocument, toDocument } from './documents'
import { requestFailed } from './errors'
import { isPlainObject } from './paths'
import { type Change, updateOperators } from './update-operators'
import { changeAt, checkPath, concretePaths, crossesArray, valueAt } from './update-paths'

/** One operator on one field. */
interface Step {
  readonly operator: string
  readonly path: string
  readonly change: Change
  readonly makesPath: boolean
}
interface Rename {
  readonly from: string
  readonly to: string
}

/** Update operators that have been read and found good. */
export interface Update {
  readonly steps: readonly Step[]
  readonly renames: readonly Rename[]
}

/**
 * Reads update operators; `now` is what $currentDate writes. What MongoDB refuses without a look at any document is
 * refused here: DATABASE_REQUEST_FAILED.
 */
export function readUpdate(operators: PlainObject, now: number): Update {
  const steps: Step[] = []
  const renames: Rename[] = []
  for (const [name, fields] of Object.entries(operators)) {
    const operator = Object.hasOwn(updateOperators, name) ? updateOperators[name] : undefined
    if (!operator && name !== '$rename') throw requestFailed(`Unknown modifier: ${name}`)
    if (!isPlainObject(fields)) {
      throw requestFailed(`Modifiers operate on fields but we found another type instead: ${name}`)
    }
    for (const [path, argument] of Object.entries(fields)) {
      checkPath(path)
      if (!operator) renames.push(readRename(path, argument))
      else
        steps.push({
          operator: name,
          path,
          change: operator.compile(argument, path, now),
          makesPath: operator.makesPath,
        })
    }
  }
  refuseConflicts([...steps.map(({ path }) => path), ...renames.flatMap(({ from, to }) => [from, to])])
  return { steps, renames }
}

function readRename(from: string, to: unknown): Rename {
  if (typeof to !== 'string') throw requestFailed(`The 'to' field for $rename must be a string: ${from}`)
  checkPath(to)
  if (from === to) throw requestFailed(`The source and target field for $rename must differ: ${from}`)
  for (const path of [from, to]) {
    if (path.includes('$'))
      throw requestFailed(`The source and target field for $rename may not be dynamic: ${path}`)
  }
  return { from, to }
}

/** Two operators may not touch the same field, nor a field and a part of it. */
function refuseConflicts(paths: readonly string[]): void {
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

/** The document as the update leaves it; the given one stays as it is. `query` is what found it, for the positional `$`. */
export function updatedBy(document: Document, { steps, renames }: Update, query: PlainObject): Document {
  const applied = steps
    .filter(({ operator }) => operator !== '$setOnInsert')
    .flatMap((step) => concretePaths(document, step.path, query).map((path) => ({ ...step, path })))
  if (applied.length > steps.length) refuseConflicts(applied.map(({ path }) => path))
  return changed(document, applied, renames)
}

/** The document that an upsert makes when nothing matched: the query's equalities, then the operators. */
export function upsertedBy(query: PlainObject, { steps, renames }: Update): PlainObject {
  const { _id, ...equalities } = equalitiesOf(query)
  const seeds: Step[] = Object.entries(equalities).map(([path, value]) => ({
    operator: '$set',
    path,
    change: () => value,
    makesPath: true,
  }))
  const seeded = changed({ _id: '' }, seeds, [])
  const { _id: placeholder, ...fields } = changed(seeded, steps, renames)
  return _id === undefined ? fields : { _id, ...fields }
}

function equalitiesOf(query: PlainObject): PlainObject {
  const equalities: PlainObject = {}
  for (const [field, condition] of Object.entries(query)) {
    if (field === '$and' && Array.isArray(condition)) {
      for (const branch of condition)
        if (isPlainObject(branch)) Object.assign(equalities, equalitiesOf(branch))
    } else if (!field.startsWith('$')) {
      if (!isOperatorObject(condition)) equalities[field] = condition
      else if ('$eq' in condition) equalities[field] = condition.$eq
    }
  }
  return equalities
}

/** New fields come in the order of their names, elements by their number, as MongoDB adds them. */
function changed(document: Document, steps: readonly Step[], renames: readonly Rename[]): Document {
  const result = cloneDocument(document)
  const id = document._id
  const moves = renames.flatMap((rename) => movesOf(document, rename))
  const inOrder = [...steps, ...moves].sort((left, right) => comparePaths(left.path, right.path))
  for (const { path, change, makesPath } of inOrder) changeAt(result, { path, id }, change, makesPath)
  // Copied once more: arguments may hold names that no field may have, and belong to the caller.
  return toDocument(result)
}

function movesOf(document: Document, { from, to }: Rename): Step[] {
  const id = JSON.stringify(document._id)
  if (crossesArray(document, from)) {
    throw requestFailed(`The source field cannot be an array element, '${from}' in doc with _id: ${id}`)
  }
  const value = valueAt(document, from)
  if (value === undefined) return []
  if (crossesArray(document, to)) {
    throw requestFailed(`The destination field cannot be an array element, '${to}' in doc with _id: ${id}`)
  }
  return [
    { operator: '$rename', path: from, change: () => undefined, makesPath: false },
    { operator: '$rename', path: to, change: () => value, makesPath: true },
  ]
}

function comparePaths(left: string, right: string): number {
  const [ours, theirs] = [left.split('.'), right.split('.')]
  const at = ours.findIndex((segment, index) => segment !== theirs[index])
  const [one, other] = [ours[at] ?? '', theirs[at] ?? '']
  const byNumber = /^\d+$/.test(one) && /^\d+$/.test(other) ? Number(one) - Number(other) : 0
  return byNumber || (one < other ? -1 : Number(one > other))
}
