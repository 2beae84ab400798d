import type { Contract } from '../../../contract/index'
import { replacedBy } from '../../kit/cloud'
import type { Run } from '../../kit/handler'
import { changeMember } from '../profile-store'
import { changedSettings, settingsOf } from '../settings-rules'

/** Changes what the caller has chosen. */
export const updateSettings: Run<Contract['member.updateSettings']> = async (change, ctx) => {
  const settings = changedSettings(ctx.actor.settings, change)
  await changeMember(ctx.actor._id, { settings: replacedBy(settings) })
  return { settings: settingsOf({ settings }) }
}
