import type { PlainObject } from '../../types'
import { isPlainObject } from '../paths'

type Variables = Readonly<Record<string, unknown>>

/**
 * A query whose $expr parts know the variables of the $lookup around it. Equalities of a field with a known value are
 * said once more as conditions of the query, where an index can serve them.
 */
export function boundQuery(query: PlainObject, variables: Variables): PlainObject {
  if (Object.keys(variables).length === 0) return query
  const bound: PlainObject = {}
  const implied: PlainObject[] = []
  for (const [key, operand] of Object.entries(query)) {
    if (key === '$expr') {
      const vars = Object.fromEntries(
        Object.entries(variables).map(([name, value]) => [name, { $literal: value }]),
      )
      bound.$expr = { $let: { vars, in: operand } }
      implied.push(...impliedBy(operand, variables))
    } else if ((key === '$and' || key === '$or' || key === '$nor') && Array.isArray(operand)) {
      bound[key] = operand.map((branch: unknown) =>
        isPlainObject(branch) ? boundQuery(branch, variables) : branch,
      )
    } else bound[key] = operand
  }
  return implied.length > 0 ? { $and: [bound, ...implied] } : bound
}

/** `{ $eq: ['$field', '$$variable'] }` and the like, also as parts of an $and. */
function impliedBy(expression: unknown, variables: Variables): PlainObject[] {
  if (!isPlainObject(expression)) return []
  if (Array.isArray(expression.$and))
    return expression.$and.flatMap((part: unknown) => impliedBy(part, variables))
  if (!Array.isArray(expression.$eq)) return []
  const [left, right]: unknown[] = expression.$eq
  return [...equality(left, right, variables), ...equality(right, left, variables)]
}

function equality(field: unknown, operand: unknown, variables: Variables): PlainObject[] {
  if (typeof field !== 'string' || !/^\$[^$]/.test(field)) return []
  const value = knownValue(operand, variables)
  // Only of plain values is the condition as wide as the expression: lists and null mean other things in queries.
  return typeof value === 'string' || typeof value === 'number' ? [{ [field.slice(1)]: value }] : []
}

function knownValue(operand: unknown, variables: Variables): unknown {
  if (typeof operand !== 'string' || !operand.startsWith('$')) return operand
  return operand.startsWith('$$') ? variables[operand.slice(2)] : undefined
}
