/** Lets one caller do in a test or a measurement what a community of them would. */
import { CONFIGS, type ConfigDocument } from '../../cloudfunctions/kit/collections'
import { contract } from '../../contract/index'
import { RATE_LIMIT_MAX } from '../../contract/limits'
import type { Database } from '../../emulator/types'

/** Saves a config for every domain under which no rate limit is ever met. Functions that run see it in half a minute. */
export async function liftRateLimits(database: Pick<Database, 'importDocuments'>): Promise<void> {
  const domains = new Set(Object.keys(contract).map((name) => name.split('.')[0] ?? ''))
  const lifted = { max: RATE_LIMIT_MAX, windowMs: 1 }
  const documents = [...domains].map((domain): ConfigDocument => {
    const names = Object.keys(contract).filter((name) => name.startsWith(`${domain}.`))
    return {
      _id: domain,
      schemaVersion: 1,
      version: 1,
      flags: {},
      killSwitches: [],
      rateLimits: names.map((action) => ({ action, ...lifted })),
      values: {},
      savedBy: 'test',
      savedAt: 0,
    }
  })
  await database.importDocuments(
    CONFIGS,
    documents.map((document) => ({ ...document })),
  )
}
