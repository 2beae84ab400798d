/**
 * A work on the wall: the photograph, its title, whose it is, and the heart while votes are taken. It listens to its
 * own work only. Ids: `work-{workId}`, and those of VoteHeart.
 */
import { View } from '@tarojs/components'
import { memo } from 'react'
import { MemberName } from '../../../components/MemberName'
import { Tappable } from '../../../components/Tappable'
import { useWords } from '../../../i18n/words'
import { openPage } from '../../../platform/navigate'
import { useContestStore } from '../store'
import { VoteHeart } from './VoteHeart'
import { WorkPicture } from './WorkPicture'
import './WorkTile.scss'

export const WorkTile = memo(function WorkTile({ workId }: { readonly workId: string }) {
  const card = useContestStore((store) => store.cards[workId])
  const { contest } = useWords()
  if (!card) return null
  const { title, picture, author, isMine } = card
  return (
    <View className="work-tile">
      <Tappable
        id={`work-${workId}`}
        role="link"
        label={`${contest.picture(title)} ${author.nickname}`}
        onTap={() => openPage('/packages/contest/work', { workId })}
      >
        <WorkPicture picture={picture} />
      </Tappable>
      <View className="work-tile-foot">
        <View className="work-tile-words">
          <View className="work-tile-title">{title}</View>
          {isMine ? (
            <View className="work-tile-author">{contest.isMine}</View>
          ) : (
            <MemberName member={author} className="work-tile-author" />
          )}
        </View>
        <VoteHeart workId={workId} />
      </View>
    </View>
  )
})
