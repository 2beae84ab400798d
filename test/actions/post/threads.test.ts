/** Replies, photos and likes of comments, mentions, and whom they are told to. */
import type { Input } from '../../../contract/index'
import { setFields, storedDocument } from '../../support/documents'
import { jpegPhoto } from '../../support/photos'
import { liftRateLimits } from '../../support/rate-limits'
import { BOARD_ID, createWorld, newRequestId, type Person, type World } from '../../support/world'

let world: World
let postId: string
beforeAll(async () => {
  world = await createWorld()
  await liftRateLimits(world.emulator.database)
})
beforeEach(async () => {
  postId = await world.alice.publish('一块面包')
})
afterAll(() => world.close())
afterEach(() => {
  Object.assign(world.emulator.openapi.script.text, { mode: 'by-content' })
  Object.assign(world.emulator.openapi.script.media, { mode: 'pass' })
})

const say = async (who: Person, text: string, more: { replyTo?: string; photoId?: string } = {}) =>
  (await who.call('post.createComment', { requestId: newRequestId(), postId, text, ...more })).comment
const noticesOf = async (who: Person) => {
  const query = { to: who.memberId, 'subject.postId': postId }
  const found = await world.emulator.database.find('notices', { query: { to: who.memberId } })
  return found.filter((notice) => Reflect.get(Object(notice.subject), 'postId') === query['subject.postId'])
}
const kindsFor = async (who: Person) => (await noticesOf(who)).map((notice) => notice.kind).sort()
const mention = (who: Person) => `@{${who.memberId}}`

