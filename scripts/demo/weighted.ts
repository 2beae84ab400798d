/** Choosing where some are more likely than others. Pure. */
import type { Random } from './random'

/**
 * Up to `count` different items, the likelier ones more often: each item's luck is raised to the power of
 * one over its weight, and the luckiest are taken (Efraimidis and Spirakis, 2006).
 */
export function chooseSome<T>(
  items: readonly T[],
  count: number,
  weightOf: (item: T) => number,
  random: Random,
): T[] {
  return items
    .map((item) => ({ item, luck: Math.log(1 - random.fraction()) / weightOf(item) }))
    .sort((a, b) => b.luck - a.luck)
    .slice(0, count)
    .map(({ item }) => item)
}

/**
 * One item, the likelier ones more often.
 * @throws RangeError when there are none
 */
export function chooseOne<T>(items: readonly T[], weightOf: (item: T) => number, random: Random): T {
  const [chosen] = chooseSome(items, 1, weightOf, random)
  if (chosen === undefined) throw new RangeError('nothing to choose from')
  return chosen
}
