/** A browser gets no messages of WeChat's: what happens stands in the inbox. */
import type { Consent } from './subscribe'

export async function askForMessages(_: readonly string[]): Promise<Consent[]> {
  return []
}

export const CAN_SUBSCRIBE: boolean = false
