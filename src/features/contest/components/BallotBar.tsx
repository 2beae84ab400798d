/**
 * Today's ballot at the foot of a gallery: how many votes are left, and the works that have the others. Ids:
 * `ballot-bar`, `ballot-left`, `pick-{workId}`, `ballot-newcomer`.
 */
import { Image, View } from '@tarojs/components'
import type { ContestDetail } from '../../../../contract/contest-shapes'
import { VOTES_PER_DAY } from '../../../../contract/limits'
import { Tappable } from '../../../components/Tappable'
import { useWords } from '../../../i18n/words'
import { pictureProps } from '../../../platform/control-props'
import { openPage } from '../../../platform/navigate'
import { picksOf, votesLeft, type Wishes } from '../ballot'
import { useContestStore } from '../store'
import './BallotBar.scss'

interface BallotBarProps {
  readonly contest: ContestDetail
  readonly wishes: Wishes
}

export function BallotBar({ contest: { mine }, wishes }: BallotBarProps) {
  const { contest } = useWords()
  const picks = picksOf(mine?.ballot, wishes)
  const left = votesLeft(picks)
  const places = Array.from({ length: VOTES_PER_DAY }, (_, place) => picks[place])
  return (
    <View id="ballot-bar" className="ballot-bar">
      <View className="ballot-words">
        <View id="ballot-left" className="ballot-left">
          {left > 0 ? contest.votesLeft(left) : contest.votesDone}
        </View>
        {mine?.newcomer === 'waiting' && picks.length > 0 ? (
          <View id="ballot-newcomer" className="ballot-note">
            {contest.newcomerWaiting}
          </View>
        ) : null}
      </View>
      <View className="ballot-picks">
        {places.map((workId, place) =>
          workId === undefined ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: places never change theirs.
            <View key={place} className="ballot-pick ballot-pick-open" />
          ) : (
            <Pick key={workId} workId={workId} />
          ),
        )}
      </View>
    </View>
  )
}

/** One of my votes; of a work that this phone has not seen, the heart alone. */
function Pick({ workId }: { readonly workId: string }) {
  const { contest } = useWords()
  const card = useContestStore((store) => store.cards[workId])
  return (
    <Tappable
      id={`pick-${workId}`}
      className="ballot-pick"
      role="link"
      label={contest.picture(card?.title ?? '')}
      onTap={() => openPage('/packages/contest/work', { workId })}
    >
      {card ? (
        <Image className="ballot-picture" src={card.picture.url} mode="aspectFill" {...pictureProps('')} />
      ) : (
        <View className="icon-heart-full" />
      )}
    </Tappable>
  )
}
