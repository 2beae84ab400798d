/** English counts one thing and several differently: every sentence that has a number in it is said with 1 and with 2. */
import { en } from '../../../src/i18n/en'

/** All sentences of the dictionary that are made of something, with their places in it. */
function sentencesOf(words: object, place = ''): [place: string, say: (...values: unknown[]) => unknown][] {
  return Object.entries(words).flatMap(([key, value]: [string, unknown]) => {
    if (typeof value === 'function') return [[`${place}${key}`, (...values) => value(...values)]]
    return typeof value === 'object' && value !== null ? sentencesOf(value, `${place}${key}.`) : []
  })
}

const MOST_VALUES = 3
const saidWith = (number: number) =>
  sentencesOf(en).map(([place, say]) => {
    const values: unknown[] = Array.from({ length: MOST_VALUES }, () => number)
    // Names come as a list, with how many there are behind them.
    if (place === 'notice.names') values[0] = []
    return `${place}: ${say(...values)}`
  })

test('one thing is one thing', () => {
  const several = /\b1 (?:[a-z]+ )?(?!was\b|others\b|is\b)[a-z]+s\b/
  expect(saidWith(1).filter((said) => several.test(said))).toEqual([])
})

test('two things are several', () => {
  const said = saidWith(2)
  expect(said).toContain('writing.pollOption: 2, 2 votes, 2%')
  expect(said).toContain('community.newFollows: 2 new followers')
  expect(said).toContain('reading.moreReplies: 2 more replies')
})
