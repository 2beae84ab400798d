/** 200 members check in within the same second: 200 entries, nobody is turned away. QUALITY, issue of points. */

import { somebody, wrongWithDaily } from '../../support/checkin-world'
import { createInProcessWorld, type InProcessWorld } from '../../support/in-process'
import { upTo } from '../../support/situations'

const MEMBERS = 200

let world: InProcessWorld
beforeAll(async () => {
  world = await createInProcessWorld()
})
afterAll(() => world.close())

test(`${MEMBERS} members check in at once: each has their day and their points`, async () => {
  const members = await Promise.all(upTo(MEMBERS).map(() => somebody(world)))
  const answers = await Promise.all(
    members.map((member) => world.invoke(member, 'checkin.checkIn', { proof: { how: 'tap' } })),
  )
  expect(answers.filter((answer) => !answer.ok)).toEqual([])
  const wrong = await Promise.all(members.map((member) => wrongWithDaily(world, member)))
  expect(wrong.filter((each) => each !== undefined)).toEqual([])
})
