/**
 * 200 members check in within the same second: 200 entries, and nobody is turned away. On a machine so busy that calls
 * go unanswered they are asked again, as phones do. QUALITY, issue of points.
 */
import { somebody, wrongWithDaily } from '../../support/checkin-world'
import { createInProcessWorld, type InProcessWorld } from '../../support/in-process'
import { insist } from '../../support/insist'
import { upTo } from '../../support/situations'

const MEMBERS = 200

let world: InProcessWorld
beforeAll(async () => {
  world = await createInProcessWorld()
})
afterAll(() => world.close())

test(`${MEMBERS} members check in at once: each has their day and their points`, async () => {
  const members = await Promise.all(upTo(MEMBERS).map(() => somebody(world)))
  await Promise.all(
    members.map((member) => insist(() => world.invoke(member, 'checkin.checkIn', { proof: { how: 'tap' } }))),
  )
  const wrong = await Promise.all(members.map((member) => wrongWithDaily(world, member)))
  expect(wrong.filter((each) => each !== undefined)).toEqual([])
})
