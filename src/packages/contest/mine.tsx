/** My works of every contest, and where each stands. Ids: `page-my-works`, `my-works`, `my-work-{workId}`, `my-works-empty`. */
import { View } from '@tarojs/components'
import { useReachBottom } from '@tarojs/taro'
import type { MyWork } from '../../../contract/contest-shapes'
import { PageFrame } from '../../components/PageFrame'
import { StateView } from '../../components/StateView'
import { usePages } from '../../features/contest/asked'
import { Answered } from '../../features/contest/components/Answered'
import { WorkLine } from '../../features/contest/components/WorkLine'
import { MembersOnly } from '../../features/member/components/MembersOnly'
import { useTold } from '../../features/member/told'
import { useWords, type Words } from '../../i18n/words'
import { call } from '../../platform/cloud'
import { openPage } from '../../platform/navigate'
import './mine.scss'

export default function MyWorksPage() {
  const { contest } = useWords()
  useTold()
  return (
    <PageFrame name="my-works" title={contest.myWorks}>
      <MembersOnly>
        <Works />
      </MembersOnly>
    </PageFrame>
  )
}

function Works() {
  const words = useWords()
  const { contest } = words
  const asked = usePages(async (cursor) => {
    const { works, nextCursor } = await call('contest.listMyWorks', cursor ? { cursor } : {})
    return { items: works, nextCursor }
  })
  useReachBottom(() => void asked.askMore())
  return (
    <Answered id="my-works" asked={asked} gone={contest.workGone}>
      {({ items }) =>
        items.length > 0 ? (
          <View id="my-works" className="my-works">
            {items.map((work) => (
              <WorkLine
                key={work.workId}
                id={`my-work-${work.workId}`}
                work={work}
                hint={hintOf(work, words)}
              />
            ))}
          </View>
        ) : (
          <StateView
            id="my-works-empty"
            drawing="plate"
            title={contest.mineEmptyTitle}
            hint={contest.mineEmptyHint}
            action={{ label: contest.toContests, onTap: () => openPage('/packages/contest/list', {}) }}
          />
        )
      }
    </Answered>
  )
}

function hintOf({ contestTitle, state, reason, underReview, rank }: MyWork, { contest }: Words): string {
  return [
    contestTitle,
    rank ? contest.rank(rank) : contest.states[state],
    reason && contest.reasons[reason],
    underReview > 0 ? contest.underReview(underReview) : undefined,
  ]
    .filter(Boolean)
    .join(' · ')
}
