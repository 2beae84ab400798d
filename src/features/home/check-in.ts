/** Checking in from today's strip, and keeping the strip right when it was done elsewhere. */
import { checkIn, useCheckinStore } from '../checkin/store'
import { useHomeStore } from './store'

/** One tap is a day done. */
export function checkInToday(): void {
  void checkIn({ proof: { how: 'tap' } })
}

useCheckinStore.subscribe(({ last }, before) => {
  if (!last || last === before.last) return
  useHomeStore.setState(({ today }) => ({
    today: { ...today, checkIn: { done: true, streak: last.streak } },
  }))
})
