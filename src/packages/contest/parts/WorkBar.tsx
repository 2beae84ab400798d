/**
 * The foot of a work's page: one vote, and showing the work to others. Ids: `work-vote`, `work-left`, `work-share`,
 * `work-poster`.
 */
import { Button as NativeButton, View } from '@tarojs/components'
import type { WorkDetail } from '../../../../contract/contest-shapes'
import { Tappable } from '../../../components/Tappable'
import { picksOf, votesLeft } from '../../../features/contest/ballot'
import { useVote } from '../../../features/contest/components/VoteHeart'
import { useContestStore } from '../../../features/contest/store'
import { toggleVote } from '../../../features/contest/votes'
import { useWords } from '../../../i18n/words'
import { CAN_SHARE } from '../../../platform/can-share'
import { fieldProps } from '../../../platform/control-props'
import { openPage } from '../../../platform/navigate'
import './WorkBar.scss'

export function WorkBar({ work }: { readonly work: WorkDetail }) {
  const { contest } = useWords()
  const { workId, title } = work
  const vote = useVote(workId)
  const isVoted = vote === 'voted'
  return (
    <View className="work-bar">
      {vote === 'closed' ? (
        <View className="work-bar-words">{work.isMine ? contest.canvass : title}</View>
      ) : (
        <View className="work-bar-vote">
          <Tappable
            id="work-vote"
            className={isVoted ? 'work-vote work-vote-on' : 'work-vote'}
            label={isVoted ? contest.unvoteFor(title) : contest.voteFor(title)}
            isSelected={isVoted}
            onTap={() => toggleVote(workId)}
          >
            <View className={isVoted ? 'icon-heart-full' : 'icon-heart'} />
            {isVoted ? contest.voted : contest.vote}
          </Tappable>
          <Left contestId={work.contestId} />
        </View>
      )}
      {CAN_SHARE ? (
        <NativeButton
          id="work-share"
          className="work-bar-sign native-button native-plain"
          openType="share"
          {...fieldProps(contest.share)}
        >
          <View className="icon-share" />
        </NativeButton>
      ) : null}
      <Tappable
        id="work-poster"
        className="work-bar-sign"
        label={contest.poster}
        onTap={() => openPage('/packages/compose/poster', { workId })}
      >
        <View className="icon-photos" />
      </Tappable>
    </View>
  )
}

/** How many votes are left, and what a newcomer has to know of theirs. */
function Left({ contestId }: { readonly contestId: string }) {
  const { contest: words } = useWords()
  const page = useContestStore((store) => store.pages[contestId])
  const picks = picksOf(page?.contest?.mine?.ballot, page?.wishes ?? {})
  const left = votesLeft(picks)
  const isWaiting = page?.contest?.mine?.newcomer === 'waiting' && picks.length > 0
  return (
    <View id="work-left" className="work-bar-note">
      {isWaiting ? words.newcomerWaiting : left > 0 ? words.votesLeft(left) : words.votesDone}
    </View>
  )
}
