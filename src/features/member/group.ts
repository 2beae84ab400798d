/** The one WeChat group that fits a member: offered once, after the first thing that they have done (PRODUCT 1.6). */
import { create } from 'zustand'
import type { WechatGroup } from '../../../contract/member-groups'
import { call } from '../../platform/cloud'
import { hasFields, keep, recall } from '../../platform/storage'
import { useMemberStore } from './store'

interface GroupState {
  /** The group whose offer stands open. */
  readonly group?: WechatGroup
  /** Whether the cloud was asked in this visit: where no group fits it is not asked again at every deed. */
  readonly isAsked: boolean
}

interface KeptOffer {
  readonly groupId: string
}

const KEY = 'group'

export const useGroupStore = create<GroupState>(() => ({ isAsked: false }))

/** Opens the offer after a deed, unless one was seen before on this phone. Quiet when no group fits or no answer comes. */
export async function offerGroup(): Promise<void> {
  const isSeen = recall(KEY, hasFields<KeptOffer>('groupId')) !== undefined
  if (isSeen || useGroupStore.getState().isAsked || !useMemberStore.getState().me) return
  useGroupStore.setState({ isAsked: true })
  try {
    const { group } = await call('member.offerGroup', {})
    useGroupStore.setState({ group })
    if (group) markOffered(group)
  } catch {
    // A group is worth no error; the next visit asks again.
  }
}

/** Keeps that this member has seen their group, so that the offer does not come back. */
export function markOffered({ groupId }: WechatGroup): void {
  const kept: KeptOffer = { groupId }
  keep(KEY, kept)
}

/** The member has seen the code, or wants to leave it for now. */
export function closeGroupOffer(): void {
  useGroupStore.setState({ group: undefined })
}
