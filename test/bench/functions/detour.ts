/** The post function, its calls going to another address: a recorder, or an endpoint whose replies are fixed. */
import { join } from 'node:path'

interface DetourEvent extends Record<string, unknown> {
  /** Where the SDK is to find the cloud. */
  readonly at: string
}

const { main: postMain }: { main(event: unknown, context: unknown): unknown } = require(
  join(__dirname, '..', 'post', 'index.js'),
)

export function main({ at, ...event }: DetourEvent, context: unknown): unknown {
  // The SDK reads this at each call.
  process.env.TCB_CONTEXT_CNFG = JSON.stringify({ URL: `${at}/admin` })
  return postMain(event, context)
}
