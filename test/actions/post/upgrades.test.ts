/** Posts as they were stored before there were kinds: read, liked and edited before the migration, found after it. */
import { storedDocument } from '../../support/documents'
import { tickAfter } from '../../support/jobs'
import { createWorld, newRequestId, type World } from '../../support/world'

const OLD_ID = 'pst_0000000000oldpost'

let world: World
beforeAll(async () => {
  world = await createWorld()
  const { alice } = world
  await world.emulator.database.importDocuments('posts', [
    {
      _id: OLD_ID,
      schemaVersion: 1,
      boardId: 'brd_showcase',
      authorId: alice.memberId,
      author: { nickname: 'Alice' },
      text: '石窑里的第一炉',
      excerpt: '石窑里的第一炉',
      photos: [],
      photoIds: [],
      textVerdict: 'pass',
      state: 'visible',
      removed: false,
      revision: 1,
      likeCount: 0,
      commentCount: 0,
      createdAt: 1_000,
    },
  ])
})
afterAll(() => world.close())

const read = async () => (await world.bob.call('post.getPost', { postId: OLD_ID })).post

test('half way: an old post is a plain post, and whatever is done to it is counted', async () => {
  expect(await read()).toMatchObject({
    kind: 'post',
    topics: [],
    mentions: [],
    featured: false,
    favouriteCount: 0,
  })
  await world.bob.call('post.setFavourite', { postId: OLD_ID, favourited: true })
  const said = { requestId: newRequestId(), postId: OLD_ID, text: '好看' }
  const { comment } = await world.bob.call('post.createComment', said)
  await world.carol.call('post.setCommentLike', { commentId: comment.commentId, liked: true })
  expect(await read()).toMatchObject({ favouriteCount: 1, commentCount: 1, favourited: true })
  await world.alice.call('post.editPost', {
    requestId: newRequestId(),
    postId: OLD_ID,
    text: '石窑里的第二炉',
    photoIds: [],
  })
  expect((await read()).text).toBe('石窑里的第二炉')
})

test('after the migration it says what it is, and is found by its words', async () => {
  for (let n = 0; n < 3; n += 1) await tickAfter(world)
  const stored = await storedDocument(world, 'posts', OLD_ID)
  expect(stored).toMatchObject({ schemaVersion: 2, kind: 'post', featured: false })
  const { hits } = await world.bob.call('post.searchPosts', { text: '石窑' })
  expect(hits.map((hit) => hit.post.postId)).toContain(OLD_ID)
})
