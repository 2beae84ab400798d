/**
 * Places on the sphere, with longitude before latitude. Distances are MongoDB's: metres on a sphere of 6,378.1 km.
 * https://www.mongodb.com/docs/manual/geospatial-queries/. A real environment needs a geo index on `at` for `geoNear`.
 */
import type { Data } from '../../sdk'
import { aggregate, type Case, type Chapter, failed, finds, idsOf, refusesQuery } from '../cases'

/** One degree of latitude in metres. */
const DEGREE_M = (6_378_100 * Math.PI) / 180

export const geo: Chapter = {
  title: 'geo',
  cases: ({ _, $, database }) => {
    const { Geo }: Data = database
    const { Point, LineString, Polygon, MultiPoint, MultiLineString, MultiPolygon } = Geo
    const line = (...pairs: [number, number][]) => LineString(pairs.map(([x, y]) => Point(x, y)))
    const box = (west: number, south: number, east: number, north: number) =>
      line([west, south], [east, south], [east, north], [west, north], [west, south])
    const square = Polygon([box(0, 0, 10, 10)])
    const holed = Polygon([box(0, 0, 10, 10), box(4, 4, 6, 6)])
    const places = [
      { _id: 'inside', at: Point(2, 2) },
      { _id: 'hole', at: Point(5, 5) },
      { _id: 'outside', at: Point(20, 2) },
      { _id: 'opposite', at: Point(-178, -2) },
      { _id: 'nowhere' },
    ]
    const shapes = [
      { _id: 'crossing', at: line([-5, 5], [15, 5]) },
      { _id: 'within', at: line([1, 1], [2, 2]) },
      { _id: 'beside', at: line([20, 20], [30, 30]) },
      { _id: 'around', at: Polygon([box(-5, -5, 15, 15)]) },
      { _id: 'small', at: Polygon([box(1, 1, 2, 2)]) },
      { _id: 'points', at: MultiPoint([Point(1, 1), Point(50, 50)]) },
      { _id: 'lines', at: MultiLineString([line([40, 40], [41, 41]), line([-1, 1], [1, 1])]) },
      { _id: 'areas', at: MultiPolygon([Polygon([box(1, 1, 2, 2)]), Polygon([box(3, 1, 4, 2)])]) },
    ]
    const ordered = (name: string, where: unknown, ids: string[]): Case => ({
      name,
      documents: places,
      run: async ({ documents }) => {
        const { data } = await documents.where(where).get()
        return data.map(({ _id }: { _id: string }) => _id)
      },
      answers: ids,
    })
    const measured = (name: string, stage: object, rows: unknown): Case => ({
      name,
      documents: [
        { _id: 'near', at: Point(0, 1), kind: 'a' },
        { _id: 'far', at: Point(0, 3), kind: 'a' },
        { _id: 'other', at: Point(0, 2), kind: 'b' },
      ],
      run: async ({ documents }) => {
        const near = { near: Point(0, 0), key: 'at', distanceField: 'distance', spherical: true }
        const found = await aggregate(documents, [['geoNear', { ...near, ...stage }]])
        return found.map(({ _id, distance }: Data) => [_id, Math.round(distance)])
      },
      answers: rows,
    })
    return [
      finds('geoWithin an area', places, { at: _.geoWithin({ geometry: square }) }, ['hole', 'inside']),
      finds('geoWithin an area with a hole', places, { at: _.geoWithin({ geometry: holed }) }, ['inside']),
      finds(
        'geoWithin several areas',
        places,
        {
          at: _.geoWithin({
            geometry: MultiPolygon([Polygon([box(1, 1, 3, 3)]), Polygon([box(19, 1, 21, 3)])]),
          }),
        },
        ['inside', 'outside'],
      ),
      finds('geoWithin of shapes: wholly inside', shapes, { at: _.geoWithin({ geometry: square }) }, [
        'areas',
        'small',
        'within',
      ]),
      finds('geoWithin a circle', places, { at: _.geoWithin({ centerSphere: [Point(0, 0), 4 / 57.3] }) }, [
        'inside',
      ]),
      finds(
        'geoWithin a circle by a pair',
        places,
        { at: _.geoWithin({ centerSphere: [[19, 2], 2 / 57.3] }) },
        ['outside'],
      ),
      finds('geoIntersects an area', shapes, { at: _.geoIntersects({ geometry: square }) }, [
        'areas',
        'around',
        'crossing',
        'lines',
        'points',
        'small',
        'within',
      ]),
      finds(
        'geoIntersects a hole does not count',
        [{ _id: 'a', at: Point(5, 5) }],
        { at: _.geoIntersects({ geometry: holed }) },
        [],
      ),
      finds('geoIntersects a point', shapes, { at: _.geoIntersects({ geometry: Point(12, 12) }) }, [
        'around',
      ]),
      finds('geoIntersects a line', shapes, { at: _.geoIntersects({ geometry: line([1.5, 0], [1.5, 3]) }) }, [
        'areas',
        'around',
        'small',
        'within',
      ]),
      finds(
        'an edge is the shorter way round the earth',
        [
          { _id: 'a', at: Point(0, 70) },
          { _id: 'b', at: Point(0, 55) },
        ],
        { at: _.geoWithin({ geometry: Polygon([box(-60, 50, 60, 60)]) }) },
        ['a'],
      ),
      finds(
        'across the date line',
        [
          { _id: 'a', at: Point(179.5, 0.5) },
          { _id: 'b', at: Point(0, 0.5) },
        ],
        {
          at: _.geoWithin({ geometry: Polygon([line([179, 0], [-179, 0], [-179, 1], [179, 1], [179, 0])]) }),
        },
        ['a'],
      ),
      finds(
        'a list of places: any of them',
        [{ _id: 'a', at: [Point(50, 50), Point(1, 1)] }],
        { at: _.geoWithin({ geometry: square }) },
        ['a'],
      ),
      ordered('geoNear puts the nearest first', { at: _.geoNear({ geometry: Point(4, 4) }) }, [
        'hole',
        'inside',
        'outside',
        'opposite',
      ]),
      ordered(
        'geoNear within a distance',
        { at: _.geoNear({ geometry: Point(4, 4), maxDistance: 2 * DEGREE_M }) },
        ['hole'],
      ),
      ordered(
        'geoNear beyond a distance',
        { at: _.geoNear({ geometry: Point(4, 4), minDistance: 2 * DEGREE_M, maxDistance: 30 * DEGREE_M }) },
        ['inside', 'outside'],
      ),
      ordered(
        'geoNear beside another condition',
        { _id: _.neq('hole'), at: _.geoNear({ geometry: Point(4, 4), maxDistance: 20 * DEGREE_M }) },
        ['inside', 'outside'],
      ),
      {
        name: 'geoNear with skip and limit',
        documents: places,
        run: async ({ documents }) =>
          idsOf(
            await documents
              .where({ at: _.geoNear({ geometry: Point(4, 4) }) })
              .skip(1)
              .limit(1)
              .get(),
          ),
        answers: ['inside'],
      },
      measured('the stage geoNear measures and orders', {}, [
        ['near', Math.round(DEGREE_M)],
        ['other', Math.round(2 * DEGREE_M)],
        ['far', Math.round(3 * DEGREE_M)],
      ]),
      measured('with a query and a limit', { query: { kind: 'a' }, limit: 1 }, [
        ['near', Math.round(DEGREE_M)],
      ]),
      measured('between two distances', { minDistance: 1.5 * DEGREE_M, maxDistance: 2.5 * DEGREE_M }, [
        ['other', Math.round(2 * DEGREE_M)],
      ]),
      measured('in kilometres', { distanceMultiplier: 0.001, limit: 1 }, [
        ['near', Math.round(DEGREE_M / 1000)],
      ]),
      {
        name: 'with the place that was measured',
        documents: [{ _id: 'a', at: Point(0, 1) }],
        run: async ({ documents }) => {
          const stage = {
            near: Point(0, 0),
            key: 'at',
            distanceField: 'how.far',
            includeLocs: 'how.where',
            spherical: true,
          }
          const [row] = await aggregate(documents, [
            ['geoNear', stage],
            ['project', { where: '$how.where.coordinates' }],
          ])
          return row.where
        },
        answers: [0, 1],
      },
      {
        name: 'the stage geoNear in the pipeline of a lookup',
        documents: [{ _id: 'a' }],
        others: [{ _id: 'x', at: Point(0, 1) }],
        run: async ({ documents, names }) => {
          const pipeline = $.pipeline()
            .geoNear({ near: Point(0, 0), key: 'at', distanceField: 'd', spherical: true })
            .project({ _id: 1 })
            .done()
          const [row] = await aggregate(documents, [
            ['lookup', { from: names.others, let: {}, pipeline, as: 'found' }],
          ])
          return row.found
        },
        answers: [{ _id: 'x' }],
      },
      {
        name: 'places come back as the classes of the SDK',
        documents: [{ _id: 'a', at: Point(113, 23) }],
        run: async ({ documents }) => {
          const { at } = (await documents.where({ _id: 'a' }).get()).data[0]
          return [at.longitude, at.latitude]
        },
        answers: [113, 23],
      },
      refusesQuery(
        '-502001: geoWithin a point',
        { at: { $geoWithin: { $geometry: { type: 'Point', coordinates: [0, 0] } } } },
        failed(/\$geoWithin not supported with provided geometry/),
      ),
      refusesQuery(
        '-502001: a place beyond the poles',
        { at: { $geoIntersects: { $geometry: { type: 'Point', coordinates: [0, 91] } } } },
        failed(/out of bounds/),
      ),
      refusesQuery(
        '-502001: an area that is open',
        {
          at: {
            $geoIntersects: {
              $geometry: {
                type: 'Polygon',
                coordinates: [
                  [
                    [0, 0],
                    [1, 0],
                    [1, 1],
                    [0, 1],
                  ],
                ],
              },
            },
          },
        },
        failed(/Loop is not closed/),
      ),
      refusesQuery(
        '-502001: a geometry that does not exist',
        { at: { $geoIntersects: { $geometry: { type: 'Circle', coordinates: [0, 0] } } } },
        failed(/unknown GeoJSON type/),
      ),
      refusesQuery(
        '-502001: a negative distance',
        { at: _.geoNear({ geometry: Point(0, 0), maxDistance: -1 }) },
        failed(/must be non-negative/),
      ),
    ]
  },
}
