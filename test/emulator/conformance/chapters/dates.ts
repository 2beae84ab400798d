/** Dates and the server's clock. The clock of a real server is not ours: answers are compared with a minute's grace. */
import type { Data } from '../../sdk'
import { type Case, type Chapter, finds, type Place } from '../cases'

const HOUR_MS = 3_600_000
const GRACE_MS = 60_000

/** What a field holds, in milliseconds after now, as far as a minute tells. */
async function hoursFromNow(place: Place, field: string): Promise<number> {
  const { data } = await place.documents.doc('d').get()
  const at: Date = field.split('.').reduce((value: Data, name) => value[name], data)
  expect(at).toBeInstanceOf(Date)
  const awayMs = at.getTime() - Date.now()
  const hours = Math.round(awayMs / HOUR_MS)
  expect(Math.abs(awayMs - hours * HOUR_MS)).toBeLessThan(GRACE_MS)
  // A moment ago rounds to -0.
  return hours + 0
}

function stamps(name: string, write: (place: Place) => Promise<unknown>, field: string, hours: number): Case {
  return {
    name,
    documents: [{ _id: 'd', list: [] }],
    run: async (place) => {
      await write(place)
      return hoursFromNow(place, field)
    },
    answers: hours,
  }
}

export const dates: Chapter = {
  title: 'dates',
  cases: ({ _, database }) => {
    const inAnHour = () => database.serverDate({ offset: HOUR_MS })
    const doc = (place: Place) => place.documents.doc('d')
    return [
      stamps(
        'set with a server date',
        (place) => doc(place).set({ data: { at: database.serverDate() } }),
        'at',
        0,
      ),
      stamps(
        'update with a server date',
        (place) => doc(place).update({ data: { at: inAnHour() } }),
        'at',
        1,
      ),
      stamps(
        'a server date in a document',
        (place) => doc(place).update({ data: { deep: { at: inAnHour() } } }),
        'deep.at',
        1,
      ),
      stamps(
        'a server date in a list',
        (place) => doc(place).update({ data: { list: [inAnHour()] } }),
        'list.0',
        1,
      ),
      stamps(
        'a server date that is pushed',
        (place) => doc(place).update({ data: { list: _.push([inAnHour()]) } }),
        'list.0',
        1,
      ),
      stamps(
        'a server date before now',
        (place) => doc(place).set({ data: { at: database.serverDate({ offset: -HOUR_MS }) } }),
        'at',
        -1,
      ),
      finds(
        'a server date in a query',
        [
          { _id: 'a', at: new Date(0) },
          { _id: 'b', at: new Date('9999-01-01') },
        ],
        { at: _.lt(inAnHour()) },
        ['a'],
      ),
      finds(
        'a date in a range',
        [
          { _id: 'a', at: new Date(10) },
          { _id: 'b', at: new Date(20) },
        ],
        { at: _.gte(new Date(10)).lt(new Date(20)) },
        ['a'],
      ),
      {
        name: 'all server dates of one request are the same moment',
        documents: [{ _id: 'd' }],
        run: async (place) => {
          await doc(place).set({ data: { one: database.serverDate(), other: database.serverDate() } })
          const { data } = await doc(place).get()
          return data.one.getTime() - data.other.getTime()
        },
        answers: 0,
      },
      {
        name: 'dates before 1970 and to the millisecond',
        documents: [{ _id: 'd', at: new Date(-1) }],
        run: async (place) => (await doc(place).get()).data.at,
        answers: new Date(-1),
      },
    ]
  },
}
