/** What I have chosen in the community, and the two great requests: a copy of my data, and to leave. */
import type { Input } from '../../../contract'
import type { MyProfile } from '../../../contract/member-shapes'
import type { DataExport } from '../../../contract/privacy'
import { sayRefusal } from '../../i18n/say-refusal'
import { wordsNow } from '../../i18n/words'
import { call } from '../../platform/cloud'
import { newRequestId } from '../../platform/request-id'
import { toast } from '../../platform/toast'
import { forgetMe, patchMe, useMemberStore } from './store'

export type MemberSettings = MyProfile['settings']

/** Changes settings: shown at once, taken back with a word when it did not take. */
export async function changeSettings(change: Input<'member.updateSettings'>): Promise<void> {
  const before = useMemberStore.getState().me?.settings
  if (!before) return
  patchMe({ settings: withChange(before, change) })
  try {
    patchMe(await call('member.updateSettings', change))
  } catch (error) {
    patchMe({ settings: before })
    toast(wordsNow().settings.saveFailed(sayRefusal(error, wordsNow())))
  }
}

/** What the cloud will answer to a change, by its own rule: what is absent stays, `null` takes the quiet hours away. */
function withChange(before: MemberSettings, change: Input<'member.updateSettings'>): MemberSettings {
  const { quietHours = before.quietHours, notify, hideFromLeaderboards } = change
  return {
    hideFromLeaderboards: hideFromLeaderboards ?? before.hideFromLeaderboards,
    notify: { ...before.notify, ...notify },
    ...(quietHours ? { quietHours } : {}),
  }
}

/**
 * Asks for a copy of everything; one that is being made already is answered as it is.
 * @throws CallError RATE_LIMITED or no answer.
 */
export async function requestExport(): Promise<DataExport> {
  return (await call('privacy.requestExport', { requestId: newRequestId() })).export
}

/**
 * How the copy fares; nothing when none was asked for.
 * @throws CallError when no answer came.
 */
export async function getExport(): Promise<DataExport | undefined> {
  return (await call('privacy.getExport', {})).export
}

/**
 * Leaves the community for good, and forgets on this phone who I was.
 * @throws CallError when no answer came; then nothing was forgotten.
 */
export async function leaveForGood(): Promise<void> {
  await call('privacy.leave', { requestId: newRequestId(), confirm: true })
  forgetMe()
}
