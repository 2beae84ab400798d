import type { Document, PlainObject } from '../types'
import { notEmulated, requestFailed } from './errors'
import {
  type Computed,
  type FieldTree,
  keepFields,
  type Leaf,
  omitFields,
  plant,
  setComputed,
} from './field-tree'
import { isPlainObject, valuesAtPath } from './paths'
import { filterOf } from './query-filter'

/** What `field()` asks for. A $slice alone keeps everything else; an $elemMatch keeps nothing else. */
interface Wanted {
  readonly kept: FieldTree
  readonly omitted: FieldTree
  /** Fields with a part of their list. */
  readonly cut: FieldTree
  readonly isInclusion: boolean
}

/** What was last left of a frozen document: the pages that everybody looks at ask for the same fields of it. */
const lastLeft = new WeakMap<Document, { readonly asked: string; readonly left: Document }>()

/** Leaves of each document what the projection asks for; its `_id` as well, unless that is left out by name. */
export function project(documents: Document[], projection: PlainObject | undefined): Document[] {
  if (!projection || Object.keys(projection).length === 0) return documents
  const { wanted, asked } = preparedProjection(projection)
  // Parts of lists may be asked for by patterns and dates, of which JSON says too little to tell them apart.
  if (wanted.cut.size > 0) return documents.map((document) => leftOf(document, wanted))
  return documents.map((document) => {
    const last = lastLeft.get(document)
    if (last?.asked === asked) return last.left
    const left = leftOf(document, wanted)
    if (Object.isFrozen(document)) lastLeft.set(document, { asked, left: Object.freeze(left) })
    return left
  })
}

/** A projection, read; `asked` is its text, by which it is known again. */
interface Prepared {
  readonly wanted: Wanted
  readonly asked: string
}

const prepared = new WeakMap<PlainObject, Prepared>()

function preparedProjection(projection: PlainObject): Prepared {
  const known = prepared.get(projection)
  if (known) return known
  const made = { wanted: wantedOf(projection), asked: JSON.stringify(projection) }
  if (Object.isFrozen(projection)) prepared.set(projection, made)
  return made
}

function leftOf(document: Document, { kept, omitted, cut, isInclusion }: Wanted): Document {
  const rest = isInclusion ? keepFields(document, kept, document) : omitFields(document, omitted)
  const shaped = setComputed(rest, cut, document)
  const result: Document = { _id: document._id, ...shaped }
  if (!('_id' in shaped)) Reflect.deleteProperty(result, '_id')
  return result
}

function wantedOf(projection: PlainObject): Wanted {
  const wanted = { kept: new Map(), omitted: new Map(), cut: new Map() }
  let mode: 'inclusion' | 'exclusion' | undefined
  for (const [path, value] of leavesOf(projection)) {
    if (isPlainObject(value)) {
      plant(wanted.cut, path, partOfList(path, value))
      if ('$elemMatch' in value) mode ??= 'inclusion'
      continue
    }
    const leaf = leafOf(path, value)
    plant(leaf === 'keep' ? wanted.kept : wanted.omitted, path, leaf)
    if (path === '_id') continue
    const asked = leaf === 'keep' ? 'inclusion' : 'exclusion'
    if (mode && mode !== asked)
      throw requestFailed(`Cannot do ${asked} on field ${path} in ${mode} projection`)
    mode = asked
  }
  const isInclusion = mode === 'inclusion' || (mode === undefined && wanted.kept.size > 0)
  if (isInclusion && !wanted.omitted.has('_id')) wanted.kept.set('_id', 'keep')
  return { ...wanted, isInclusion }
}

/** `{ a: { b: 1 } }` is `{ 'a.b': 1 }`; operators are values. */
function leavesOf(projection: PlainObject, prefix = ''): [path: string, value: unknown][] {
  return Object.entries(projection).flatMap(([name, value]): [string, unknown][] => {
    const path = `${prefix}${name}`
    const isNested = isPlainObject(value) && !Object.keys(value).some((key) => key.startsWith('$'))
    return isNested ? leavesOf(value, `${path}.`) : [[path, value]]
  })
}

function leafOf(path: string, value: unknown): Leaf {
  if (path.split('.').includes('$')) throw notEmulated(`the positional projection '${path}'`)
  if (typeof value === 'boolean') return value ? 'keep' : 'omit'
  if (typeof value === 'number') return value === 0 ? 'omit' : 'keep'
  throw notEmulated(`computed fields in a projection ('${path}')`)
}

function partOfList(path: string, value: PlainObject): Computed {
  const [operator = '', ...others] = Object.keys(value)
  if (others.length > 0) throw requestFailed(`the projection of '${path}' has more than one operator`)
  if (operator === '$slice') return sliced(path, value.$slice)
  if (operator === '$elemMatch') return firstMatching(path, value.$elemMatch)
  throw notEmulated(`${operator} in a projection`)
}

function sliced(path: string, argument: unknown): Computed {
  const [first, count] = Array.isArray(argument) ? argument : [argument]
  const isWhole = (part: unknown): part is number => typeof part === 'number' && Number.isInteger(part)
  if (!isWhole(first)) throw requestFailed('$slice takes a whole number or two of them')
  if (!Array.isArray(argument)) {
    return listAt(path, (list) => (first < 0 ? list.slice(first) : list.slice(0, first)))
  }
  if (!isWhole(count) || count <= 0)
    throw requestFailed('the limit of $slice must be a positive whole number')
  return listAt(path, (list) => {
    const from = first < 0 ? Math.max(0, list.length + first) : first
    return list.slice(from, from + count)
  })
}

function firstMatching(path: string, criteria: unknown): Computed {
  if (path.includes('.')) throw requestFailed(`Cannot use $elemMatch projection on a nested field: '${path}'`)
  const matches = filterOf({ list: { $elemMatch: criteria } })
  return (document) => {
    const list = document[path]
    if (!Array.isArray(list)) return undefined
    const found = list.find((element: unknown) => matches({ list: [element] }))
    return found === undefined ? undefined : [found]
  }
}

/** What is no list stays as it is. */
function listAt(path: string, cut: (list: readonly unknown[]) => unknown): Computed {
  return (document) => {
    const [value] = valuesAtPath(document, path).values
    return Array.isArray(value) ? cut(value) : value
  }
}
