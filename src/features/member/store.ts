/** Who I am, joining, and the members whose pages are opened. */
import { create } from 'zustand'
import type { ErrorCode } from '../../../contract/errors'
import { RULES_VERSION } from '../../../contract/limits'
import type { MemberProfile, MyProfile } from '../../../contract/member-shapes'
import { canAny } from '../../../contract/roles'
import { arrivalNow } from '../../platform/arrival'
import { toCallError } from '../../platform/call-error'
import { call } from '../../platform/cloud'
import { openPage } from '../../platform/navigate'
import { newRequestId } from '../../platform/request-id'
import { forget, forgetAllBut, hasFields, keep, recall } from '../../platform/storage'
import { celebrate } from '../points/joy'

export interface MemberPage {
  readonly profile?: MemberProfile
  readonly failure?: ErrorCode
}

interface MemberState {
  /** Absent for a guest, and until it is known; the last visit's stands in, so that the first paint is right. */
  readonly me?: MyProfile
  /** Whether the cloud has said, in this visit, who I am. */
  readonly isTold: boolean
  readonly pages: Readonly<Record<string, MemberPage>>
}

const KEY = 'me'

export const useMemberStore = create<MemberState>(() => ({
  me: recall(KEY, hasFields<MyProfile>('memberId', 'nickname', 'roles', 'onboarding', 'settings')),
  isTold: false,
  pages: {},
}))

/** What waits for joining. Only the last intent: it is what the member is looking at. */
let intent: (() => void) | undefined

/** Takes in who the cloud says I am. */
export function receiveMe(me: MyProfile | undefined): void {
  useMemberStore.setState({ me, isTold: true })
  if (me) keep(KEY, me)
  else forget(KEY)
}

/** Asks anew who I am. Failing is quiet: what was known stays. */
export async function refreshMe(): Promise<void> {
  try {
    receiveMe((await call('member.getMe', {})).member)
  } catch {
    // The page that needs an answer says so itself; this only freshens what is shown.
  }
}

/**
 * Does something that only members may; a guest is asked to join first, and then it is done. A tap that comes
 * before the cloud has said who I am waits for it: a member is never asked to join.
 */
export async function whenMember(act: () => void): Promise<void> {
  const knows = () => useMemberStore.getState()
  if (!knows().me && !knows().isTold) await refreshMe()
  // Without an answer (no network) it is tried: the cloud refuses a guest, and then joining is asked for.
  if (knows().me || !knows().isTold) act()
  else askToJoinAgain(act)
}

/** The cloud does not know me (any more): joining is asked for, then the same is done again. */
export function askToJoinAgain(act: () => void): void {
  receiveMe(undefined)
  intent = act
  openPage('/packages/member/join', {})
}

/** Leaves the intent, when the member goes back without joining. */
export function dropIntent(): void {
  intent = undefined
}

/** Hands over what joining was asked for, to be done once the join page has closed. */
export function takeIntent(): (() => void) | undefined {
  const act = intent
  intent = undefined
  return act
}

/**
 * Joins, having been shown the rules; joining again answers the member there is, so that a repeated tap does no harm.
 * @throws CallError CONTENT_REJECTED, MEDIA_NOT_READY, LEFT_RECENTLY, INVALID_INPUT or no answer.
 */
export async function join(nickname: string, avatarMediaId?: string): Promise<MyProfile> {
  const { member, earned } = await call('member.join', {
    requestId: newRequestId(),
    nickname,
    rulesVersion: RULES_VERSION,
    arrival: arrivalNow(),
    ...(avatarMediaId ? { avatarMediaId } : {}),
  })
  receiveMe(member)
  celebrate(earned)
  return member
}

/**
 * Changes nickname and picture.
 * @throws CallError as `join`.
 */
export async function updateProfile(nickname: string, avatarMediaId?: string): Promise<MyProfile> {
  const { member } = await call('member.updateProfile', {
    requestId: newRequestId(),
    nickname,
    ...(avatarMediaId ? { avatarMediaId } : {}),
  })
  receiveMe(member)
  return member
}

/** Takes in a part of what the cloud says of me. */
export function patchMe(patch: Partial<MyProfile>): void {
  const { me } = useMemberStore.getState()
  if (me) receiveMe({ ...me, ...patch })
}

/** Keeps the number of my posts right between two answers of the cloud. */
export function adjustPostCount(by: number): void {
  const { me } = useMemberStore.getState()
  if (me) patchMe({ postCount: Math.max(0, me.postCount + by) })
}

/** Forgets on this phone who I was: the next person must find nothing but how the app is to look. */
export function forgetMe(): void {
  forgetAllBut(['preferences'])
  receiveMe(undefined)
}

/** Loads another member's page. */
export async function openMember(memberId: string): Promise<void> {
  try {
    patchMemberPage(memberId, { failure: undefined })
    patchMemberPage(memberId, { profile: (await call('member.getMember', { memberId })).member })
  } catch (error) {
    patchMemberPage(memberId, { failure: toCallError(error).code })
  }
}

/** Whether the 管理 tab is mine to open. */
export function mayOpenAdmin(state: MemberState): boolean {
  return state.me !== undefined && canAny(state.me.roles, 'admin.open')
}

function patchMemberPage(memberId: string, patch: MemberPage): void {
  useMemberStore.setState(({ pages }) => ({
    pages: { ...pages, [memberId]: { ...pages[memberId], ...patch } },
  }))
}
