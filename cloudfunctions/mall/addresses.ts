/** Where orders go to: opened for whose it is, and for who sends it. */
import { Address } from '../../contract/mall-shapes'
import type { OrderDocument } from './order-collections'
import { open } from './sealing'

/** The address of an order; undefined when it has none, or none any more. */
export function addressOf({ _id, address }: OrderDocument): Address | undefined {
  return address === undefined ? undefined : Address.parse(JSON.parse(open(address, _id)))
}
