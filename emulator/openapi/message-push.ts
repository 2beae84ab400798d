/** Messages of the platform to a function, such as the verdict on a picture. */
import type { Host } from '../functions/host'
import type { PlainObject } from '../types'

/**
 * Hands a message to the one function whose config.json lists it under `messagePush`. PLATFORM 2: each
 * (MsgType, Event) pair goes to one function.
 * @throws Error when no function or more than one wants it, and when the function fails.
 */
export async function pushMessage(host: Host, message: PlainObject): Promise<void> {
  const name = `${message.MsgType}/${message.Event}`
  const wants = (functionName: string) =>
    host
      .configOf(functionName)
      .messagePush.some((push) => push.MsgType === message.MsgType && push.Event === message.Event)
  const receivers = host.names().filter(wants)
  const [receiver] = receivers
  if (receiver === undefined || receivers.length > 1) {
    throw new Error(
      `the message ${name} goes to exactly one function, the one that lists it under messagePush in its config.json; ` +
        `${receivers.length} do`,
    )
  }
  const { error } = await host.invoke(receiver, message, { identity: { openid: '' }, source: 'wx_push' })
  if (error) throw new Error(`the function ${receiver} failed on the message ${name}: ${error.errorMessage}`)
}
