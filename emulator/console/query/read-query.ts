/**
 * What the query box takes:
 *
 * - `{ boardId: 'bread' }`: the documents that match,
 * - `[{ $match: ... }, { $group: ... }]`: an aggregation,
 * - `where({...}).orderBy('at', 'desc').limit(20).field({...})`, with `.count()` at the end if only the number is wanted,
 *   also as it stands in a function: `await db.collection('posts').where(...).get()`,
 * - `doc('id')`, `aggregate().match({...}).group({...})`.
 */
import * as z from 'zod'
import type { PlainObject } from '../../types'
import { Command, plain, queryOf } from './commands'
import { evaluate, pathOf } from './evaluate'
import { type Node, parse } from './syntax'
import { SyntaxProblem } from './text-reader'

export interface FindQuery {
  readonly kind: 'find' | 'count'
  readonly collection: string
  readonly where: PlainObject
  readonly order: Readonly<Record<string, 1 | -1>>
  readonly field: PlainObject | undefined
  readonly skip: number
  readonly limit: number
}
export interface AggregateQuery {
  readonly kind: 'aggregate'
  readonly collection: string
  readonly stages: readonly PlainObject[]
}
export type Query = FindQuery | AggregateQuery

/** A page of the table; the cloud's own default for functions is 100. */
const LIMIT_DEFAULT = 100
/** More would be looked at by nobody. */
const LIMIT_MAX = 1000

/** One step of a chain, such as `.limit(20)`. */
interface Step {
  readonly at: number
  readonly name: string
  readonly args: readonly unknown[]
}

/**
 * @param collection The collection that is meant when the text names none.
 * @param now What `new Date()` is, in epoch milliseconds.
 * @throws SyntaxProblem with the place in the text.
 */
export function readQuery(text: string, collection: string, now: number): Query {
  const node = parse(text)
  if (!node) return findQuery(collection, [])
  if (node.kind === 'array') return { kind: 'aggregate', collection, stages: stagesOf(node, now) }
  if (node.kind !== 'call')
    return findQuery(collection, [{ at: 0, name: 'where', args: [evaluate(node, now)] }])
  if (isCommand(node)) return findQuery(collection, [{ at: 0, name: 'where', args: [evaluate(node, now)] }])
  const steps = stepsOf(node, now)
  const [first, ...rest] = steps
  const named = first?.name === 'collection' ? z.string().safeParse(first.args[0]).data : undefined
  const inside = first?.name === 'collection' ? rest : steps
  const [begin, ...stages] = inside
  if (begin?.name === 'aggregate') return aggregateQuery(named ?? collection, stages)
  return findQuery(named ?? collection, inside)
}

/** `_.or(...)` by itself is a condition. */
function isCommand(node: Node & { readonly kind: 'call' }): boolean {
  const path = pathOf(node.callee) ?? ''
  return path.startsWith('_.') || path.startsWith('db.command.')
}

/** `a(1).b(2)` as its steps; what stands before the first call (`db`) says nothing. */
function stepsOf(node: Node, now: number): Step[] {
  if (node.kind !== 'call') return []
  const { callee } = node
  const args = node.args.map((argument) => evaluate(argument, now))
  if (callee.kind === 'name') return [{ at: callee.at, name: callee.name, args }]
  if (callee.kind !== 'member') throw new SyntaxProblem('this cannot be called', callee.at)
  return [...stepsOf(callee.of, now), { at: callee.at, name: callee.name, args }]
}

function stagesOf(node: Node & { readonly kind: 'array' }, now: number): PlainObject[] {
  return node.items.map((item) => {
    const stage = z.record(z.string(), z.unknown()).safeParse(plain(evaluate(item, now)))
    if (!stage.success) throw new SyntaxProblem('a stage is an object, such as { $match: {...} }', item.at)
    return stage.data
  })
}

function aggregateQuery(collection: string, steps: readonly Step[]): AggregateQuery {
  const stages = steps
    .filter(({ name }) => name !== 'end')
    .map(({ name, args: [operand] }) => ({
      [`$${name}`]: operand instanceof Command ? queryOf(operand) : plain(operand ?? {}),
    }))
  return { kind: 'aggregate', collection, stages }
}

type Draft = { -readonly [name in keyof FindQuery]: FindQuery[name] } & { order: Record<string, 1 | -1> }

const EMPTY = { kind: 'find', where: {}, field: undefined, skip: 0, limit: LIMIT_DEFAULT } as const

function findQuery(collection: string, steps: readonly Step[]): FindQuery {
  const query: Draft = { ...EMPTY, collection, order: {} }
  for (const { at, name, args } of steps) {
    const [first, second] = args
    switch (name) {
      case 'where':
        query.where = conditionsOf(first, at)
        break
      case 'doc':
        query.where = { _id: first }
        break
      case 'orderBy':
        query.order[String(first)] = second === 'desc' || second === -1 ? -1 : 1
        break
      case 'field':
        query.field = conditionsOf(first, at)
        break
      case 'skip':
        query.skip = wholeNumber(first, at)
        break
      case 'limit':
        query.limit = Math.min(LIMIT_MAX, wholeNumber(first, at))
        break
      case 'count':
        query.kind = 'count'
        break
      case 'get':
        break
      default:
        throw new SyntaxProblem(`${name} is not known here; the query box only reads`, at)
    }
  }
  return query
}

function conditionsOf(value: unknown, at: number): PlainObject {
  if (value instanceof Command) return queryOf(value)
  const object = z.record(z.string(), z.unknown()).safeParse(plain(value))
  if (!object.success) throw new SyntaxProblem('an object is expected here', at)
  return object.data
}

function wholeNumber(value: unknown, at: number): number {
  const number = z.number().int().min(0).safeParse(value)
  if (!number.success) throw new SyntaxProblem('a whole number is expected here', at)
  return number.data
}
