/** What stands on the tabs. */
import type { Words } from '../zh-CN'
import type { home as zhCN } from '../zh-CN/home'
import { counted } from './counted'

export const home: Pick<Words, keyof typeof zhCN> = {
  community: {
    allBoards: 'All',
    boards: 'Boards',
    compose: 'New post',
    emptyTitle: 'No posts here yet',
    emptyHint: 'Take a picture of what you made today and be the first.',
    feeds: { following: 'Following', discover: 'Discover', featured: 'Featured' },
    feedSwitch: 'Which posts',
    today: 'Today',
    todayTopic: 'Topic of the day',
    postCount: (count) => counted(count, 'post', 'posts'),
    news: 'My posts',
    newLikes: (count) => counted(count, 'like', 'likes'),
    newComments: (count) => counted(count, 'comment', 'comments'),
    newMentions: (count) => counted(count, 'mention', 'mentions'),
    newFollows: (count) => counted(count, 'new follower', 'new followers'),
    suggested: 'People you may like',
    followingEmptyTitle: 'You follow nobody yet',
    followingEmptyHint: 'Follow a few people and their new posts appear here.',
    followingQuietTitle: 'Nothing new from the people you follow',
    followingQuietHint: 'See in Discover what everybody made today.',
    discover: 'Go to Discover',
    featuredEmptyTitle: 'Nothing featured yet',
    featuredEmptyHint: 'The best posts are picked by hand and shown here.',
  },
  course: {
    emptyTitle: 'Courses are on their way',
    emptyHint: 'This is where you will learn from our teachers.',
    coming: ['A live class every week', 'Replays and homework afterwards', 'Learn together with friends'],
  },
  admin: {
    emptyTitle: 'The desk is on its way',
    emptyHint: 'What needs a hand will queue up here, the oldest first.',
    refusedTitle: 'This is for staff only',
    refusedHint: 'If you should have access, ask an operator.',
    backToCommunity: 'Back to the community',
  },
}
