/** Expressions of text. https://www.mongodb.com/docs/manual/reference/operator/aggregation/#string-expression-operators */
import { type Chapter, computes, refusesExpression } from '../cases'

export const textExpressions: Chapter = {
  title: 'expressions of text',
  cases: ({ $ }) => {
    const at = { at: new Date('2024-12-30T23:59:58.123Z') }
    const written = (name: string, format: string, text: string) =>
      computes(name, at, $.dateToString({ date: '$at', format }), text)
    return [
      computes('concat', { a: '同' }, $.concat(['$a', '好', '!']), '同好!'),
      computes('concat with null', {}, $.concat(['x', '$none']), null),
      computes('dateToString', at, $.dateToString({ date: '$at' }), '2024-12-30T23:59:58.123Z'),
      computes(
        'dateToString in a zone',
        at,
        $.dateToString({ date: '$at', format: '%Y-%m-%d %H:%M %z', timezone: 'Asia/Shanghai' }),
        '2024-12-31 07:59 +0800',
      ),
      computes(
        'dateToString in minutes from UTC',
        at,
        $.dateToString({ date: '$at', format: '%Z', timezone: '-03:30' }),
        '-210',
      ),
      computes('dateToString of null', {}, $.dateToString({ date: '$none', onNull: 'never' }), 'never'),
      written('day, month and year', '%d/%m/%Y', '30/12/2024'),
      written('the time', '%H:%M:%S.%L', '23:59:58.123'),
      written('day of the year', '%j', '365'),
      written('days of the week', '%w %u', '2 1'),
      written('weeks', '%U %V %G', '52 01 2025'),
      written('a percent sign', '100%%', '100%'),
      computes('indexOfBytes', { t: '同好x' }, $.indexOfBytes(['$t', 'x']), 6),
      computes('indexOfBytes from a place', { t: 'xax' }, $.indexOfBytes(['$t', 'x', 1]), 2),
      computes('indexOfCP', { t: '同😀x' }, $.indexOfCP(['$t', 'x']), 2),
      computes('indexOfCP of what is not there', { t: 'abc' }, $.indexOfCP(['$t', 'z']), -1),
      computes('indexOfCP up to a place', { t: 'abc' }, $.indexOfCP(['$t', 'c', 0, 2]), -1),
      computes('indexOfCP of null', {}, $.indexOfCP(['$t', 'c']), null),
      computes('split', { t: 'a-b-' }, $.split(['$t', '-']), ['a', 'b', '']),
      computes('split of null', {}, $.split(['$t', '-']), null),
      computes('strLenBytes', { t: '同好' }, $.strLenBytes('$t'), 6),
      computes('strLenCP', { t: '同😀' }, $.strLenCP('$t'), 2),
      computes('strcasecmp', { t: 'ABC' }, $.strcasecmp(['$t', 'abd']), -1),
      computes('strcasecmp of equals', { t: 'ABC' }, $.strcasecmp(['$t', 'abc']), 0),
      computes('substr', { t: 'abcdef' }, $.substr(['$t', 1, 2]), 'bc'),
      computes('substrBytes', { t: '同好' }, $.substrBytes(['$t', 3, 3]), '好'),
      computes('substrBytes to the end', { t: 'abc' }, $.substrBytes(['$t', 1, -1]), 'bc'),
      computes('substrCP', { t: '同😀好' }, $.substrCP(['$t', 1, 1]), '😀'),
      computes('substrCP of null is empty', {}, $.substrCP(['$t', 0, 1]), ''),
      computes('toLower', { t: 'AbÇ' }, $.toLower('$t'), 'abÇ'),
      computes('toUpper', { t: 'aBç' }, $.toUpper('$t'), 'ABç'),
      computes('toUpper of null is empty', {}, $.toUpper('$t'), ''),
      refusesExpression(
        '-1: concat of a number',
        { n: 1 },
        $.concat(['x', '$n']),
        /\$concat only supports strings, not int/,
      ),
      refusesExpression(
        '-1: strLenCP of what is missing',
        {},
        $.strLenCP('$t'),
        /requires a string argument, found: missing/,
      ),
      refusesExpression('-1: split by nothing', { t: 'x' }, $.split(['$t', '']), /non-empty separator/),
      refusesExpression(
        '-1: substrBytes inside of a character',
        { t: '同好' },
        $.substrBytes(['$t', 1, 2]),
        /continuation byte/,
      ),
      refusesExpression(
        '-1: a format that does not exist',
        at,
        $.dateToString({ date: '$at', format: '%q' }),
        /Invalid format character '%q'/,
      ),
    ]
  },
}
