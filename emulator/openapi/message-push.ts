/** Messages of the platform to a function, such as the verdict on a picture or what somebody wrote to customer service. */
import type { Clock } from '../clock/clock'
import { ORIGINAL_ID } from '../environment'
import type { FunctionConfig } from '../functions/config'
import type { Host } from '../functions/host'
import type { PlainObject } from '../types'

/**
 * Hands a message to the one function whose config.json lists it under `messagePush`. PLATFORM 2: each
 * (MsgType, Event) pair goes to one function. Whom it is to and when it was made is added where it is missing.
 * @throws Error when no function or more than one wants it, and when the function fails.
 */
export async function pushMessage(host: Host, clock: Clock, message: PlainObject): Promise<void> {
  const { MsgType: type, Event: event } = message
  const name = event === undefined ? String(type) : `${type}/${event}`
  const receivers = host
    .names()
    .filter((functionName) =>
      pushesOf(host, functionName).some((push) => push.MsgType === type && push.Event === event),
    )
  const [receiver] = receivers
  if (receiver === undefined || receivers.length > 1) {
    throw new Error(
      `the message ${name} goes to exactly one function, the one that lists it under messagePush in its config.json; ` +
        `${receivers.length} do`,
    )
  }
  const created = { ToUserName: ORIGINAL_ID, CreateTime: Math.floor(clock.now() / 1000), ...message }
  const { error } = await host.invoke(receiver, created, { identity: { openid: '' }, source: 'wx_push' })
  if (error) throw new Error(`the function ${receiver} failed on the message ${name}: ${error.errorMessage}`)
}

/** A function whose configuration cannot be read receives nothing, and keeps no other from receiving. */
function pushesOf(host: Host, functionName: string): FunctionConfig['messagePush'] {
  try {
    return host.configOf(functionName).messagePush
  } catch {
    return []
  }
}
