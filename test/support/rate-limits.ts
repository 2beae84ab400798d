/** Lets one caller do in a test or a measurement what a community of them would. */
import { CONFIGS, type ConfigDocument } from '../../cloudfunctions/kit/collections'
import type { Action } from '../../contract/action'
import { contract } from '../../contract/index'
import type { Database } from '../../emulator/types'

/** Saves a config for every domain under which no rate limit is ever met. Functions that run see it in half a minute. */
export async function liftRateLimits(database: Pick<Database, 'importDocuments'>): Promise<void> {
  const domains = new Set(Object.keys(contract).map((name) => name.split('.')[0] ?? ''))
  // As many as the contract says, so that their documents are as large; but in a millisecond. An action without a limit
  // is not to get one.
  const limited = Object.entries<Action>(contract).flatMap(([action, { rateLimit }]) =>
    rateLimit ? [{ action, max: rateLimit.max, windowMs: 1 }] : [],
  )
  const documents = [...domains].map(
    (domain): ConfigDocument => ({
      _id: domain,
      schemaVersion: 1,
      version: 1,
      flags: {},
      killSwitches: [],
      rateLimits: limited.filter(({ action }) => action.startsWith(`${domain}.`)),
      values: {},
      savedBy: 'test',
      savedAt: 0,
    }),
  )
  await database.importDocuments(
    CONFIGS,
    documents.map((document) => ({ ...document })),
  )
}
