/** What a member has chosen, and what holds where they have not. Pure. */
import type { Input } from '../../contract/index'
import type { MemberSettings, NotifyChoices } from '../../contract/member-shapes'
import type { Actor, ChosenSettings } from '../kit/actor'

/** Whoever has chosen nothing is told of all but single likes, and of nothing at night. */
const NOTIFY: NotifyChoices = {
  likes: false,
  comments: true,
  mentions: true,
  follows: true,
  digest: true,
  checkIn: true,
}
const QUIET_HOURS = { fromHour: 22, toHour: 8 } as const

/** The settings that hold for a member. */
export function settingsOf({ settings }: Pick<Actor, 'settings'>): MemberSettings {
  const quietHours = settings?.quietHours === undefined ? QUIET_HOURS : settings.quietHours
  return {
    hideFromLeaderboards: settings?.hideFromLeaderboards ?? false,
    notify: { ...NOTIFY, ...settings?.notify },
    ...(quietHours === null ? {} : { quietHours }),
  }
}

/** The choices after a change: what the change does not name stays. */
export function changedSettings(
  chosen: ChosenSettings | undefined,
  change: Input<'member.updateSettings'>,
): ChosenSettings {
  const { hideFromLeaderboards, notify, quietHours } = change
  return {
    ...chosen,
    ...(hideFromLeaderboards === undefined ? {} : { hideFromLeaderboards }),
    ...(notify === undefined ? {} : { notify: { ...chosen?.notify, ...notify } }),
    ...(quietHours === undefined ? {} : { quietHours }),
  }
}
