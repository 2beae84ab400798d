/** A list of cases with all its states. Ids: `case-list`, `cases-skeleton`, and those of CaseLine. */
import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { FailureView } from '../../../components/StateView'
import { type CaseListKey, EMPTY_CASES, loadCases, useCaseStore } from '../cases'
import { CaseLine } from './CaseLine'
import './CaseList.scss'

interface CaseListProps {
  readonly listKey: CaseListKey
  readonly empty: ReactNode
}

export function CaseList({ listKey, empty }: CaseListProps) {
  const { cases, failure, isLoaded } = useCaseStore((store) => store.lists[listKey]) ?? EMPTY_CASES
  if (cases.length > 0) {
    return (
      <View id="case-list" className="case-list">
        {cases.map((card) => (
          <CaseLine key={card.caseId} card={card} nameOf={listKey === 'mine' ? 'butler' : 'member'} />
        ))}
      </View>
    )
  }
  if (failure) return <FailureView failure={failure} onRetry={() => void loadCases(listKey)} />
  return isLoaded ? empty : <View id="cases-skeleton" className="skeleton case-list-skeleton" />
}
