/** People one might follow, for who follows nobody yet. Ids: `suggested`, `suggested-{memberId}`. */
import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import type { MemberCard } from '../../../../contract/shared'
import { MemberRow } from '../../../components/MemberRow'
import { useWords } from '../../../i18n/words'
import { useHomeStore } from '../store'
import './SuggestedMembers.scss'

/** @param control what can be done with each of them, beside the name. */
export function SuggestedMembers({ control }: { readonly control: (member: MemberCard) => ReactNode }) {
  const { community } = useWords()
  const suggested = useHomeStore((store) => store.suggested)
  if (suggested.length === 0) return null
  return (
    <View id="suggested" className="suggested">
      <View className="suggested-title">{community.suggested}</View>
      {suggested.map((member) => (
        <MemberRow key={member.memberId} id={`suggested-${member.memberId}`} member={member}>
          {control(member)}
        </MemberRow>
      ))}
    </View>
  )
}
