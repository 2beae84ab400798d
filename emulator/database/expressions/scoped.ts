/** Operators that decide which of their parts are evaluated, how often, and with which variables. */
import { requestFailed } from '../errors'
import { isPlainObject } from '../paths'
import type { Scope } from './evaluate'
import { arrayOf, isNullish, isTruthy, namedParts, objectOf, textOf } from './values'

type Evaluate = (expression: unknown, scope: Scope) => unknown
type ScopedOperator = (argument: unknown, scope: Scope, evaluate: Evaluate) => unknown

export const scopedOperators: Readonly<Record<string, ScopedOperator>> = {
  $and: (argument, scope, evaluate) => partsOf(argument).every((part) => isTruthy(evaluate(part, scope))),
  $or: (argument, scope, evaluate) => partsOf(argument).some((part) => isTruthy(evaluate(part, scope))),
  $cond: cond,
  $ifNull: ifNull,
  $switch: firstBranch,
  $let: withVariables,
  $filter: filter,
  $map: map,
  $reduce: reduce,
}

function partsOf(argument: unknown): readonly unknown[] {
  return Array.isArray(argument) ? argument : [argument]
}

function withNames(scope: Scope, names: Record<string, unknown>): Scope {
  return { ...scope, variables: { ...scope.variables, ...names } }
}

function cond(argument: unknown, scope: Scope, evaluate: Evaluate): unknown {
  const [when, yes, no] = condParts(argument)
  return evaluate(isTruthy(evaluate(when, scope)) ? yes : no, scope)
}

function condParts(argument: unknown): readonly unknown[] {
  if (!Array.isArray(argument)) {
    const parts = namedParts('$cond', argument, ['if', 'then', 'else'])
    return [parts.if, parts.then, parts.else]
  }
  if (argument.length === 3) return argument
  throw requestFailed(`Expression $cond takes exactly 3 arguments. ${argument.length} were passed in.`)
}

function ifNull(argument: unknown, scope: Scope, evaluate: Evaluate): unknown {
  const parts = partsOf(argument)
  if (parts.length < 2) throw requestFailed(`$ifNull needs at least two arguments, had: ${parts.length}`)
  let value: unknown
  for (const part of parts) {
    value = evaluate(part, scope)
    if (!isNullish(value)) return value
  }
  return value
}

function firstBranch(argument: unknown, scope: Scope, evaluate: Evaluate): unknown {
  const parts = namedParts('$switch', argument, ['branches'], ['default'])
  for (const branch of arrayOf('$switch', parts.branches)) {
    const { case: when, then } = namedParts('$switch', branch, ['case', 'then'])
    if (isTruthy(evaluate(when, scope))) return evaluate(then, scope)
  }
  if ('default' in parts) return evaluate(parts.default, scope)
  throw requestFailed('$switch could not find a matching branch for an input, and no default was specified.')
}

function withVariables(argument: unknown, scope: Scope, evaluate: Evaluate): unknown {
  const parts = namedParts('$let', argument, ['vars', 'in'])
  const names: Record<string, unknown> = {}
  for (const [name, expression] of Object.entries(objectOf('$let', parts.vars))) {
    if (!/^[a-z\u0080-\uffff]/.test(name))
      throw requestFailed(`'${name}' starts with an invalid character for a user variable name`)
    names[name] = evaluate(expression, scope)
  }
  return evaluate(parts.in, withNames(scope, names))
}

/** The elements of an `input`; undefined when there is no list, which makes the result null. */
function elementsOf(
  operator: string,
  input: unknown,
  scope: Scope,
  evaluate: Evaluate,
): readonly unknown[] | undefined {
  const value = evaluate(input, scope)
  if (isNullish(value)) return undefined
  if (!Array.isArray(value))
    throw requestFailed(
      `input to ${operator} must be an array not ${isPlainObject(value) ? 'object' : typeof value}`,
    )
  return value
}

function filter(argument: unknown, scope: Scope, evaluate: Evaluate): unknown {
  const parts = namedParts('$filter', argument, ['input', 'cond'], ['as'])
  const name = textOf('$filter', parts.as ?? 'this')
  const elements = elementsOf('$filter', parts.input, scope, evaluate)
  if (!elements) return null
  return elements.filter((element) => isTruthy(evaluate(parts.cond, withNames(scope, { [name]: element }))))
}

function map(argument: unknown, scope: Scope, evaluate: Evaluate): unknown {
  const parts = namedParts('$map', argument, ['input', 'in'], ['as'])
  const name = textOf('$map', parts.as ?? 'this')
  const elements = elementsOf('$map', parts.input, scope, evaluate)
  if (!elements) return null
  return elements.map((element) => evaluate(parts.in, withNames(scope, { [name]: element })) ?? null)
}

function reduce(argument: unknown, scope: Scope, evaluate: Evaluate): unknown {
  const parts = namedParts('$reduce', argument, ['input', 'initialValue', 'in'])
  const elements = elementsOf('$reduce', parts.input, scope, evaluate)
  if (!elements) return null
  return elements.reduce(
    (value, element) => evaluate(parts.in, withNames(scope, { this: element, value })),
    evaluate(parts.initialValue, scope),
  )
}
