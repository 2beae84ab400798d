/** Following: shown at once, said to the cloud after, taken back with a word when it did not take. */
import { create } from 'zustand'
import { wordsNow } from '../../i18n/words'
import { toCallError } from '../../platform/call-error'
import { call } from '../../platform/cloud'
import { tick } from '../../platform/haptic'
import { toast } from '../../platform/toast'
import { askToJoinAgain, whenMember } from './store'

/** What was tapped in this visit, over what the lists of the cloud said when they came. */
export const useFollowStore = create<{ readonly chosen: Readonly<Record<string, boolean>> }>(() => ({
  chosen: {},
}))

/** What the cloud last agreed to, for each member about whom a call is under way. */
const underWay = new Map<string, boolean>()

/** Whether I follow somebody, drawn anew when that changes; `told` is what the cloud said of them. */
export function useIsFollowed(memberId: string, told: boolean): boolean {
  return useFollowStore(({ chosen }) => chosen[memberId] ?? told)
}

/** Follows a member, or stops it. Quick taps are folded: the cloud hears of the last one. */
export function toggleFollow(memberId: string, told: boolean): void {
  void whenMember(() => {
    const before = useFollowStore.getState().chosen[memberId] ?? told
    choose(memberId, !before)
    if (!before) tick()
    if (!underWay.has(memberId)) void settle(memberId, before)
  })
}

async function settle(memberId: string, before: boolean): Promise<void> {
  let agreed = before
  underWay.set(memberId, agreed)
  try {
    for (let wanted = !before; wanted !== agreed; wanted = isChosen(memberId))
      agreed = (await call('member.setFollow', { memberId, followed: wanted })).followed
  } catch (error) {
    choose(memberId, agreed)
    const { code } = toCallError(error)
    const { follow, errors } = wordsNow()
    if (code === 'NOT_A_MEMBER') askToJoinAgain(() => toggleFollow(memberId, agreed))
    else if (code === 'INTERNAL' || code === 'BUSY') toast(agreed ? follow.unfollowFailed : follow.failed)
    else toast(errors[code])
  } finally {
    underWay.delete(memberId)
  }
}

function isChosen(memberId: string): boolean {
  return useFollowStore.getState().chosen[memberId] ?? false
}

function choose(memberId: string, followed: boolean): void {
  useFollowStore.setState(({ chosen }) => ({ chosen: { ...chosen, [memberId]: followed } }))
}
