import type { PlainObject } from '../types'
import { requestFailed } from './errors'
import { isPlainObject } from './paths'

/** A value that is worked out of the whole document; `undefined` leaves the field away. */
export type Computed = (document: PlainObject) => unknown
/** What becomes of the field at the end of a path: kept, left out, or worked out anew. */
export type Leaf = 'keep' | 'omit' | Computed
/** Leaves by the segments of their paths. */
export type FieldTree = Map<string, Leaf | FieldTree>

/** Puts a leaf at a dotted path. Refuses a path that another one contains: DATABASE_REQUEST_FAILED. */
export function plant(tree: FieldTree, path: string, leaf: Leaf): void {
  const segments = path.split('.')
  const last = segments.pop() ?? ''
  let at = tree
  for (const segment of segments) {
    const next = at.get(segment) ?? new Map()
    if (!(next instanceof Map)) throw requestFailed(`Invalid projection: path collision at ${path}`)
    at.set(checked(segment, path), next)
    at = next
  }
  if (at.has(last)) throw requestFailed(`Invalid projection: path collision at ${path}`)
  at.set(checked(last, path), leaf)
}

function checked(segment: string, path: string): string {
  if (segment === '') throw requestFailed(`FieldPath must not have an empty field name: '${path}'`)
  if (segment.startsWith('$')) throw requestFailed(`FieldPath field names may not start with '$': '${path}'`)
  if (segment === '__proto__') throw requestFailed("field name '__proto__' is reserved")
  return segment
}

/** The document with what is kept and what is worked out, and nothing else. */
export function keepFields(document: PlainObject, tree: FieldTree, root: PlainObject): PlainObject {
  const result: PlainObject = {}
  for (const [name, value] of Object.entries(document)) {
    const node = tree.get(name)
    const kept = node instanceof Map ? keepInside(value, node, root) : node === 'keep' ? value : undefined
    if (kept !== undefined) result[name] = kept
  }
  return setComputed(result, tree, root)
}

/** Of a list, each element; what is no document has none of the fields. */
function keepInside(value: unknown, tree: FieldTree, root: PlainObject): unknown {
  if (isPlainObject(value)) return keepFields(value, tree, root)
  if (!Array.isArray(value)) return undefined
  return value.map((element: unknown) => keepInside(element, tree, root)).filter((kept) => kept !== undefined)
}

/** The document without what is left out. */
export function omitFields(document: PlainObject, tree: FieldTree): PlainObject {
  const result: PlainObject = {}
  for (const [name, value] of Object.entries(document)) {
    const node = tree.get(name)
    if (node !== 'omit') result[name] = node instanceof Map ? omitInside(value, node) : value
  }
  return result
}

function omitInside(value: unknown, tree: FieldTree): unknown {
  if (isPlainObject(value)) return omitFields(value, tree)
  return Array.isArray(value) ? value.map((element: unknown) => omitInside(element, tree)) : value
}

/**
 * The document with its computed fields set: in every element where a list is on the way, in a new document where none
 * is. A value that is missing takes the field away.
 */
export function setComputed(document: PlainObject, tree: FieldTree, root: PlainObject): PlainObject {
  const result = { ...document }
  for (const [name, node] of tree) {
    if (node === 'keep' || node === 'omit') continue
    const value = node instanceof Map ? setInside(result[name], node, root) : node(root)
    if (value === undefined) delete result[name]
    else result[name] = value
  }
  return result
}

function setInside(value: unknown, tree: FieldTree, root: PlainObject): unknown {
  if (!hasComputed(tree)) return value
  if (Array.isArray(value)) return value.map((element: unknown) => setInside(element, tree, root))
  return setComputed(isPlainObject(value) ? value : {}, tree, root)
}

function hasComputed(tree: FieldTree): boolean {
  return [...tree.values()].some((node) =>
    node instanceof Map ? hasComputed(node) : typeof node === 'function',
  )
}
