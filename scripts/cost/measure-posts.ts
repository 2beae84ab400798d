/** What a post costs: reading it, writing it, and what members do with it. */
import sharp from 'sharp'
import type { PostDocument } from '../../cloudfunctions/post/collections'
import { PAGE_SIZE_DEFAULT } from '../../contract/limits'
import { memberOpenid, VIEWER_OPENID } from './community'
import { field, type Meter, newRequestId } from './meter'

/** Somebody else's deeds: nobody reports what is their own. */
export async function measurePosts(meter: Meter, newest: PostDocument): Promise<void> {
  const { _id: postId } = newest
  await meter.measure('post.getPost', { postId })
  await meter.measure('post.listComments', { postId })
  await meter.measure('post.getShareCode', { postId })
  const created = await measureWriting(meter, newest)
  await measureThread(meter, postId)
  await measureMarks(meter, postId)
  await measureKinds(meter, newest)
  await answerChecks(meter)
  await meter.measure('post.decideMedia', { mediaId: await uploadPhoto(meter), passed: true })
  await meter.measure('post.deletePost', { postId: created })
}

/** Answers the checks that wait; the last of them is of a photo that a post shows. */
async function answerChecks(meter: Meter): Promise<void> {
  const { openapi } = meter.emulator
  for (const check of openapi.pendingMediaChecks()) {
    await meter.measureRun('post.receiveMediaCheck', () => openapi.pushMediaVerdict(check.traceId, 'pass'))
  }
}

/** A post whose photo has passed before it is written: it earns as it is published. */
export async function measureEarning(meter: Meter, { boardId }: PostDocument): Promise<void> {
  const mediaId = await uploadPhoto(meter)
  const { openapi } = meter.emulator
  for (const check of openapi.pendingMediaChecks()) await openapi.pushMediaVerdict(check.traceId, 'pass')
  const plain = { boardId, text: '今天只有几句话。', photoIds: [], requestId: newRequestId() }
  // Whoever publishes reads what the configs say of it; this is about what paying costs.
  await meter.call('post.createPost', plain)
  const wish = { boardId, text: '刚出炉，趁热拍。', photoIds: [mediaId], requestId: newRequestId() }
  await meter.measureVariant('seen at once', 'post.createPost', wish)
}

async function measureWriting(meter: Meter, { boardId }: PostDocument): Promise<string> {
  const mediaId = await measurePhoto(meter)
  const wish = { boardId, text: '蔓越莓司康，外酥里软。', photoIds: [mediaId], topicNames: ['司康'] }
  const created = await meter.measure('post.createPost', { ...wish, requestId: newRequestId() })
  const postId = field(created, 'postId')
  const edited = { postId, text: '蔓越莓司康，外酥里更软。', photoIds: [mediaId], topicNames: ['司康'] }
  await meter.measure('post.editPost', { ...edited, requestId: newRequestId() })
  return postId
}

/** A photo of somebody's, uploaded and completed. */
export async function uploadPhoto(meter: Meter, openid = VIEWER_OPENID): Promise<string> {
  const bytes = await jpegPhoto()
  const asked = { requestId: newRequestId(), purpose: 'post' as const, bytes: bytes.length }
  const place = await meter.call('media.requestUpload', asked, openid)
  const mediaId = field(place, 'mediaId')
  const fileId = await meter.emulator.storage.write(field(place, 'path'), bytes)
  await meter.call('media.complete', { mediaId, fileId }, openid)
  return mediaId
}

function jpegPhoto(): Promise<Buffer> {
  return sharp({ create: { width: 600, height: 800, channels: 3, background: '#c96' } })
    .jpeg()
    .toBuffer()
}

async function measurePhoto(meter: Meter): Promise<string> {
  const bytes = await jpegPhoto()
  const asked = { requestId: newRequestId(), purpose: 'post' as const, bytes: bytes.length }
  const place = await meter.measure('media.requestUpload', asked)
  const mediaId = field(place, 'mediaId')
  const fileId = await meter.emulator.storage.write(field(place, 'path'), bytes)
  await meter.measure('media.complete', { mediaId, fileId })
  return mediaId
}

async function measureThread(meter: Meter, postId: string): Promise<void> {
  const said = await meter.measure('post.createComment', {
    requestId: newRequestId(),
    postId,
    text: '好漂亮！',
  })
  const commentId = field(Reflect.get(Object(said), 'comment'), 'commentId')
  const reply = { requestId: newRequestId(), postId, text: '谢谢', replyTo: commentId }
  await meter.measureVariant('reply', 'post.createComment', reply)
  await meter.measure('post.listReplies', { commentId })
  await meter.measure('post.setCommentLike', { commentId, liked: true })
  await meter.measure('post.deleteComment', { commentId })
}

async function measureMarks(meter: Meter, postId: string): Promise<void> {
  await meter.measure('post.setLike', { postId, liked: false })
  await meter.measure('post.setFavourite', { postId, favourited: true })
  for (const each of await aPageOfPosts(meter)) {
    await meter.call('post.setFavourite', { postId: each, favourited: true })
  }
  await meter.measure('post.listFavourites', {})
  await meter.measure('post.listCards', { postIds: [postId] })
  await meter.measure('post.setFeatured', { postId, featured: true })
  await meter.measure('post.report', { requestId: newRequestId(), subject: { postId }, reason: 'other' })
}

/** The ids of a page of posts and one more. */
async function aPageOfPosts(meter: Meter): Promise<string[]> {
  const feed = await meter.call('post.listFeed', { limit: PAGE_SIZE_DEFAULT + 1 })
  const cards: unknown = Reflect.get(Object(feed), 'posts')
  return Array.isArray(cards) ? cards.map((card) => field(card, 'postId')) : []
}

async function measureKinds(meter: Meter, { boardId }: PostDocument): Promise<void> {
  const common = { boardId, text: '大家怎么看？', photoIds: [] }
  const begin = async (
    kind: Record<string, unknown> & { kind: 'poll' | 'debate' | 'chain' | 'question' },
  ) => {
    const created = await meter.call('post.createPost', { ...common, ...kind, requestId: newRequestId() })
    return field(created, 'postId')
  }
  const pollId = await begin({ kind: 'poll', poll: { options: ['甜', '咸'], multiple: false } })
  await meter.measure('post.castPoll', { postId: pollId, choices: [0] })
  const debateId = await begin({ kind: 'debate', debate: { sides: ['甜', '咸'] } })
  await meter.measure('post.takeSide', { postId: debateId, side: 0 })
  const chainId = await begin({ kind: 'chain', chain: {} })
  await meter.measure('post.joinChain', { requestId: newRequestId(), postId: chainId, text: '算我一个' })
  await meter.measure('post.listChain', { postId: chainId })
  const questionId = await begin({ kind: 'question' })
  const answer = { requestId: newRequestId(), postId: questionId, text: '都好吃' }
  const said = await meter.call('post.createComment', answer, memberOpenid(1))
  const commentId = field(Reflect.get(Object(said), 'comment'), 'commentId')
  await meter.measure('post.setSolved', { postId: questionId, commentId })
}
