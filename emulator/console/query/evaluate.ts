/** What a parsed text means: values, dates, regular expressions, and the commands of the SDK's `db`. */
import * as z from 'zod'
import { parseEjson } from '../../protocol/ejson'
import type { PlainObject } from '../../types'
import { Command, commandOf, plain } from './commands'
import { type Node, startOf } from './syntax'
import { SyntaxProblem } from './text-reader'

/** Names under which developers keep `db.command`. */
const COMMAND_NAMES = ['_', 'db.command', 'command']
/** Names under which they keep the operators of an aggregation. */
const AGGREGATE_NAMES = ['$', '_.aggregate', 'db.command.aggregate']

/**
 * The value that a node stands for, with commands in it as they are.
 * @param now What `new Date()` and `db.serverDate()` are, in epoch milliseconds.
 * @throws SyntaxProblem for a name that means nothing.
 */
export function evaluate(node: Node, now: number): unknown {
  switch (node.kind) {
    case 'value':
      return node.value
    case 'array':
      return node.items.map((item) => evaluate(item, now))
    case 'object':
      return typedValue(Object.fromEntries(node.entries.map(([name, item]) => [name, evaluate(item, now)])))
    case 'call':
      return call(
        node.callee,
        node.args.map((argument) => evaluate(argument, now)),
        now,
      )
    default:
      throw new SyntaxProblem(`${pathOf(node) ?? 'this'} means nothing here`, node.at)
  }
}

/** As `evaluate`, with every command turned into what it stands for. */
export function evaluatePlain(node: Node, now: number): unknown {
  return plain(evaluate(node, now))
}

/** `db.command.gt` for the members it is written with; undefined when something is called in between. */
export function pathOf(node: Node): string | undefined {
  if (node.kind === 'name') return node.name
  if (node.kind !== 'member') return undefined
  const of = pathOf(node.of)
  return of === undefined ? undefined : `${of}.${node.name}`
}

/** `{ "$date": ... }` and its like are values too: what was copied from an export is understood. */
function typedValue(object: PlainObject): unknown {
  const [name = '', ...others] = Object.keys(object)
  // Its milliseconds, if they were typed, have been understood already.
  if (others.length === 0 && name === '$date' && typeof object.$date === 'number')
    return new Date(object.$date)
  if (others.length > 0 || !/^\$(date|number\w+|oid|regularExpression)$/.test(name)) return object
  return parseEjson(JSON.stringify(object), 0)
}

function call(callee: Node, args: readonly unknown[], now: number): unknown {
  const path = pathOf(callee)
  const value = path === undefined ? undefined : namedValue(path, args, now)
  if (value !== undefined) return value
  if (callee.kind === 'member') {
    const of = pathOf(callee.of)
    if (of !== undefined && AGGREGATE_NAMES.includes(of)) return { [`$${callee.name}`]: operandOf(args) }
    if (of !== undefined && COMMAND_NAMES.includes(of)) {
      const command = commandOf(callee.name, args)
      if (command) return command
    } else if (callee.of.kind === 'call') {
      const before = evaluate(callee.of, now)
      const continued = before instanceof Command ? before.continuedBy(callee.name, args) : undefined
      if (continued) return continued
    }
  }
  const name = path ?? (callee.kind === 'member' ? callee.name : 'this')
  throw new SyntaxProblem(`${name} is not known here`, startOf(callee))
}

function operandOf(args: readonly unknown[]): unknown {
  return args.length === 1 ? plain(args[0]) : args.map(plain)
}

function namedValue(path: string, args: readonly unknown[], now: number): unknown {
  const [first, second] = args
  switch (path) {
    case 'Date':
    case 'ISODate':
      return dateOf(first, now)
    case 'db.serverDate':
      return new Date(now)
    case 'RegExp':
      return new RegExp(String(first), second === undefined ? '' : String(second))
    case 'db.RegExp':
      return sdkRegExp(first)
    case 'ObjectId':
      return String(first)
    case 'db.Geo.Point':
      return { type: 'Point', coordinates: [first, second] }
    default:
      return undefined
  }
}

function dateOf(value: unknown, now: number): Date {
  if (value === undefined) return new Date(now)
  const date = new Date(typeof value === 'number' ? value : String(value))
  if (Number.isNaN(date.getTime())) throw new SyntaxProblem(`${String(value)} is not a date`, 0)
  return date
}

const regExpSchema = z.object({ regexp: z.string(), options: z.string().default('') })

/** `{ regexp, options }` as `db.RegExp` takes it. */
function sdkRegExp(value: unknown): RegExp {
  const given = regExpSchema.parse(value)
  return new RegExp(given.regexp, given.options)
}
