/** Following somebody. */
import { create } from 'zustand'
import { wordsNow } from '../../i18n/words'
import { call } from '../../platform/cloud'
import { toggle } from './toggle'

/** What was tapped in this visit, over what the lists of the cloud said when they came. */
const useFollowStore = create<{ readonly chosen: Readonly<Record<string, boolean>> }>(() => ({
  chosen: {},
}))

/** Whether I follow somebody, drawn anew when that changes; `told` is what the cloud said of them. */
export function useIsFollowed(memberId: string, told: boolean): boolean {
  return useFollowStore(({ chosen }) => chosen[memberId] ?? told)
}

/** Follows a member, or stops it; `told` as above. */
export function toggleFollow(memberId: string, told: boolean): void {
  toggle({
    key: `follow ${memberId}`,
    isOn: () => useFollowStore.getState().chosen[memberId] ?? told,
    show: (followed) =>
      useFollowStore.setState(({ chosen }) => ({ chosen: { ...chosen, [memberId]: followed } })),
    tell: async (followed) => (await call('member.setFollow', { memberId, followed })).followed,
    sayFailed: (followed) => {
      const { follow } = wordsNow()
      return followed ? follow.failed : follow.unfollowFailed
    },
  })
}