describe('replies', () => {
  test('ok: stand below their root, one level deep, and are counted there and at the post', async () => {
    const root = await say(world.bob, '怎么发酵的')
    const reply = await say(world.alice, '一小时', { replyTo: root.commentId })
    const deeper = await say(world.carol, '我也是', { replyTo: reply.commentId })
    expect(reply).toMatchObject({ rootId: root.commentId, replyTo: { nickname: 'Bob' } })
    expect(deeper).toMatchObject({ rootId: root.commentId, replyTo: { nickname: 'Alice' } })
    const { post, comments } = await world.bob.call('post.getPost', { postId })
    expect(post.commentCount).toBe(3)
    expect(comments.comments).toMatchObject([{ commentId: root.commentId, replyCount: 2 }])
    const first = await world.bob.call('post.listReplies', { commentId: root.commentId, limit: 1 })
    expect(first.comments.map((each) => each.text)).toEqual(['一小时'])
    const cursor = first.nextCursor ?? ''
    const second = await world.bob.call('post.listReplies', { commentId: root.commentId, cursor })
    expect(second.comments.map((each) => each.text)).toEqual(['我也是'])
  })

  const kinds: Partial<Input<'post.createPost'>>[] = [
    { kind: 'question' },
    { kind: 'poll', poll: { options: ['甜', '咸'], multiple: false } },
    { kind: 'chain', chain: {} },
    { kind: 'debate', debate: { sides: ['甜', '咸'] } },
  ]
  test.each(kinds)('ok: below a $kind too', async (parts) => {
    const asked = { requestId: newRequestId(), boardId: BOARD_ID, text: '说说看', photoIds: [] }
    postId = (await world.alice.call('post.createPost', { ...asked, ...parts })).postId
    const root = await say(world.bob, '问')
    const reply = await say(world.carol, '答', { replyTo: root.commentId })
    const { comments } = await world.bob.call('post.listComments', { postId })
    expect(comments).toMatchObject([{ commentId: root.commentId, replyCount: 1 }])
    const replies = await world.bob.call('post.listReplies', { commentId: root.commentId, limit: 1 })
    expect(replies.comments).toMatchObject([{ commentId: reply.commentId, text: '答' }])
  })

  test('ok: a root that is taken away takes its replies along', async () => {
    const root = await say(world.bob, '问')
    const reply = await say(world.carol, '答', { replyTo: root.commentId })
    await world.bob.call('post.deleteComment', { commentId: root.commentId })
    expect((await world.bob.call('post.getPost', { postId })).post.commentCount).toBe(0)
    expect(await storedDocument(world, 'post_comments', reply.commentId)).toMatchObject({ state: 'removed' })
    expect(await world.bob.refusal('post.listReplies', { commentId: root.commentId })).toBe('NOT_FOUND')
  })

  test('ok: a reply that is taken away is counted no more', async () => {
    const root = await say(world.bob, '问')
    const { commentId } = await say(world.carol, '答', { replyTo: root.commentId })
    await world.carol.call('post.deleteComment', { commentId })
    const { post, comments } = await world.bob.call('post.getPost', { postId })
    expect([post.commentCount, comments.comments[0]?.replyCount]).toEqual([1, 0])
  })

  test("NOT_FOUND: to a comment that is hidden, or another post's", async () => {
    const { commentId } = await say(world.bob, '问')
    const other = await world.alice.publish('另一块')
    const asked = { requestId: newRequestId(), postId: other, text: '答', replyTo: commentId }
    expect(await world.carol.refusal('post.createComment', asked)).toBe('NOT_FOUND')
    await setFields(world, 'post_comments', commentId, { state: 'hidden' })
    expect(await world.carol.refusal('post.createComment', { ...asked, postId })).toBe('NOT_FOUND')
  })

  test('ok: asked for again it is answered as the first time, whatever was hidden since', async () => {
    const { commentId } = await say(world.bob, '问')
    const wish = { requestId: newRequestId(), postId, text: '答', replyTo: commentId }
    const first = await world.carol.call('post.createComment', wish)
    await setFields(world, 'post_comments', commentId, { state: 'hidden' })
    expect(await world.carol.call('post.createComment', wish)).toEqual(first)
    await setFields(world, 'posts', postId, { state: 'hidden' })
    expect(await world.carol.call('post.createComment', wish)).toEqual(first)
    const another = { ...wish, requestId: newRequestId() }
    expect(await world.carol.refusal('post.createComment', another)).toBe('NOT_FOUND')
  })

  test('IDEMPOTENCY_MISMATCH: the same requestId for something else, below what is hidden too', async () => {
    const { commentId } = await say(world.bob, '问')
    const wish = { requestId: newRequestId(), postId, text: '答', replyTo: commentId }
    await world.carol.call('post.createComment', wish)
    await setFields(world, 'post_comments', commentId, { state: 'hidden' })
    const other = { ...wish, text: '别的' }
    expect(await world.carol.refusal('post.createComment', other)).toBe('IDEMPOTENCY_MISMATCH')
  })
})

describe('a photo in a comment', () => {
  test('ok: others see the comment once the photo has passed', async () => {
    world.emulator.openapi.script.media.mode = 'silent'
    const photoId = await world.bob.upload(await jpegPhoto(77))
    const comment = await say(world.bob, '看', { photoId })
    expect(comment).toMatchObject({ state: 'checking', photo: { mediaId: photoId } })
    expect((await world.carol.call('post.listComments', { postId })).comments).toEqual([])
    const own = (await world.bob.call('post.listComments', { postId })).comments
    expect(own).toMatchObject([{ photo: { mediaId: photoId } }])
    expect(await kindsFor(world.alice)).toEqual([])
    const { traceId } = await storedDocument(world, 'media', photoId)
    await world.emulator.openapi.pushMediaVerdict(String(traceId), 'pass')
    const { post, comments } = await world.carol.call('post.getPost', { postId })
    expect(post.commentCount).toBe(1)
    expect(comments.comments).toMatchObject([{ state: 'visible', photo: { mediaId: photoId } }])
    expect(await kindsFor(world.alice)).toEqual(['firstReply'])
  })

  test("MEDIA_NOT_READY: another's photo", async () => {
    const photoId = await world.alice.upload(await jpegPhoto(78))
    const asked = { requestId: newRequestId(), postId, text: '看', photoId }
    expect(await world.bob.refusal('post.createComment', asked)).toBe('MEDIA_NOT_READY')
  })
})

