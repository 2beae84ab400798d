/**
 * What there is today, in one quiet strip: my check-in, the topic, the contest that runs, and news of my works. Ids:
 * `today`, `today-checkin`, `today-topic`, `today-contest`, `today-news`.
 */
import { View } from '@tarojs/components'
import type { Today } from '../../../../contract/home'
import { Tappable } from '../../../components/Tappable'
import { useWords, type Words } from '../../../i18n/words'
import { labelProps } from '../../../platform/control-props'
import { openPage, openTab } from '../../../platform/navigate'
import { checkInToday } from '../check-in'
import { openInbox } from '../inbox'
import { useHomeStore } from '../store'
import './TodayStrip.scss'

export function TodayStrip() {
  const words = useWords()
  const { checkIn, topic, contest, news } = useHomeStore((store) => store.today)
  if (!checkIn && !topic && !contest && !news) return null
  const { community, checkin } = words
  return (
    <View id="today" className="today" {...labelProps('region', community.today)}>
      {checkIn ? (
        <TodayCell
          id="today-checkin"
          icon="loaf"
          head={checkIn.done ? checkin.doneToday : checkin.stripTitle}
          words={[checkIn.streak > 0 || checkIn.done ? checkin.streak(checkIn.streak) : checkin.stripGo]}
          onTap={checkIn.done ? () => openTab('activity') : checkInToday}
        />
      ) : null}
      {topic ? (
        <TodayCell
          id="today-topic"
          icon="topic"
          head={community.todayTopic}
          words={[topic.name, community.postCount(topic.postCount)]}
          onTap={() => openPage('/packages/browse/topic', { topicId: topic.topicId })}
        />
      ) : null}
      {contest ? (
        <TodayCell
          id="today-contest"
          icon="photos"
          head={contest.title}
          words={[sayContest(contest, words)]}
          onTap={() => openPage('/packages/contest/index', { contestId: contest.contestId })}
        />
      ) : null}
      {news ? (
        <TodayCell
          id="today-news"
          icon="heart"
          head={community.news}
          words={sayNews(news, words)}
          onTap={openInbox}
        />
      ) : null}
    </View>
  )
}

/** What can be done in it today. */
function sayContest({ phase, votesLeft }: NonNullable<Today['contest']>, { contest }: Words): string {
  if (phase === 'submit') return contest.enter
  if (votesLeft === undefined) return contest.vote
  return votesLeft > 0 ? contest.votesLeft(votesLeft) : contest.votesDoneShort
}

/** Only what is new: no zeros. */
function sayNews(news: NonNullable<Today['news']>, { community }: Words): string[] {
  const { likes, comments, mentions, follows } = news
  return [
    ...(likes > 0 ? [community.newLikes(likes)] : []),
    ...(comments > 0 ? [community.newComments(comments)] : []),
    ...(mentions > 0 ? [community.newMentions(mentions)] : []),
    ...(follows > 0 ? [community.newFollows(follows)] : []),
  ]
}

interface TodayCellProps {
  readonly id: string
  readonly icon: string
  readonly head: string
  readonly words: readonly string[]
  readonly onTap: () => void
}

function TodayCell({ id, icon, head, words, onTap }: TodayCellProps) {
  return (
    <Tappable id={id} className="today-cell" role="link" label={`${head} ${words.join(' · ')}`} onTap={onTap}>
      <View className={`today-icon icon-${icon}`} />
      <View className="today-words">
        <View className="today-head">{head}</View>
        <View className="today-line">{words.join(' · ')}</View>
      </View>
    </Tappable>
  )
}
