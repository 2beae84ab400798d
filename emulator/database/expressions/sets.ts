import { valueKey } from '../comparison'
import { arrayOf, binary, isNullish, isTruthy, type PlainOperator, unary, variadic } from './values'

/** Arrays taken as sets: order and repetition do not count. Results keep the order of first appearance. */
export const sets: Readonly<Record<string, PlainOperator>> = {
  $allElementsTrue: unary((list) => arrayOf('$allElementsTrue', list).every(isTruthy)),
  $anyElementTrue: unary((list) => arrayOf('$anyElementTrue', list).some(isTruthy)),
  $setDifference: binary((left, right) => {
    if (isNullish(left) || isNullish(right)) return null
    const removed = setOf('$setDifference', right)
    return distinct([...setOf('$setDifference', left)].filter(([key]) => !removed.has(key)))
  }),
  $setEquals: variadic((lists) => {
    const [first, ...others] = lists.map((list) => setOf('$setEquals', list))
    return others.every(
      (other) => other.size === first?.size && [...other.keys()].every((key) => first.has(key)),
    )
  }, 2),
  $setIntersection: variadic((lists) => {
    if (lists.some(isNullish)) return null
    const [first, ...others] = lists.map((list) => setOf('$setIntersection', list))
    return distinct([...(first ?? [])].filter(([key]) => others.every((other) => other.has(key))))
  }),
  $setIsSubset: binary((left, right) => {
    const whole = setOf('$setIsSubset', right)
    return [...setOf('$setIsSubset', left).keys()].every((key) => whole.has(key))
  }),
  $setUnion: variadic((lists) => {
    if (lists.some(isNullish)) return null
    return distinct(lists.flatMap((list) => [...setOf('$setUnion', list)]))
  }),
}

function setOf(operator: string, list: unknown): Map<string, unknown> {
  return new Map(arrayOf(operator, list).map((value) => [valueKey(value), value]))
}

function distinct(entries: readonly (readonly [string, unknown])[]): unknown[] {
  return [...new Map(entries).values()]
}
