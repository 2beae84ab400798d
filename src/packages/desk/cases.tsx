/** The queue of cases by where they stand. Ids: `page-desk-cases`, `queue-{state}`, `queue-empty`, and CaseList's. */
import { View } from '@tarojs/components'
import { useDidShow, useReachBottom } from '@tarojs/taro'
import { useRef, useState } from 'react'
import type { CaseCard } from '../../../contract/notice-cases'
import { Choice } from '../../components/Choice'
import { PageFrame } from '../../components/PageFrame'
import { StateView } from '../../components/StateView'
import { loadCases, loadMoreCases } from '../../features/notice/cases'
import { CaseList } from '../../features/notice/components/CaseList'
import { useWords } from '../../i18n/words'
import './cases.scss'

type State = CaseCard['state']
const STATES: readonly State[] = ['open', 'answered', 'closed']

export default function DeskCasesPage() {
  const { desk } = useWords()
  const [state, setState] = useState<State>('open')
  const shown = useRef<State>('open')
  useDidShow(() => void loadCases(shown.current))
  useReachBottom(() => void loadMoreCases(shown.current))
  const choose = (next: State) => {
    shown.current = next
    setState(next)
    void loadCases(next)
  }
  const empty = (
    <StateView id="queue-empty" drawing="clipboard" title={desk.casesEmpty} hint={desk.casesEmptyHint} />
  )
  return (
    <PageFrame name="desk-cases" title={desk.rows.cases}>
      <View className="queue-states">
        <Choice
          id="queue"
          label={desk.rows.casesHint}
          options={STATES}
          names={desk.caseStates}
          chosen={state}
          onChoose={choose}
        />
      </View>
      <View className="queue">
        <CaseList listKey={state} empty={empty} />
      </View>
    </PageFrame>
  )
}
