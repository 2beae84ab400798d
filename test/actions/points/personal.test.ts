/** What somebody is given of their points, and what is left of them when they have gone: books that still balance. */
import { type AdjustmentDocument, POINT_ADJUSTMENTS } from '../../../cloudfunctions/points/collections'
import { createInProcessWorld, type InProcessWorld } from '../../support/in-process'
import { newMemberId, payPost } from '../../support/points-world'
import { newId } from '../../support/situations'

let world: InProcessWorld
beforeAll(async () => {
  world = await createInProcessWorld()
})
afterAll(() => world.close())

/** Somebody who has earned and was thanked. */
async function somebody() {
  const memberId = newMemberId()
  for (let n = 0; n < 5; n += 1) await payPost(world, memberId)
  const adjustment: AdjustmentDocument = {
    _id: `adj_${newId()}`,
    schemaVersion: 1,
    kind: 'thanks',
    reason: 'helping',
    words: '谢谢你的姜饼',
    memberId,
    points: 5,
    state: 'booked',
    requestedBy: newMemberId(),
    requestedAt: 1,
  }
  await world.emulator.database.importDocuments(POINT_ADJUSTMENTS, [{ ...adjustment }])
  return { subject: { memberId, callerKey: newId() }, adjustment }
}

test('the account and every entry are given, without what staff have said', async () => {
  const { subject } = await somebody()
  const { personal } = world.modules.pointsPersonal
  const { parts } = await personal.exportOf(subject, undefined)
  const of = (section: string) =>
    parts.filter((part) => part.section === section).flatMap(({ records }) => records)
  expect(of('account')).toMatchObject([{ available: 20, xp: 20 }])
  expect(of('entries')).toHaveLength(5)
  expect(of('entries')[0]).toMatchObject({ number: 1, cause: 'post', change: { available: 10 } })
  expect(JSON.stringify(parts)).not.toContain('姜饼')
  const [rest] = (await personal.exportOf(subject, '3')).parts
  expect(rest).toEqual({ section: 'entries', records: of('entries').slice(3) })
})

test('erased, the words are gone and the books are as true as before', async () => {
  const { subject, adjustment } = await somebody()
  const { personal } = world.modules.pointsPersonal
  expect(await personal.eraseSlice(subject, undefined)).toMatchObject({ erased: 1 })
  const [left] = await world.emulator.database.find(POINT_ADJUSTMENTS, { query: { _id: adjustment._id } })
  expect(left?.words).toBeUndefined()
  expect(left).toMatchObject({ points: 5, reason: 'helping' })
  expect(await world.modules.pointsStore.findAccount(subject.memberId)).toMatchObject({ version: 5 })
  expect(
    (await world.modules.pointsStore.findEntries(subject.memberId, undefined, 1))[0]?.after.available,
  ).toBe(20)
})
