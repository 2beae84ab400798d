/** A browser keeps no addresses: they are written. */
import type { PickedAddress } from './pick-address'

export const canPickAddress = false

export async function pickAddress(): Promise<PickedAddress | undefined> {
  return undefined
}
