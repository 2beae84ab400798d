/**
 * A feed as two columns, or as one to read, with all its states: skeletons, nothing, failed, more, the end.
 * Ids: `feed`, `feed-skeleton`, `feed-more`, `feed-end`, `feed-retry`.
 */
import { View } from '@tarojs/components'
import { memo, type ReactNode } from 'react'
import { Button } from '../../../components/Button'
import { FailureView } from '../../../components/StateView'
import { useWords } from '../../../i18n/words'
import { isEmpty } from '../feed'
import { type FeedKey, layoutOf } from '../feed-key'
import { EMPTY_FEED, type Feed, loadMoreFeed, usePostStore } from '../store'
import { PostCard } from './PostCard'
import { PostRow } from './PostRow'
import './PostFeed.scss'

interface PostFeedProps {
  readonly feedKey: FeedKey
  /** What stands there when there are no posts. */
  readonly empty: ReactNode
  readonly onRetry: () => void
}

export function PostFeed({ feedKey, empty, onRetry }: PostFeedProps) {
  const feed = usePostStore((store) => store.feeds[feedKey]) ?? EMPTY_FEED
  const { columns, failure, loading } = feed
  if (isEmpty(columns)) {
    if (failure) return <FailureView failure={failure} onRetry={onRetry} />
    return loading || feed.loadedAt === 0 ? <FeedSkeleton /> : empty
  }
  return (
    <View id="feed">
      {layoutOf(feedKey) === 'list' ? (
        <Rows postIds={columns.left} />
      ) : (
        <View className="waterfall">
          <Column postIds={columns.left} />
          <Column postIds={columns.right} />
        </View>
      )}
      <FeedFoot feed={feed} onMore={() => void loadMoreFeed(feedKey)} onRetry={onRetry} />
    </View>
  )
}

const Column = memo(function Column({ postIds }: { readonly postIds: readonly string[] }) {
  return (
    <View className="column">
      {postIds.map((postId) => (
        <PostCard key={postId} postId={postId} />
      ))}
    </View>
  )
})

const Rows = memo(function Rows({ postIds }: { readonly postIds: readonly string[] }) {
  return (
    <View className="feed-rows">
      {postIds.map((postId) => (
        <PostRow key={postId} postId={postId} />
      ))}
    </View>
  )
})

interface FeedFootProps {
  readonly feed: Feed
  readonly onMore: () => void
  readonly onRetry: () => void
}

/** What stands under the last card: trying again, waiting, or the end. */
function FeedFoot({ feed, onMore, onRetry }: FeedFootProps) {
  const words = useWords()
  const hasMore = feed.nextCursor !== undefined
  if (feed.failure) {
    return (
      <View className="feed-foot">
        <Button id="feed-retry" kind="quiet" label={words.common.retry} onTap={hasMore ? onMore : onRetry} />
      </View>
    )
  }
  const isWaiting = hasMore || feed.loading !== undefined
  return (
    <View id={isWaiting ? 'feed-more' : 'feed-end'} className="feed-foot">
      {isWaiting ? words.common.loading : words.common.end}
    </View>
  )
}

/** Heights as those of real cards, so that nothing jumps when these come. */
const SKELETONS = [
  ['skeleton-tall', 'skeleton-square', 'skeleton-tall'],
  ['skeleton-square', 'skeleton-tall', 'skeleton-square'],
] as const

function FeedSkeleton() {
  return (
    <View id="feed-skeleton" className="waterfall">
      {SKELETONS.map((shapes, side) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the two columns never change places.
        <View key={side} className="column">
          {shapes.map((shape, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: nor do their shapes.
            <View key={index} className={`skeleton ${shape}`} />
          ))}
        </View>
      ))}
    </View>
  )
}
