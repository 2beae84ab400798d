/** post.deletePost, post.createComment, post.deleteComment, post.setLike. */
import { removeDocument } from '../../support/documents'
import { createWorld, newRequestId, type World } from '../../support/world'

let world: World
let postId: string
beforeAll(async () => {
  world = await createWorld()
})
beforeEach(async () => {
  postId = await world.alice.publish('一块面包')
})
afterAll(() => world.close())
afterEach(() => {
  world.emulator.openapi.script.text.mode = 'by-content'
})

const counts = async () => {
  const { post } = await world.carol.call('post.getPost', { postId })
  return { likes: post.likeCount, comments: post.commentCount }
}
const comment = (text = '好吃') => ({ requestId: newRequestId(), postId, text })

describe('post.deletePost', () => {
  test('ok: gone for everybody, and doing it again, or twice at once, is harmless', async () => {
    const before = (await world.alice.call('member.getMe', {})).member?.postCount ?? 0
    await Promise.all([1, 2].map(() => world.alice.call('post.deletePost', { postId })))
    await world.alice.call('post.deletePost', { postId })
    expect(await world.alice.refusal('post.getPost', { postId })).toBe('NOT_FOUND')
    expect((await world.alice.call('member.getMe', {})).member?.postCount).toBe(before - 1)
  })

  test("NOT_FOUND: another's post, which stays", async () => {
    expect(await world.bob.refusal('post.deletePost', { postId })).toBe('NOT_FOUND')
    expect(await world.bob.refusal('post.deletePost', { postId: 'pst_00000000' })).toBe('NOT_FOUND')
    await expect(world.bob.call('post.getPost', { postId })).resolves.toBeDefined()
  })

  test('NOT_A_MEMBER: a guest; INVALID_INPUT: many at once', async () => {
    expect(await world.stranger().refusal('post.deletePost', { postId })).toBe('NOT_A_MEMBER')
    expect(await world.alice.refusal('post.deletePost', { postId: { $in: [postId] } })).toBe('INVALID_INPUT')
  })
})

describe('post.createComment', () => {
  test('ok: counted once, however often it is asked', async () => {
    const input = comment()
    const first = await world.bob.call('post.createComment', input)
    expect(first.commentCount).toBe(1)
    const again = await world.bob.call('post.createComment', input)
    expect(again.comment).toEqual(first.comment)
    expect(await counts()).toEqual({ likes: 0, comments: 1 })
  })

  test('ok: a first attempt that ended before it wrote is completed', async () => {
    const input = comment()
    const { commentId } = (await world.bob.call('post.createComment', input)).comment
    await removeDocument(world, 'post_comments', commentId)
    expect((await world.bob.call('post.createComment', input)).comment.commentId).toBe(commentId)
  })

  test('ok: a text that could not be checked waits, uncounted', async () => {
    world.emulator.openapi.script.text.mode = 'down'
    const answer = await world.bob.call('post.createComment', comment())
    expect(answer).toMatchObject({ comment: { state: 'checking', mine: true }, commentCount: 0 })
    expect(await counts()).toEqual({ likes: 0, comments: 0 })
  })

  test('IDEMPOTENCY_MISMATCH: the same requestId for another text', async () => {
    const input = comment()
    await world.bob.call('post.createComment', input)
    expect(await world.bob.refusal('post.createComment', { ...input, text: '别的' })).toBe(
      'IDEMPOTENCY_MISMATCH',
    )
  })

  test('CONTENT_REJECTED: a risky text', async () => {
    expect(await world.bob.refusal('post.createComment', comment('违禁词'))).toBe('CONTENT_REJECTED')
  })

  test('NOT_FOUND: a post that is removed, or never was', async () => {
    await world.alice.call('post.deletePost', { postId })
    expect(await world.bob.refusal('post.createComment', comment())).toBe('NOT_FOUND')
    expect(await world.bob.refusal('post.createComment', { ...comment(), postId: 'pst_00000000' })).toBe(
      'NOT_FOUND',
    )
  })

  test.each(['', '  ', '\u200b', '面'.repeat(501)])('INVALID_INPUT: %j', async (text) => {
    expect(await world.bob.refusal('post.createComment', comment(text))).toBe('INVALID_INPUT')
  })
})

describe('post.deleteComment', () => {
  test('ok: gone and no longer counted, again and at once harmless', async () => {
    const { commentId } = (await world.bob.call('post.createComment', comment())).comment
    await Promise.all([1, 2].map(() => world.bob.call('post.deleteComment', { commentId })))
    await world.bob.call('post.deleteComment', { commentId })
    expect(await counts()).toEqual({ likes: 0, comments: 0 })
    expect((await world.bob.call('post.listComments', { postId })).comments).toEqual([])
  })

  test("NOT_FOUND: another's comment", async () => {
    const { commentId } = (await world.bob.call('post.createComment', comment())).comment
    expect(await world.alice.refusal('post.deleteComment', { commentId })).toBe('NOT_FOUND')
    expect(await counts()).toEqual({ likes: 0, comments: 1 })
  })

  test('INVALID_INPUT: an id of another kind', async () => {
    expect(await world.bob.refusal('post.deleteComment', { commentId: postId })).toBe('INVALID_INPUT')
  })
})

describe('post.setLike', () => {
  const like = (who: World['alice'], liked: boolean) => who.call('post.setLike', { postId, liked })

  test('ok: counted once, however often it is tapped', async () => {
    expect(await like(world.bob, true)).toEqual({ liked: true })
    await Promise.all([1, 2, 3].map(() => like(world.bob, true)))
    await like(world.carol, true)
    expect(await counts()).toEqual({ likes: 2, comments: 0 })
    expect(await like(world.bob, false)).toEqual({ liked: false })
    await like(world.bob, false)
    expect(await counts()).toEqual({ likes: 1, comments: 0 })
  })

  test('ok: many at once are all counted', async () => {
    const people = await Promise.all(Array.from({ length: 12 }, (_, n) => world.newcomer(`P${n}`)))
    await Promise.all(people.map((person) => like(person, true)))
    expect((await counts()).likes).toBe(12)
  })

  test('NOT_FOUND: a post that is removed', async () => {
    await world.alice.call('post.deletePost', { postId })
    expect(await world.bob.refusal('post.setLike', { postId, liked: true })).toBe('NOT_FOUND')
  })

  test('NOT_A_MEMBER: a guest; INVALID_INPUT: a text for a yes', async () => {
    expect(await world.stranger().refusal('post.setLike', { postId, liked: true })).toBe('NOT_A_MEMBER')
    expect(await world.bob.refusal('post.setLike', { postId, liked: 'true' })).toBe('INVALID_INPUT')
  })
})