describe('post.setCommentLike', () => {
  test('ok: counted once, shown to who likes it, told to its author', async () => {
    const { commentId } = await say(world.bob, '好')
    await Promise.all([1, 2].map(() => world.carol.call('post.setCommentLike', { commentId, liked: true })))
    const seenBy = async (who: Person) => (await who.call('post.listComments', { postId })).comments[0]
    expect(await seenBy(world.carol)).toMatchObject({ likeCount: 1, liked: true })
    expect(await seenBy(world.alice)).toMatchObject({ likeCount: 1, liked: false })
    expect(await kindsFor(world.bob)).toEqual(['like'])
    await world.carol.call('post.setCommentLike', { commentId, liked: false })
    expect(await seenBy(world.carol)).toMatchObject({ likeCount: 0, liked: false })
  })

  test('NOT_FOUND: a comment that is gone, or whose post is', async () => {
    const { commentId } = await say(world.bob, '好')
    await world.alice.call('post.deletePost', { postId })
    expect(await world.carol.refusal('post.setCommentLike', { commentId, liked: true })).toBe('NOT_FOUND')
    expect(await world.carol.refusal('post.setCommentLike', { commentId: 'cmt_00000000', liked: true })).toBe(
      'NOT_FOUND',
    )
  })
})

describe('mentions', () => {
  test('ok: kept as ids, shown by the name of today; one who is nobody is left out', async () => {
    const dora = await world.newcomer('Dora')
    const text = `谢谢 ${mention(dora)} 和 @{mbr_0000000000000}`
    const shown = await world.alice.publish(text)
    const read = async () => (await world.bob.call('post.getPost', { postId: shown })).post
    expect(await read()).toMatchObject({ text, mentions: [{ memberId: dora.memberId, nickname: 'Dora' }] })
    await dora.call('member.updateProfile', { requestId: newRequestId(), nickname: 'Dorothea' })
    expect((await read()).mentions).toEqual([{ memberId: dora.memberId, nickname: 'Dorothea' }])
    expect(JSON.stringify(await storedDocument(world, 'posts', shown))).not.toMatch(/Dora|Dorothea/)
    const { posts } = await world.bob.call('post.listFeed', { limit: 1 })
    expect(posts[0]?.excerpt).toBe('谢谢 和')
  })

  test('ok: each is told once, as what concerns them most, and never of their own deed', async () => {
    const root = await say(world.bob, `${mention(world.carol)} ${mention(world.bob)} 看`)
    expect(await kindsFor(world.alice)).toEqual(['firstReply'])
    expect(await kindsFor(world.carol)).toEqual(['mention'])
    expect(await kindsFor(world.bob)).toEqual([])
    await say(world.carol, `好 ${mention(world.bob)}`, { replyTo: root.commentId })
    expect(await kindsFor(world.bob)).toEqual(['reply'])
    expect(await kindsFor(world.alice)).toEqual(['comment', 'firstReply'])
    expect(JSON.stringify(await noticesOf(world.bob))).not.toMatch(/Carol|好/)
  })

  test('ok: nobody is told of what is still being checked', async () => {
    world.emulator.openapi.script.text.mode = 'down'
    await say(world.bob, `${mention(world.carol)} 看`)
    expect([await kindsFor(world.alice), await kindsFor(world.carol)]).toEqual([[], []])
  })

  test('INVALID_INPUT: eleven members in one text', async () => {
    const text = Array.from({ length: 11 }, (_, n) => `@{mbr_${String(n).padStart(13, '0')}}`).join(' ')
    const asked = { requestId: newRequestId(), postId, text }
    expect(await world.bob.refusal('post.createComment', asked)).toBe('INVALID_INPUT')
  })
})
