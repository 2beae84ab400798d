/** post.listFeed, post.listByMember, post.getPost, post.listComments: pages, and who sees what. */
import { DEFAULT_BOARDS } from '../../../cloudfunctions/post/boards'
import type { Output } from '../../../contract/index'
import { setFields } from '../../support/documents'
import { BOARD_ID, createWorld, newRequestId, type World } from '../../support/world'

const POSTS = 7
const OTHER_BOARD = DEFAULT_BOARDS[1]?._id ?? ''

let world: World
/** Alice's posts, the oldest first; the last one on another board. */
const postIds: string[] = []
beforeAll(async () => {
  world = await createWorld()
  for (let n = 0; n < POSTS - 1; n += 1) postIds.push(await world.alice.publish(`第${n}篇`))
  const last = { requestId: newRequestId(), boardId: OTHER_BOARD, text: '另一个版块', photoIds: [] }
  postIds.push((await world.alice.call('post.createPost', last)).postId)
})
afterAll(() => world.close())

type Page = Output<'post.listFeed'>
const idsOf = (page: Page) => page.posts.map((post) => post.postId)
const newestFirst = () => [...postIds].reverse()

async function allPages(read: (cursor?: string) => Promise<Page>): Promise<string[]> {
  const ids: string[] = []
  let cursor: string | undefined
  do {
    const page = await read(cursor)
    ids.push(...idsOf(page))
    cursor = page.nextCursor
  } while (cursor !== undefined)
  return ids
}

describe('post.listFeed', () => {
  test.each([1, 2, 3, POSTS])('ok: pages of %i show every post once, the newest first', async (limit) => {
    const read = (cursor?: string) =>
      world.bob.call('post.listFeed', { limit, ...(cursor ? { cursor } : {}) })
    expect(await allPages(read)).toEqual(newestFirst())
  })

  test('ok: one board, and a guest reads too', async () => {
    expect(idsOf(await world.stranger().call('post.listFeed', { boardId: OTHER_BOARD }))).toEqual(
      postIds.slice(-1),
    )
  })

  test('ok: liked by whom', async () => {
    const [postId = ''] = postIds
    await world.bob.call('post.setLike', { postId, liked: true })
    const liked = async (who = world.bob) =>
      (await who.call('post.listFeed', {})).posts.filter((post) => post.liked).map((post) => post.postId)
    expect(await liked()).toEqual([postId])
    expect(await liked(world.carol)).toEqual([])
    expect(await liked(world.stranger())).toEqual([])
  })

  test.each(['checking', 'hidden', 'rejected'] as const)(
    'ok: what is %s is in nobody’s feed',
    async (state) => {
      const postId = await world.alice.publish(`现在是${state}`)
      await setFields(world, 'posts', postId, { state })
      expect(idsOf(await world.alice.call('post.listFeed', {}))).not.toContain(postId)
      expect(await world.bob.refusal('post.getPost', { postId })).toBe('NOT_FOUND')
      expect((await world.alice.call('post.getPost', { postId })).post.state).toBe(state)
      await world.alice.call('post.deletePost', { postId })
    },
  )

  test('INVALID_INPUT: a cursor of another list, a made-up one, 51 a page, skip', async () => {
    const { nextCursor } = await world.bob.call('post.listFeed', { limit: 1 })
    const wrong = [
      { cursor: 'x' },
      { cursor: nextCursor, boardId: BOARD_ID },
      { limit: 51 },
      { limit: 0 },
      { skip: 9 },
    ]
    for (const input of wrong) expect(await world.bob.refusal('post.listFeed', input)).toBe('INVALID_INPUT')
  })
})

describe('post.listByMember', () => {
  const of = (who: World['alice'], cursor?: string) =>
    who.call('post.listByMember', { memberId: world.alice.memberId, limit: 3, ...(cursor ? { cursor } : {}) })

  test('ok: others see what is visible, the author everything but what is removed', async () => {
    const waiting = await world.alice.publish('还在检查')
    const removed = await world.alice.publish('不要了')
    await setFields(world, 'posts', waiting, { state: 'checking' })
    await world.alice.call('post.deletePost', { postId: removed })
    expect(await allPages((cursor) => of(world.bob, cursor))).toEqual(newestFirst())
    expect(await allPages((cursor) => of(world.alice, cursor))).toEqual([waiting, ...newestFirst()])
    await world.alice.call('post.deletePost', { postId: waiting })
  })

  test('NOT_FOUND: nobody', async () => {
    expect(await world.bob.refusal('post.listByMember', { memberId: 'mbr_00000000' })).toBe('NOT_FOUND')
  })

  test('INVALID_INPUT: an id of another kind', async () => {
    expect(await world.bob.refusal('post.listByMember', { memberId: BOARD_ID })).toBe('INVALID_INPUT')
  })
})

describe('post.getPost', () => {
  test('ok: what is mine, and what is not', async () => {
    const [postId = ''] = postIds
    expect((await world.alice.call('post.getPost', { postId })).post).toMatchObject({
      mine: true,
      board: { boardId: BOARD_ID },
    })
    expect((await world.bob.call('post.getPost', { postId })).post.mine).toBe(false)
    expect((await world.stranger().call('post.getPost', { postId })).post.mine).toBe(false)
  })

  test('NOT_FOUND: one that never was; INVALID_INPUT: an operator', async () => {
    expect(await world.bob.refusal('post.getPost', { postId: 'pst_00000000' })).toBe('NOT_FOUND')
    expect(await world.bob.refusal('post.getPost', { postId: { $gt: '' } })).toBe('INVALID_INPUT')
  })
})

describe('post.listComments', () => {
  test('ok: oldest first, page by page; one that is being checked for its author only', async () => {
    const postId = await world.alice.publish('说说看')
    const comment = async (who: World['alice'], text: string) =>
      (await who.call('post.createComment', { requestId: newRequestId(), postId, text })).comment.commentId
    const ids = [await comment(world.bob, '一'), await comment(world.carol, '二')]
    world.emulator.openapi.script.text.mode = 'review'
    const waiting = await comment(world.bob, '待复核')
    world.emulator.openapi.script.text.mode = 'by-content'
    ids.push(await comment(world.carol, '三'))
    const seen = async (who: World['alice'], limit: number) => {
      const found: string[] = []
      let cursor: string | undefined
      do {
        const page = await who.call('post.listComments', { postId, limit, ...(cursor ? { cursor } : {}) })
        found.push(...page.comments.map((each) => each.commentId))
        cursor = page.nextCursor
      } while (cursor !== undefined)
      return found
    }
    for (const limit of [1, 2, 50]) {
      expect(await seen(world.carol, limit)).toEqual(ids)
      expect(await seen(world.bob, limit)).toEqual([...ids.slice(0, 2), waiting, ...ids.slice(2)])
    }
    expect((await world.carol.call('post.getPost', { postId })).post.commentCount).toBe(3)
  })

  test('NOT_FOUND: of a post that is not shown; INVALID_INPUT: a cursor of another post', async () => {
    expect(await world.bob.refusal('post.listComments', { postId: 'pst_00000000' })).toBe('NOT_FOUND')
    const [postId = ''] = postIds
    const { nextCursor } = await world.bob.call('post.listFeed', { limit: 1 })
    expect(await world.bob.refusal('post.listComments', { postId, cursor: nextCursor })).toBe('INVALID_INPUT')
  })
})
