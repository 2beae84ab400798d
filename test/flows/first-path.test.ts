/** The whole first path: one member posts a photo with a caption, another sees it, likes it and comments. */
import { jpegPhoto } from '../support/photos'
import { createWorld, newRequestId, present, type World } from '../support/world'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

test('a photo with a caption is posted, seen, liked and commented', async () => {
  const { alice, bob } = world
  const photoId = await alice.upload(await jpegPhoto(20))
  await world.settled()
  const postId = await alice.publish('刚出炉的可颂，\n今天起酥特别成功', [photoId])

  const seen = await bob.call('home.getCommunity', {})
  expect(seen.member?.nickname).toBe('Bob')
  expect(seen.boards.length).toBeGreaterThan(3)
  const card = present(seen.feed.posts.find((post) => post.postId === postId))
  expect(card).toMatchObject({ excerpt: '刚出炉的可颂， 今天起酥特别成功', photoCount: 1, state: 'visible' })
  const picture = await fetch(present(card.cover).url)
  expect(picture.headers.get('content-type')).toBe('image/webp')

  await bob.call('post.setLike', { postId, liked: true })
  const { comment } = await bob.call('post.createComment', {
    requestId: newRequestId(),
    postId,
    text: '层次真好！',
  })
  const { post, comments } = await alice.call('post.getPost', { postId })
  expect(post).toMatchObject({ likeCount: 1, commentCount: 1, mine: true, liked: false })
  expect(comments.comments.map((each) => each.commentId)).toEqual([comment.commentId])

  await bob.call('post.deleteComment', { commentId: comment.commentId })
  await alice.call('post.deletePost', { postId })
  expect(await bob.refusal('post.getPost', { postId })).toBe('NOT_FOUND')
  expect((await alice.call('member.getMe', {})).member?.postCount).toBe(0)
})
