/** Puts the virtual clock into a thread's `Date`. Part of what runs in the threads of functions. */
import type { SharedTime } from './shared-time'

/**
 * Makes `new Date()`, `Date.now()` and `Date()` of this thread tell the virtual time. The dates themselves stay
 * the language's own: they can be cloned and subclassed, and `instanceof` knows them. Timers and
 * `performance.now` keep to the machine's time.
 */
export function installVirtualDate(time: SharedTime): void {
  const MachineDate = Date
  const now = () => time.now()
  const VirtualDate: DateConstructor = new Proxy(MachineDate, {
    construct: (target, args, newTarget) => {
      const moment = args.length === 0 ? [now()] : args
      // A Date of its own is made several times faster than one of a subclass.
      return newTarget === VirtualDate
        ? Reflect.construct(target, moment)
        : Reflect.construct(target, moment, newTarget)
    },
    // Called without `new`, Date answers text and ignores what it is given.
    apply: () => new MachineDate(now()).toString(),
  })
  MachineDate.now = now
  MachineDate.prototype.constructor = VirtualDate
  globalThis.Date = VirtualDate
}
