/** My feedback and what became of it. Ids: `page-cases`, `case-open`, `cases-empty`, and those of CaseList. */
import { View } from '@tarojs/components'
import { useDidShow, useReachBottom } from '@tarojs/taro'
import { Button } from '../../components/Button'
import { PageFrame } from '../../components/PageFrame'
import { StateView } from '../../components/StateView'
import { MembersOnly } from '../../features/member/components/MembersOnly'
import { refreshMe, useMemberStore } from '../../features/member/store'
import { loadCases, loadMoreCases } from '../../features/notice/cases'
import { CaseList } from '../../features/notice/components/CaseList'
import { useWords } from '../../i18n/words'
import { openPage } from '../../platform/navigate'
import './cases.scss'

async function show(): Promise<void> {
  if (!useMemberStore.getState().me) await refreshMe()
  if (useMemberStore.getState().me) await loadCases('mine')
}

export default function CasesPage() {
  const { cases } = useWords()
  useDidShow(() => void show())
  useReachBottom(() => void loadMoreCases('mine'))
  const empty = <StateView id="cases-empty" drawing="cup" title={cases.emptyTitle} hint={cases.emptyHint} />
  return (
    <PageFrame name="cases" title={cases.mine}>
      <MembersOnly>
        <View className="cases">
          <View className="cases-intro">{cases.intro}</View>
          <Button
            id="case-open"
            isWide
            label={cases.open}
            onTap={() => openPage('/packages/notice/open-case', {})}
          />
          <CaseList listKey="mine" empty={empty} />
        </View>
      </MembersOnly>
    </PageFrame>
  )
}
