import type { Contract } from '../../../contract/index'
import { readConfigNow, saveConfig } from '../../kit/configs'
import type { Run } from '../../kit/handler'
import { pointsConfig } from '../settings'

/** Saves rules and caps; switches, flags and limits stay as they are. */
export const saveSettings: Run<Contract['points.saveSettings']> = async (input, ctx) => {
  const { requestId, version: expectedVersion, values } = input
  const { flags, killSwitches, rateLimits } = await readConfigNow(pointsConfig)
  const version = await saveConfig(pointsConfig, {
    callerKey: ctx.callerKey,
    requestId,
    action: 'points.saveSettings',
    input,
    workId: ctx.actor._id,
    now: ctx.now,
    expectedVersion,
    settings: { flags, killSwitches, rateLimits, values },
  })
  return { version }
}
