/**
 * How somebody came to the app in this visit: WeChat's scene, who sent them, by which channel, and to which page.
 * A shared address names its sender as `inviter` and its channel as `channel`. Kept for joining, which stores it.
 */
import type { Input } from '../../contract'

export type Arrival = NonNullable<Input<'member.join'>['arrival']>

interface LaunchOptions {
  readonly path?: string
  readonly scene?: number
  readonly query?: Readonly<Record<string, string | undefined>>
}

const MEMBER_ID = /^mbr_[0-9a-z]{8,40}$/
const CHANNEL = /^[A-Za-z0-9_-]{1,32}$/
const PAGE = /^[A-Za-z0-9/_-]{1,100}$/

let arrival: Arrival = {}

/** Notes where the launch came from. What is not of the expected form is left out: addresses can be edited. */
export function noteArrival({ path, scene, query = {} }: LaunchOptions): void {
  const { inviter, channel } = query
  arrival = {
    ...(scene === undefined ? {} : { scene }),
    ...(inviter && MEMBER_ID.test(inviter) ? { inviterId: inviter } : {}),
    ...(channel && CHANNEL.test(channel) ? { channel } : {}),
    ...(path && PAGE.test(path) ? { page: path } : {}),
  }
}

/** How this visit began. */
export function arrivalNow(): Arrival {
  return arrival
}
