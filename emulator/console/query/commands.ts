/** The commands of `db.command`, which developers write as `_.gt(3)`, as the conditions of MongoDB that they stand for. */
import type { PlainObject } from '../../types'

/** A condition on one field, before it is known on which. */
export class Command {
  constructor(
    readonly kind: 'condition' | 'and' | 'or' | 'nor',
    /** With `condition` one object of operators; else the alternatives, each a Command or a value. */
    readonly parts: readonly unknown[],
  ) {}

  /** `_.gt(1).and(_.lt(5))` and the like; undefined for a name that continues nothing. */
  continuedBy(name: string, args: readonly unknown[]): Command | undefined {
    const parts = args.flat()
    if (name === 'and' || name === 'or') return new Command(name, [this, ...parts])
    const next = commandOf(name, args)
    return next && new Command('and', [this, next])
  }
}

/** Commands whose operator is not their own name with a dollar sign. */
const OPERATORS: Readonly<Record<string, string>> = { neq: '$ne', geoNear: '$nearSphere' }
const CONDITIONS = new Set([
  'eq',
  'neq',
  'gt',
  'gte',
  'lt',
  'lte',
  'in',
  'nin',
  'exists',
  'all',
  'elemMatch',
  'size',
  'mod',
  'type',
  'regex',
  'geoNear',
  'geoWithin',
  'geoIntersects',
  'expr',
])

/** What `_.{name}(...args)` stands for; undefined when there is no such command. */
export function commandOf(name: string, args: readonly unknown[]): Command | undefined {
  const [first] = args
  if (name === 'and' || name === 'or' || name === 'nor') return new Command(name, args.flat())
  if (name === 'not') return new Command('condition', [{ $not: conditionOf(first) }])
  if (!CONDITIONS.has(name)) return undefined
  if (name === 'mod') return new Command('condition', [{ $mod: args.flat() }])
  const operator = OPERATORS[name] ?? `$${name}`
  return new Command('condition', [{ [operator]: name.startsWith('geo') ? geometryOf(first) : plain(first) }])
}

/** A value in which every command has become what it stands for. */
export function plain(value: unknown): unknown {
  if (value instanceof Command) return conditionOf(value)
  if (Array.isArray(value)) return value.map(plain)
  return isRecord(value) ? objectOf(Object.entries(value)) : value
}

/**
 * An object of a query. A choice (`_.or`) between conditions of one field becomes a choice between objects, because
 * MongoDB's `$or` stands beside fields and not within them.
 */
export function objectOf(entries: readonly (readonly [field: string, value: unknown])[]): PlainObject {
  const result: PlainObject = {}
  const lifted: PlainObject[] = []
  for (const [field, value] of entries) {
    const merged = value instanceof Command ? mergedConditions(value) : undefined
    if (merged) result[field] = merged
    else if (value instanceof Command) lifted.push(liftedConditions(field, value))
    else if (value !== undefined) result[field] = plain(value)
  }
  if (lifted.length === 0) return result
  return Object.keys(result).length === 0 && lifted.length === 1
    ? { ...lifted[0] }
    : { $and: [result, ...lifted] }
}

/** What the whole query is when it is one command, such as `_.or([{...}, {...}])`. */
export function queryOf(command: Command): PlainObject {
  if (command.kind === 'condition') return { ...mergedConditions(command) }
  return { [`$${command.kind}`]: command.parts.map(plain) }
}

function conditionOf(value: unknown): unknown {
  if (!(value instanceof Command)) return plain(value)
  return mergedConditions(value) ?? queryOf(value)
}

/** One object of operators for all conditions, if none of them stands in it twice. */
function mergedConditions({ kind, parts }: Command): PlainObject | undefined {
  const [first] = parts
  if (kind === 'condition') return isRecord(first) ? { ...first } : undefined
  if (kind !== 'and') return undefined
  const objects = parts.map((part) => (part instanceof Command ? mergedConditions(part) : undefined))
  const merged: PlainObject = {}
  for (const object of objects) {
    if (!object || Object.keys(object).some((operator) => operator in merged)) return undefined
    Object.assign(merged, object)
  }
  return merged
}

function liftedConditions(field: string, { kind, parts }: Command): PlainObject {
  return { [`$${kind}`]: parts.map((part) => objectOf([[field, part]])) }
}

/** `{ geometry, maxDistance }` as the SDK takes it. */
function geometryOf(value: unknown): unknown {
  if (!isRecord(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [`$${name}`, plain(part)]))
}

function isRecord(value: unknown): value is PlainObject {
  if (typeof value !== 'object' || value === null) return false
  return Object.prototype.toString.call(value) === '[object Object]'
}
