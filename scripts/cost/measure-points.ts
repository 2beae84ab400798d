/** Measures points: as many entries as the community has posts, and those of the viewer more than many pages. */
import { MEMBERS } from '../../cloudfunctions/kit/actor'
import type { AccountDocument, BooksDocument, EntryDocument } from '../../cloudfunctions/points/collections'
import { BOOKS_ID, POINT_ACCOUNTS, POINT_BOOKS, POINT_ENTRIES } from '../../cloudfunctions/points/collections'
import { placeOf } from '../../cloudfunctions/points/keys'
import { pointsConfig } from '../../cloudfunctions/points/settings'
import type { Document } from '../../emulator/types'
import { memberIdOf, VIEWER_OPENID } from './community'
import { asDocuments } from './documents'
import { field, type Meter, newRequestId } from './meter'

const ENTRY_EVERY_MS = 1_000
/** Entries that the books have not taken in: more than are read at once. */
const TAIL = 150
const HOLDER = memberIdOf(0)
const LOT_DAY = '2099-12-31'

/** Measures every action of points. */
export async function measurePoints(meter: Meter, size: number): Promise<void> {
  await prepare(meter, size)
  await meter.measure('points.getBalance', {})
  await meter.measure('points.listStatement', {})
  await meter.measure('points.exportStatement', {})
  await meter.measure('points.listRules', {})
  await meter.measure('points.getBooks', {})
  await meter.measure('points.exportBooks', {})
  const memberId = memberIdOf(1)
  const asked = { reason: 'helping', words: '谢谢你的帮忙' } as const
  const thanks = { memberId, kind: 'thanks', ...asked } as const
  await meter.measure('points.adjust', { requestId: newRequestId(), ...thanks, points: 20 })
  const waiting = await meter.call('points.adjust', { requestId: newRequestId(), ...thanks, points: 900 })
  const adjustment: unknown = waiting instanceof Object ? Reflect.get(waiting, 'adjustment') : undefined
  const adjustmentId = field(adjustment, 'adjustmentId')
  await meter.measure('points.decideAdjustment', { adjustmentId, approved: false })
  await meter.measure('points.reverseEntry', {
    requestId: newRequestId(),
    memberId: HOLDER,
    number: 3,
    ...asked,
  })
  const month = new Date().toISOString().slice(0, 'YYYY-MM'.length)
  await meter.measure('points.listAdjustments', { month })
  await meter.measure('points.listAdjustmentRequests', { state: 'booked' })
  const values = pointsConfig.values.parse({})
  await meter.measure('points.getSettings', {})
  await meter.measure('points.saveSettings', { requestId: newRequestId(), version: 0, values })
  await meter.measure('points.listSettings', {})
}

async function prepare({ emulator: { database } }: Meter, size: number): Promise<void> {
  const [viewer] = await database.find(MEMBERS, { query: { openid: VIEWER_OPENID } })
  if (viewer?._id !== HOLDER) throw new Error('the viewer is the first member')
  const now = Date.now()
  const foldedCount = size - TAIL
  let upTo = ''
  function* entries(): Generator<Document> {
    for (let n = 0; n < size; n += 1) {
      const entry = entryAt(n, now - (size - n) * ENTRY_EVERY_MS)
      if (n === foldedCount - 1) upTo = entry.place
      yield { ...entry }
    }
  }
  await database.importDocuments(POINT_ENTRIES, entries())
  const account: AccountDocument = {
    _id: HOLDER,
    schemaVersion: 1,
    ...after(size),
    lots: [{ expiresOn: LOT_DAY, amount: size }],
    version: size,
    lapsesAfter: LOT_DAY,
    lotDays: [LOT_DAY],
    unaudited: true,
  }
  const books: BooksDocument = {
    _id: BOOKS_ID,
    schemaVersion: 1,
    upTo,
    entryCount: foldedCount,
    totals: {
      available: { points: foldedCount, xp: 0 },
      xp: { points: 0, xp: foldedCount },
      'mint:post': { points: -foldedCount, xp: -foldedCount },
    },
    lots: { [LOT_DAY]: foldedCount },
    foldedAt: now,
  }
  await database.importDocuments(POINT_ACCOUNTS, asDocuments([account]))
  await database.importDocuments(POINT_BOOKS, asDocuments([books]))
}

const after = (count: number) => ({ available: count, held: 0, debt: 0, xp: count })

function entryAt(n: number, bookedAt: number): EntryDocument {
  const _id = `post:1:pst_cost${n}:`
  return {
    _id,
    schemaVersion: 1,
    memberId: HOLDER,
    version: n + 1,
    kind: 'earn',
    reason: { what: 'post', subjectId: `pst_cost${n}` },
    fingerprint: '',
    postings: [
      { account: 'available', unit: 'points', amount: 1 },
      { account: 'mint:post', unit: 'points', amount: -1 },
      { account: 'xp', unit: 'xp', amount: 1 },
      { account: 'mint:post', unit: 'xp', amount: -1 },
    ],
    lotChanges: [{ expiresOn: LOT_DAY, change: 1 }],
    after: after(n + 1),
    bookedAt,
    place: placeOf(bookedAt, _id),
  }
}
