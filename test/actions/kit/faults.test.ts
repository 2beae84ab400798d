/**
 * Every fault at every call of every write: crash before, crash after, error, applied but never answered, conflict.
 * A sample here; `npm run torture faults` tries all of them.
 */
import { SUBJECTS, settleWorld } from '../../support/fault-trials'
import { checkTrials, everyFault, type MadeTrial, runWithFault } from '../../support/faults'
import { createInProcessWorld, type InProcessWorld } from '../../support/in-process'
import { newId, peopleOf, publish, RACE_COLLECTIONS } from '../../support/situations'

/** Coprime to the five kinds of faults, so that all kinds and all calls are met. */
const SAMPLE = 13

let world: InProcessWorld
beforeAll(async () => {
  world = await createInProcessWorld()
  await world.emulator.database.declareCollections(RACE_COLLECTIONS)
})
afterAll(() => world.close())

describe('after faults', () => {
  const made: MadeTrial[] = []

  test.each(SUBJECTS.map((subject) => ({ subject, name: subject.name })))(
    '$name is done in the end by who asks again',
    async ({ subject, name }) => {
      const trials = await everyFault(world, () => subject.prepare(world), subject.sample ?? SAMPLE)
      expect(trials.length).toBeGreaterThan(1)
      made.push(...trials.map((trial) => ({ ...trial, name: `${name}: ${trial.name}` })))
    },
  )

  test('reconciling repairs what they have left, and nothing the second time', async () => {
    expect(await settleWorld(world)).toBeGreaterThan(0)
    expect(await settleWorld(world)).toBe(0)
  })

  test('then everything is there once, and nothing by half', async () => {
    expect(made.length).toBeGreaterThan(SUBJECTS.length)
    expect(await checkTrials(made)).toEqual([])
  })
})

test('control: faults do leave something behind, and only reconciling puts it right', async () => {
  const { alice, bob } = await peopleOf(world)
  const postId = await publish(world, alice)
  const like = () => world.invoke(bob, 'post.setLike', { postId, liked: true })
  const { calls } = await runWithFault(world, like)
  const likeCount = async () =>
    (await world.emulator.database.find('posts', { query: { _id: postId } }))[0]?.likeCount
  // One of its last calls counts the like: an instance that dies before it leaves a like that nobody has counted.
  for (let call = calls - 1; call > 0 && (await likeCount()) === 1; call -= 1) {
    await world.invoke(bob, 'post.setLike', { postId, liked: false })
    expect(await likeCount()).toBe(0)
    await runWithFault(world, like, call, 'crash-before')
  }
  expect(await likeCount()).toBe(0)
  expect(await settleWorld(world)).toBe(1)
  expect(await likeCount()).toBe(1)
})

test('control: a write without a claim is done twice when its answer is lost', async () => {
  const marks = world.modules.cloud.collection<{ _id: string; wish: string }>('race_marks')
  const trial = async () => {
    const wish = newId()
    return {
      work: () => marks.addOrGet({ _id: newId(), wish }),
      check: async (isDone: boolean) => {
        const found = await world.emulator.database.find('race_marks', { query: {}, limit: 1_000 })
        const made = found.filter((mark) => mark.wish === wish).length
        if (isDone && made !== 1) throw new Error(`done ${made} times`)
      },
    }
  }
  expect(await checkTrials(await everyFault(world, trial))).toContainEqual(
    expect.stringContaining('crash-after at call 0 of 1, asked again: done 2 times'),
  )
})
