/** What lists, topics and the search cost. */

import { DEFAULT_BOARDS } from '../../cloudfunctions/post/boards'
import type { PostDocument } from '../../cloudfunctions/post/collections'
import { memberIdOf } from './community'
import type { Meter } from './meter'
import { topicOf } from './surroundings'

/** A guest, who follows nobody and has not joined. */
const GUEST_OPENID = 'oCostGuest00000000000000001'
/** Words of a text that one post in five has. */
const TEXT = '戚风缩腰'

/** Every feed in each of its ways, and every search. */
export async function measureFeeds(meter: Meter, newest: PostDocument): Promise<void> {
  const { authorId: memberId } = newest
  const [board] = DEFAULT_BOARDS
  const boardId = board?._id ?? ''
  const { topicId } = topicOf(0)
  const viewerId = memberIdOf(0)
  await meter.measure('home.getCommunity', {})
  await meter.measureVariant('following', 'home.getCommunity', { feed: 'following' })
  await meter.measureVariant('as a guest', 'home.getCommunity', {}, GUEST_OPENID)
  await meter.measure('home.reportClientError', { message: 'undefined is not a function' })
  await meter.measure('post.listFeed', {})
  await meter.measureVariant('of a board', 'post.listFeed', { boardId })
  await meter.measureVariant('of a topic', 'post.listFeed', { topicId })
  await meter.measureVariant('featured', 'post.listFeed', { feed: 'featured' })
  await meter.measureVariant('following', 'post.listFeed', { feed: 'following' })
  await meter.measure('post.listByMember', { memberId })
  await meter.measureVariant('own', 'post.listByMember', { memberId: viewerId })
  await meter.measure('post.listTopics', {})
  await meter.measureVariant('of a board', 'post.listTopics', { boardId })
  await meter.measure('post.getTopic', { topicId })
  await meter.measure('post.suggestTopics', { text: '戚风' })
  await meter.measure('post.searchPosts', { text: TEXT })
  await meter.measureVariant('solved', 'post.searchPosts', { text: TEXT, solved: true })
  await meter.measure('post.searchAnswers', { text: '配方' })
  await meter.measure('member.searchMembers', { text: '面包师傅' })
  await meter.measure('home.search', { text: TEXT })
  await meter.measure('post.getExposureReport', {})
}
