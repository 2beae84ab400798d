/**
 * One vote: the heart on a work, while votes are taken and the work is not one's own. Its state is said in words too.
 * Ids: `vote-{workId}`.
 */
import { View } from '@tarojs/components'
import { Tappable } from '../../../components/Tappable'
import { useWords } from '../../../i18n/words'
import { picksOf } from '../ballot'
import { useContestStore } from '../store'
import { toggleVote } from '../votes'
import './VoteHeart.scss'

/** Whether a work can be voted for, and whether it is on today's ballot. */
export function useVote(workId: string): 'open' | 'voted' | 'closed' {
  return useContestStore(({ cards, pages }) => {
    const card = cards[workId]
    const page = card && pages[card.contestId]
    if (page?.contest?.phase !== 'vote' || card?.isMine) return 'closed'
    return picksOf(page.contest.mine?.ballot, page.wishes).includes(workId) ? 'voted' : 'open'
  })
}

export function VoteHeart({ workId }: { readonly workId: string }) {
  const { contest } = useWords()
  const title = useContestStore((store) => store.cards[workId]?.title) ?? ''
  const vote = useVote(workId)
  if (vote === 'closed') return null
  const isVoted = vote === 'voted'
  return (
    <Tappable
      id={`vote-${workId}`}
      className={isVoted ? 'vote-heart vote-heart-on' : 'vote-heart'}
      label={isVoted ? contest.unvoteFor(title) : contest.voteFor(title)}
      isSelected={isVoted}
      onTap={() => toggleVote(workId)}
    >
      <View className={isVoted ? 'icon-heart-full' : 'icon-heart'} />
    </Tappable>
  )
}
