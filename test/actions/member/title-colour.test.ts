/** A name gains a colour with its owner's XP, and all that carries the name follows; a fraud loses it again. */

import type { Job } from '../../../cloudfunctions/kit/jobs'
import { beginningOf } from '../../../cloudfunctions/points/level-rules'
import { IMPATIENT } from '../../support/impatient'
import { type Caller, createInProcessWorld, type InProcessWorld } from '../../support/in-process'
import { Mall, setFields } from '../../support/mall'
import { publish, stored, systemContext } from '../../support/situations'

let world: InProcessWorld
let mall: Mall
let ann: Caller
let postId: string
beforeAll(async () => {
  world = await createInProcessWorld()
  mall = await Mall.open(world)
  ann = await world.newcomer('Ann')
  postId = await publish(world, ann)
})
afterAll(() => world.close())

/** Runs a job once, without its waits. */
async function run({ run: slice }: Job): Promise<number> {
  const about = { ...systemContext(), cursor: undefined, period: '' }
  return (await world.modules.door.withDoor(IMPATIENT, () => slice(about))).repaired
}
const tell = () => run(world.modules.outbox.outboxJob([world.modules.memberJobs.titleColourConsumer]))
const reconcile = async () => {
  const name = 'member.reconcileTitleColours'
  const job = world.modules.memberJobs.memberJobs.find((each) => each.name === name)
  if (!job) throw new Error(`there is no job ${name}`)
  return run(job)
}
/** The colour of Ann's name: on her page, to herself, in a feed and on her post. */
async function worn(): Promise<(number | undefined)[]> {
  const [{ member }, { member: me }, { posts }, { post }] = await Promise.all([
    world.call(mall.staff, 'member.getMember', { memberId: ann.memberId }),
    world.call(ann, 'member.getMe', {}),
    world.call(mall.staff, 'post.listByMember', { memberId: ann.memberId }),
    world.call(mall.staff, 'post.getPost', { postId }),
  ])
  return [member, me, posts[0]?.author, post.author].map((each) => each?.titleColour)
}
const everywhere = (colour: number | undefined) => [colour, colour, colour, colour]

test('ok: the first colour comes with the XP of its level, the next with those of the next', async () => {
  await mall.givePoints(ann, 1, beginningOf(3) - 1)
  await tell()
  expect(await worn()).toEqual(everywhere(undefined))
  await mall.givePoints(ann, 1, 1)
  await tell()
  expect(await worn()).toEqual(everywhere(1))
  await mall.givePoints(ann, 1, beginningOf(8) - beginningOf(3))
  await tell()
  expect(await worn()).toEqual(everywhere(3))
})

test('ok: told twice, or late, it is the colour of the XP there are now', async () => {
  const { memberJobs } = world.modules
  const _id = `points.colourChanged:${ann.memberId}:2`
  const fact = await world.modules.cloud.collection<Parameters<typeof consume>[0]>('outbox').get(_id)
  const { consume } = memberJobs.titleColourConsumer
  if (!fact) throw new Error(`nothing is told as ${_id}`)
  await consume(fact, { ...systemContext(), cursor: undefined, period: '' })
  expect(await worn()).toEqual(everywhere(3))
})

test('ok: a fraud’s XP take the colour with them', async () => {
  const entries = await world.modules.pointsStore.findEntries(ann.memberId, undefined, 10)
  const largest = entries.find(({ after }) => after.xp === beginningOf(8))
  const { transaction, earningStore } = world.modules
  await transaction.inTransaction((tx) => earningStore.takeBack(tx, largest?._id ?? '', 'fraud', Date.now()))
  await tell()
  expect(await worn()).toEqual(everywhere(1))
})

test('a colour that nothing explains is put right, once', async () => {
  await setFields(world, 'members', ann.memberId, { titleColour: 4 })
  expect(await reconcile()).toBe(1)
  expect(await reconcile()).toBe(0)
  expect((await stored(world.emulator.database, 'members', ann.memberId))?.titleColour).toBe(1)
})
