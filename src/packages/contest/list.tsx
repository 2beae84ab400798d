/** Every contest there is or was. Ids: `page-contests`, `contests`, `contests-empty`, and those of ContestRows. */
import { View } from '@tarojs/components'
import { useReachBottom } from '@tarojs/taro'
import { PageFrame } from '../../components/PageFrame'
import { StateView } from '../../components/StateView'
import { usePages } from '../../features/contest/asked'
import { Answered } from '../../features/contest/components/Answered'
import { ContestRows } from '../../features/contest/components/ContestRows'
import { useWords } from '../../i18n/words'
import { call } from '../../platform/cloud'
import './list.scss'

export default function ContestsPage() {
  const { contest } = useWords()
  const asked = usePages(async (cursor) => {
    const { contests, nextCursor } = await call('contest.listContests', cursor ? { cursor } : {})
    return { items: contests, nextCursor }
  })
  useReachBottom(() => void asked.askMore())
  return (
    <PageFrame name="contests" title={contest.titles}>
      <Answered id="contests" asked={asked} gone={contest.gone}>
        {({ items }) =>
          items.length > 0 ? (
            <View id="contests" className="contests">
              <ContestRows contests={items} />
            </View>
          ) : (
            <StateView
              id="contests-empty"
              drawing="plate"
              title={contest.emptyTitle}
              hint={contest.emptyHint}
            />
          )
        }
      </Answered>
    </PageFrame>
  )
}
