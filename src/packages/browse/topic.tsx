/** A topic and its posts. Ids: `page-topic`, `topic-head`, `topic-join`, `topic-empty`, `topic-gone`, and those of PostFeed. */
import { View } from '@tarojs/components'
import { useLoad, useReachBottom, useRouter, useShareAppMessage, useShareTimeline } from '@tarojs/taro'
import type { Topic } from '../../../contract/post-feeds'
import { Button } from '../../components/Button'
import { PageFrame } from '../../components/PageFrame'
import { FailureView, StateView } from '../../components/StateView'
import { useMemberStore, whenMember } from '../../features/member/store'
import { PostFeed } from '../../features/post/components/PostFeed'
import { loadFeed, loadMoreFeed } from '../../features/post/store'
import { openTopic, useTopicStore } from '../../features/post/topic'
import { useWords, wordsNow } from '../../i18n/words'
import { openPage } from '../../platform/navigate'
import { pageShare, timelineShare } from '../../platform/share'
import './feed-page.scss'

/** The card of a topic, by whoever sends it. */
function cardOf(topicId: string) {
  const name = useTopicStore.getState().pages[topicId]?.topic?.name
  return pageShare(
    '/packages/browse/topic',
    { topicId },
    {
      title: name === undefined ? wordsNow().name : `#${name}`,
      inviterId: useMemberStore.getState().me?.memberId,
    },
  )
}

export default function TopicPage() {
  const words = useWords()
  const topicId = useRouter<{ topicId?: string }>().params.topicId ?? ''
  const { topic, failure } = useTopicStore((store) => store.pages[topicId]) ?? {}
  const load = () => {
    void openTopic(topicId)
    void loadFeed(topicId)
  }
  useLoad(load)
  useReachBottom(() => void loadMoreFeed(topicId))
  useShareAppMessage(() => cardOf(topicId))
  useShareTimeline(() => timelineShare(cardOf(topicId)))
  const isGone = failure === 'NOT_FOUND' || failure === 'INVALID_INPUT'
  const empty = (
    <StateView id="topic-empty" drawing="plate" title={words.topic.emptyTitle} hint={words.topic.emptyHint} />
  )
  return (
    <PageFrame name="topic" title={words.topic.title}>
      {isGone ? (
        <StateView id="topic-gone" drawing="door" title={words.topic.gone} hint={words.topic.goneHint} />
      ) : failure && !topic ? (
        <FailureView failure={failure} onRetry={load} />
      ) : (
        <>
          <TopicHead topic={topic} />
          <PostFeed feedKey={topicId} empty={empty} onRetry={load} />
        </>
      )}
    </PageFrame>
  )
}

function TopicHead({ topic }: { readonly topic?: Topic }) {
  const words = useWords()
  if (!topic) return <View className="skeleton feed-page-skeleton" />
  const { name, postCount } = topic
  const join = () => void whenMember(() => openPage('/packages/compose/index', { topic: name }))
  return (
    <View id="topic-head" className="feed-page-head">
      <View className="feed-page-words">
        <View className="feed-page-name">{`#${name}`}</View>
        <View className="feed-page-hint">{words.topic.postCount(postCount)}</View>
      </View>
      <Button id="topic-join" label={words.topic.join} onTap={join} />
    </View>
  )
}
