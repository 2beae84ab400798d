/** and, or, nor, not: of whole queries and of one field's conditions, and every method that chains. */
import { type Case, type Chapter, failed, finds, refusesQuery } from '../cases'

const NUMBERS = [1, 2, 3, 4, 5, 6].map((n) => ({ _id: `d${n}`, n, isEven: n % 2 === 0 }))
const ids = (...numbers: number[]) => numbers.map((n) => `d${n}`)
const SQUARE = [
  [0, 0],
  [0, 10],
  [10, 10],
  [10, 0],
  [0, 0],
] as const

export const logic: Chapter = {
  title: 'logic',
  cases: ({ _, database }) => {
    const { Point, LineString, Polygon } = Object(database).Geo
    const square = Polygon([LineString(SQUARE.map(([x, y]) => Point(x, y)))])
    const here = [{ _id: 'here', n: 5, at: Point(5, 5) }]
    const chained: Case[] = [
      finds('and then eq', NUMBERS, { n: _.gt(2).eq(4) }, ids(4)),
      finds('and then neq', NUMBERS, { n: _.gt(3).neq(5) }, ids(4, 6)),
      finds('and then gt', NUMBERS, { n: _.lt(4).gt(2) }, ids(3)),
      finds('and then gte', NUMBERS, { n: _.lt(4).gte(2) }, ids(2, 3)),
      finds('and then lt', NUMBERS, { n: _.gt(2).lt(4) }, ids(3)),
      finds('and then lte', NUMBERS, { n: _.gt(2).lte(4) }, ids(3, 4)),
      finds('and then in', NUMBERS, { n: _.gt(2).in([1, 3, 5]) }, ids(3, 5)),
      finds('and then nin', NUMBERS, { n: _.gt(2).nin([3, 5]) }, ids(4, 6)),
      finds('and then geoWithin', here, { at: _.exists(true).geoWithin({ geometry: square }) }, ['here']),
      finds('and then geoIntersects', here, { at: _.exists(true).geoIntersects({ geometry: Point(5, 5) }) }, [
        'here',
      ]),
      finds(
        'and then geoNear',
        here,
        { at: _.exists(true).geoNear({ geometry: Point(5, 5), maxDistance: 1 }) },
        ['here'],
      ),
    ]
    return [
      ...chained,
      finds('and of conditions', NUMBERS, { n: _.and(_.gt(2), _.lt(5)) }, ids(3, 4)),
      finds('and of a list of conditions', NUMBERS, { n: _.and([_.gt(2), _.lt(5)]) }, ids(3, 4)),
      finds('and of queries', NUMBERS, _.and([{ n: _.gt(2) }, { isEven: true }]), ids(4, 6)),
      finds('fields stand side by side', NUMBERS, { n: _.gt(2), isEven: true }, ids(4, 6)),
      finds('or of conditions', NUMBERS, { n: _.or(_.lt(2), _.gt(5)) }, ids(1, 6)),
      finds('or by chaining', NUMBERS, { n: _.lt(2).or(_.gt(5)) }, ids(1, 6)),
      finds('or of queries', NUMBERS, _.or([{ n: 1 }, { isEven: true }]), ids(1, 2, 4, 6)),
      finds('or beside a field', NUMBERS, { isEven: true, n: _.or(_.eq(2), _.gt(5)) }, ids(2, 6)),
      finds('or inside of and', NUMBERS, _.and([_.or([{ n: 1 }, { n: 2 }]), { isEven: true }]), ids(2)),
      finds('nor of conditions', NUMBERS, { n: _.nor(_.lt(3), _.gt(4)) }, ids(3, 4)),
      finds('nor of queries', NUMBERS, _.nor([{ n: 1 }, { isEven: true }]), ids(3, 5)),
      finds('nor finds what lacks the field', [{ _id: 'a' }], { n: _.nor([_.gt(3)]) }, ['a']),
      finds('not of a condition', NUMBERS, { n: _.not(_.gt(4)) }, ids(1, 2, 3, 4)),
      finds('not finds what lacks the field', [{ _id: 'a' }], { n: _.not(_.gt(4)) }, ['a']),
      finds(
        'not of a pattern',
        [
          { _id: 'a', t: 'x' },
          { _id: 'b', t: 'y' },
        ],
        { t: _.not(/x/) },
        ['b'],
      ),
      finds('not of a list is no element', [{ _id: 'a', n: [1, 9] }], { n: _.not(_.gt(4)) }, []),
      finds('nothing asked is everything', NUMBERS, {}, ids(1, 2, 3, 4, 5, 6)),
      refusesQuery('-502001: and of nothing', { $and: [] }, failed(/\$and must be a nonempty array/)),
      refusesQuery('-502001: or of nothing', { $or: [] }, failed(/\$or must be a nonempty array/)),
      refusesQuery('-502001: or of numbers', { $or: [1] }, failed(/\$or entries need to be full objects/)),
      refusesQuery(
        '-502001: not of a value',
        { a: { $not: 5 } },
        failed(/\$not needs a regex or a document/),
      ),
    ]
  },
}
