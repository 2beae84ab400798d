/** Patterns, by JavaScript's literals and by `db.RegExp`. https://www.mongodb.com/docs/manual/reference/operator/query/regex/ */
import { type Chapter, failed, finds, refusesQuery } from '../cases'

const TEXTS = [
  { _id: 'a', t: 'Apple' },
  { _id: 'b', t: 'banana\napple' },
  { _id: 'c', t: ['cherry', 'apple'] },
  { _id: 'd', t: 5 },
  { _id: 'e', t: '苹果' },
]

export const regularExpressions: Chapter = {
  title: 'regular expressions',
  cases: ({ _, database }) => {
    const { RegExp: pattern } = Object(database)
    return [
      finds('a literal', TEXTS, { t: /apple/ }, ['b', 'c']),
      finds('i: case does not count', TEXTS, { t: /apple/i }, ['a', 'b', 'c']),
      finds('the head of a text', TEXTS, { t: /^apple/ }, ['c']),
      finds('m: the head of each line', TEXTS, { t: /^apple/m }, ['b', 'c']),
      finds('a dot is no new line', TEXTS, { t: /banana.apple/ }, []),
      finds('s: a dot is one as well', TEXTS, { t: /banana.apple/s }, ['b']),
      finds('g says nothing', TEXTS, { t: /apple/g }, ['b', 'c']),
      finds('db.RegExp', TEXTS, { t: pattern({ regexp: 'APPLE', options: 'i' }) }, ['a', 'b', 'c']),
      finds(
        'x: blanks and comments do not count',
        TEXTS,
        { t: pattern({ regexp: 'ap pl # a comment', options: 'xi' }) },
        ['a', 'b', 'c'],
      ),
      finds('options at the head of a pattern', TEXTS, { t: pattern({ regexp: '(?i)APPLE' }) }, [
        'a',
        'b',
        'c',
      ]),
      finds('text that is not ASCII', TEXTS, { t: /^苹/ }, ['e']),
      finds('numbers have no text', TEXTS, { t: /5/ }, []),
      finds('raw $regex with $options', TEXTS, { t: { $regex: 'APPLE', $options: 'i' } }, ['a', 'b', 'c']),
      finds('beside another condition', TEXTS, { t: _.and([/apple/i, _.neq('Apple')]) }, ['b', 'c']),
      finds(
        'a pattern that is stored equals itself',
        [
          { _id: 'a', p: /x/i },
          { _id: 'b', p: /y/ },
        ],
        { p: /x/i },
        ['a'],
      ),
      refusesQuery(
        '-502001: a pattern that is none',
        { a: pattern({ regexp: '(' }) },
        failed(/Regular expression is invalid/),
      ),
      refusesQuery(
        '-502001: options without a pattern',
        { a: { $options: 'i' } },
        failed(/\$options needs a \$regex/),
      ),
      refusesQuery('-502001: neq of a pattern', { a: _.neq(/a/) }, failed(/regex as arg to \$ne/)),
    ]
  },
}
