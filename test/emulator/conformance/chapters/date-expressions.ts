/** Expressions of dates. https://www.mongodb.com/docs/manual/reference/operator/aggregation/#date-expression-operators */
import { type Chapter, computes, refusesExpression } from '../cases'

/** A Monday in the first week of its ISO year that is still in the year before. */
const MOMENT = new Date('2024-12-30T23:59:58.123Z')

export const dateExpressions: Chapter = {
  title: 'expressions of dates',
  cases: ({ $ }) => {
    const at = { at: MOMENT }
    return [
      computes(
        'dateFromParts',
        {},
        $.dateFromParts({ year: 2024, month: 2, day: 29, hour: 1, minute: 2, second: 3, millisecond: 4 }),
        new Date('2024-02-29T01:02:03.004Z'),
      ),
      computes(
        'dateFromParts carries over',
        {},
        $.dateFromParts({ year: 2024, month: 14, day: 1, hour: -1 }),
        new Date('2025-01-31T23:00:00Z'),
      ),
      computes(
        'dateFromParts in a zone',
        {},
        $.dateFromParts({ year: 2024, month: 1, day: 1, timezone: 'Asia/Shanghai' }),
        new Date('2023-12-31T16:00:00Z'),
      ),
      computes(
        'dateFromParts of an ISO week',
        {},
        $.dateFromParts({ isoWeekYear: 2025, isoWeek: 1, isoDayOfWeek: 1 }),
        new Date('2024-12-30T00:00:00Z'),
      ),
      computes(
        'dateFromString',
        {},
        $.dateFromString({ dateString: '2024-02-29T01:02:03.004Z' }),
        new Date('2024-02-29T01:02:03.004Z'),
      ),
      computes(
        'dateFromString of a day',
        {},
        $.dateFromString({ dateString: '2024-02-29' }),
        new Date('2024-02-29T00:00:00Z'),
      ),
      computes(
        'dateFromString with its zone',
        {},
        $.dateFromString({ dateString: '2024-02-29T08:00:00+0800' }),
        new Date('2024-02-29T00:00:00Z'),
      ),
      computes(
        'dateFromString in a zone',
        {},
        $.dateFromString({ dateString: '2024-02-29T08:00:00', timezone: '+08:00' }),
        new Date('2024-02-29T00:00:00Z'),
      ),
      computes(
        'dateFromString of a format',
        {},
        $.dateFromString({ dateString: '29.02.2024 7', format: '%d.%m.%Y %H' }),
        new Date('2024-02-29T07:00:00Z'),
      ),
      computes(
        'dateFromString that fails',
        {},
        $.dateFromString({ dateString: 'no day', onError: 'none' }),
        'none',
      ),
      computes(
        'dateFromString of null',
        {},
        $.dateFromString({ dateString: '$none', onNull: 'none' }),
        'none',
      ),
      computes('dayOfMonth', at, $.dayOfMonth('$at'), 30),
      computes('dayOfWeek', at, $.dayOfWeek('$at'), 2),
      computes('dayOfYear', at, $.dayOfYear('$at'), 365),
      computes('isoDayOfWeek', at, $.isoDayOfWeek('$at'), 1),
      computes('isoWeek', at, $.isoWeek('$at'), 1),
      computes('isoWeekYear', at, $.isoWeekYear('$at'), 2025),
      computes('week', at, $.week('$at'), 52),
      computes('week before the first Sunday', { at: new Date('2024-01-06') }, $.week('$at'), 0),
      computes('year', at, $.year('$at'), 2024),
      computes('month', at, $.month('$at'), 12),
      computes('hour', at, $.hour('$at'), 23),
      computes('minute', at, $.minute('$at'), 59),
      computes('second', at, $.second('$at'), 58),
      computes('millisecond', at, $.millisecond('$at'), 123),
      computes('hour in a zone', at, $.hour({ date: '$at', timezone: '+08:00' }), 7),
      computes(
        'dayOfMonth in a named zone',
        at,
        $.dayOfMonth({ date: '$at', timezone: 'Asia/Shanghai' }),
        31,
      ),
      computes('year of null', { at: null }, $.year('$at'), null),
      refusesExpression(
        '-1: year of a text',
        { a: 'x' },
        $.year('$a'),
        /can't convert from BSON type string to Date/,
      ),
      refusesExpression(
        '-1: a zone that nobody knows',
        at,
        $.year({ date: '$at', timezone: 'Nowhere/None' }),
        /unrecognized time zone identifier/,
      ),
      refusesExpression(
        '-1: a text that is no date',
        {},
        $.dateFromString({ dateString: 'x' }),
        /Error parsing date string 'x'/,
      ),
    ]
  },
}
