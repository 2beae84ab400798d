/**
 * What a member turns on and off by a tap (a like, a follow): shown at once, said to the cloud after, taken back with
 * a word when it did not take. Quick taps are folded: the cloud hears of the last one.
 */
import { sayRefusal } from '../../i18n/say-refusal'
import { wordsNow } from '../../i18n/words'
import { toCallError } from '../../platform/call-error'
import { tick } from '../../platform/haptic'
import { toast } from '../../platform/toast'
import { askToJoinAgain, whenMember } from './store'

export interface Switch {
  /** Names what is switched, among all there are. */
  readonly key: string
  /** What is shown now. */
  readonly isOn: () => boolean
  readonly show: (isOn: boolean) => void
  /** Says to the cloud what is wanted; answers what it agreed to. */
  readonly tell: (isOn: boolean) => Promise<boolean>
  /** Why it is as it was again, when the cloud has no better word. */
  readonly sayFailed: (wanted: boolean) => string
}

/** The switches about which a call is under way. */
const underWay = new Set<string>()

/** Turns it over; a guest is asked to join first. */
export function toggle(control: Switch): void {
  void whenMember(() => {
    const before = control.isOn()
    control.show(!before)
    if (!before) tick()
    if (!underWay.has(control.key)) void settle(control, before)
  })
}

async function settle(control: Switch, before: boolean): Promise<void> {
  const { key, isOn, show, tell } = control
  let agreed = before
  underWay.add(key)
  try {
    for (let wanted = isOn(); wanted !== agreed; wanted = isOn()) agreed = await tell(wanted)
  } catch (error) {
    const wanted = isOn()
    show(agreed)
    const { code } = toCallError(error)
    if (code === 'NOT_A_MEMBER') askToJoinAgain(() => toggle(control))
    else
      toast(
        code === 'INTERNAL' || code === 'BUSY' ? control.sayFailed(wanted) : sayRefusal(error, wordsNow()),
      )
  } finally {
    underWay.delete(key)
  }
}
