import type { PlainObject } from '../../types'
import { notEmulated, requestFailed } from '../errors'
import { isPlainObject, ownField } from '../paths'
import { accumulate, listOperators } from './accumulators'
import { arithmetic } from './arithmetic'
import { arrays } from './arrays'
import { dates } from './dates'
import { logic } from './logic'
import { scopedOperators } from './scoped'
import { sets } from './sets'
import { strings } from './strings'
import { isNullish, type PlainOperator } from './values'

/** What an expression can name: the document, and the variables of $let, $map and the like. */
export interface Scope {
  readonly document: PlainObject
  readonly variables: Readonly<Record<string, unknown>>
}

const plainOperators: Readonly<Record<string, PlainOperator>> = {
  ...arithmetic,
  ...arrays,
  ...dates,
  ...logic,
  ...sets,
  ...strings,
}

/** Expressions that MongoDB has, the SDK does not offer, and nobody has asked for here; $meta needs an index of words. */
const NOT_EMULATED = new Set(
  (
    '$meta $accumulator $function $convert $toObjectId $toDecimal $dateToParts $dateAdd $dateDiff $dateSubtract ' +
    '$dateTrunc $regexFind $regexFindAll $regexMatch $replaceOne $replaceAll $sortArray $setField $getField ' +
    '$unsetField $rand $sampleRate $sin $cos $tan $asin $acos $atan $atan2 $sinh $cosh $tanh $degreesToRadians ' +
    '$radiansToDegrees $binarySize $bsonSize $firstN $lastN $maxN $minN $bitAnd $bitOr $bitXor $bitNot $isNumber'
  ).split(' '),
)

/** The value of an aggregation expression for one document; `undefined` when it is missing. */
export function evaluate(
  expression: unknown,
  document: PlainObject,
  variables: Readonly<Record<string, unknown>> = {},
): unknown {
  return evaluateIn(expression, { document, variables })
}

export function evaluateIn(expression: unknown, scope: Scope): unknown {
  if (typeof expression === 'string')
    return expression.startsWith('$') ? named(expression, scope) : expression
  // An array has a place for each of its parts: one that is missing is null.
  if (Array.isArray(expression)) return expression.map((part: unknown) => evaluateIn(part, scope) ?? null)
  if (!isPlainObject(expression)) return expression
  const [first, ...others] = Object.keys(expression)
  if (first?.startsWith('$')) {
    if (others.length > 0)
      throw requestFailed(`an expression has exactly one operator, not ${[first, ...others]}`)
    return operate(first, expression[first], scope)
  }
  const object: PlainObject = {}
  for (const [name, part] of Object.entries(expression)) {
    const value = evaluateIn(part, scope)
    if (value !== undefined) object[name] = value
  }
  return object
}

/** A field path (`$a.b`) or a variable (`$$name.a`). */
function named(expression: string, { document, variables }: Scope): unknown {
  if (!expression.startsWith('$$')) return fieldAt(document, expression.slice(1).split('.'))
  const [name = '', ...path] = expression.slice(2).split('.')
  if (name === 'ROOT' || (name === 'CURRENT' && !('CURRENT' in variables))) return fieldAt(document, path)
  if (name === 'REMOVE') return undefined
  if (!Object.hasOwn(variables, name)) throw requestFailed(`Use of undefined variable: ${name}`)
  return fieldAt(variables[name], path)
}

/** What stands at a path; of an array, the list of what stands at the path in each of its documents. */
function fieldAt(value: unknown, [segment, ...rest]: readonly string[]): unknown {
  if (segment === undefined) return value
  if (segment === '') throw requestFailed('FieldPath must not have an empty field name')
  if (Array.isArray(value)) {
    return value.map((element) => fieldAt(element, [segment, ...rest])).filter((found) => found !== undefined)
  }
  return isPlainObject(value) ? fieldAt(ownField(value, segment), rest) : undefined
}

function operate(operator: string, argument: unknown, scope: Scope): unknown {
  if (operator === '$literal' || operator === '$const') return argument
  const scoped = scopedOperators[operator]
  if (scoped) return scoped(argument, scope, evaluateIn)
  const list = listOperators[operator]
  if (list) return accumulate(list, listedValues(argument, scope))
  const plain = plainOperators[operator]
  if (plain) return runPlain(operator, plain, argument, scope)
  if (NOT_EMULATED.has(operator)) throw notEmulated(`the aggregation expression ${operator}`)
  throw requestFailed(`Unrecognized expression '${operator}'`)
}

function runPlain(operator: string, plain: PlainOperator, argument: unknown, scope: Scope): unknown {
  const { arity, run, hasNamedParts } = plain
  if (hasNamedParts && isPlainObject(argument) && !Object.keys(argument)[0]?.startsWith('$')) {
    const parts = Object.entries(argument).map(([name, part]) => [name, evaluateIn(part, scope)])
    return run(Object.fromEntries(parts))
  }
  const given: unknown[] = Array.isArray(argument) ? argument : [argument]
  const [min, max] = arity
  if (given.length < min || given.length > max) {
    const wanted = min === max ? `exactly ${min}` : `at least ${min} and at most ${max}`
    throw requestFailed(`Expression ${operator} takes ${wanted} arguments. ${given.length} were passed in.`)
  }
  return run(...given.map((part) => evaluateIn(part, scope)))
}

/** One argument that is a list stands for its elements; of several arguments each is a value. */
function listedValues(argument: unknown, scope: Scope): readonly unknown[] {
  const given: unknown[] = Array.isArray(argument) ? argument : [argument]
  const values = given.map((part) => evaluateIn(part, scope))
  const [only] = values
  return values.length === 1 && Array.isArray(only) ? only : values.filter((value) => !isNullish(value))
}
