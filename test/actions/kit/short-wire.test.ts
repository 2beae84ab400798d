/** What the functions of a test's own process are answered without a connection is what they are answered over one. */
import { createInProcessWorld, type InProcessWorld } from '../../support/in-process'
import { type Mark, RACE_COLLECTIONS } from '../../support/situations'

type Outcome = { readonly value: unknown } | { readonly error: unknown }

let world: InProcessWorld
beforeAll(async () => {
  world = await createInProcessWorld()
  await world.emulator.database.declareCollections(RACE_COLLECTIONS)
})
afterAll(() => world.close())

const outcomeOf = (work: () => Promise<unknown>): Promise<Outcome> =>
  work().then(
    (value) => ({ value }),
    (error: unknown) => ({ error: { told: String(error), ...Object(error), requestId: '' } }),
  )

/** One call of each kind, those that are refused included, and a transaction that meets another. */
async function deeds(): Promise<Outcome[]> {
  const { cloud, transaction } = world.modules
  const marks = cloud.collection<Mark>('race_marks')
  const [_id, other] = ['mark "1"', 'mark 2']
  const inside = () =>
    transaction.inTransaction(async (tx) => {
      const documents = tx.collection<Mark>('race_marks')
      const there = await documents.get(_id)
      await documents.update(_id, { value: cloud.increasedBy(2) })
      await documents.add({ _id: other, value: there?.value ?? 0 })
    })
  /** What a transaction is told that writes what another has written. */
  const crossing = () =>
    transaction.inTransaction(async (tx) => {
      await tx.collection<Mark>('race_marks').update(_id, { value: 5 })
      let met: Outcome | undefined
      const second = await outcomeOf(() =>
        transaction.inTransaction(async (late) => {
          met = await outcomeOf(() => late.collection<Mark>('race_marks').update(_id, { value: 6 }))
        }),
      )
      return { met, second }
    })
  const works = [
    () => marks.get(_id),
    () => marks.addOrGet({ _id, value: 1 }),
    () => marks.addOrGet({ _id, value: 2 }),
    inside,
    inside,
    () => marks.find({ where: { value: cloud.greaterThan(0) }, orderBy: ['value', 'asc'], limit: 5 }),
    () => marks.find({ where: { _id: cloud.oneOf([_id, other]) }, limit: 5 }),
    () => cloud.collection<Mark>('missing').get(_id),
    crossing,
    () => marks.get(_id),
    () => marks.remove(_id),
    () => marks.remove(other),
  ]
  const outcomes: Outcome[] = []
  for (const work of works) outcomes.push(await outcomeOf(work))
  return outcomes
}

test('what is asked of the database without a connection is answered as over one', async () => {
  const short = await deeds()
  world.lengthenWire()
  expect(short).toEqual(await deeds())
})
