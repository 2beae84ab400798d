/**
 * The same faults where they happen in earnest: on the built functions in their worker threads, at the emulator's door,
 * through the real SDK. An instance that dies is gone, and a lost answer is a connection that was closed.
 */
import type { CallFault } from '../../../emulator/types'
import { FAULTS } from '../../support/faults'
import { liftRateLimits } from '../../support/rate-limits'
import { BOARD_ID, createWorld, newRequestId, type World } from '../../support/world'

let world: World
beforeAll(async () => {
  world = await createWorld()
  await liftRateLimits(world.emulator.database)
})
afterEach(() => world.emulator.intercept(undefined))
afterAll(() => world.close())

/** Lets one call of the next invocation of `post` fail; answers how many calls it made. */
async function withFault(index: number, fault: CallFault | undefined, work: () => Promise<unknown>) {
  let calls = 0
  world.emulator.intercept((call) => {
    if (call.functionName !== 'post') return undefined
    calls += 1
    return call.index === index ? fault : undefined
  })
  await work().catch(() => undefined)
  world.emulator.intercept(undefined)
  return calls
}

const postsCalled = async (text: string) => {
  const { posts } = await world.alice.call('post.listByMember', { memberId: world.alice.memberId, limit: 50 })
  return posts.filter((post) => post.excerpt === text)
}

test.each(FAULTS)(
  'post.createPost and %s at any of its calls: asked again, there is one post',
  async (fault) => {
    const input = () => ({ requestId: newRequestId(), boardId: BOARD_ID, text: newRequestId(), photoIds: [] })
    const calls = await withFault(-1, undefined, () => world.alice.call('post.createPost', input()))
    expect(calls).toBeGreaterThan(3)
    for (let index = 0; index < calls; index += 3) {
      const asked = input()
      await withFault(index, fault, () => world.alice.call('post.createPost', asked))
      const { postId } = await world.alice.call('post.createPost', asked)
      const made = await postsCalled(asked.text)
      expect([index, made.map((post) => post.postId)]).toEqual([index, [postId]])
    }
  },
)
