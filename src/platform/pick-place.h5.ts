/** A browser has no map to choose on: the place is written. */
import type { PickedPlace } from './pick-place'

export async function pickPlace(): Promise<PickedPlace | 'cancelled' | 'unavailable'> {
  return 'unavailable'
}
