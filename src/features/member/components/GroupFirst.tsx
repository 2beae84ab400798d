/** After a deed: the group that fits, as long as its offer stands, and otherwise what else is asked there. */
import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { closeGroupOffer, useGroupStore } from '../group'
import { GroupOffer } from './GroupOffer'

export function GroupFirst({ children }: { readonly children: ReactNode }) {
  const group = useGroupStore((store) => store.group)
  if (!group) return children
  return (
    <View className="group-first">
      <GroupOffer group={group} onLater={closeGroupOffer} />
    </View>
  )
}
