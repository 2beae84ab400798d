/** The first page: how much of everything there is, and what happened last. */
import { pickableIdentities } from '../../gateway/identities'
import { type ConsoleParts, get, type Route } from '../route'
import type { Overview } from '../shapes'
import { countUpTo } from './collections'
import { summaryOf } from './functions'

const LATEST = 12

export function overviewRoutes(parts: ConsoleParts): Route[] {
  return [get('overview', () => overviewOf(parts))]
}

async function overviewOf(parts: ConsoleParts): Promise<Overview> {
  const { database, storage, host, openapi, options, url } = parts
  const files = await storage.list()
  const counted = database
    .collectionNames()
    .map(async (name) => ({ name, count: (await countUpTo(database, name)).count }))
  return {
    functions: host.names().length,
    collections: await Promise.all(counted),
    files: { count: files.length, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) },
    messages: openapi.messages().length,
    pendingChecks: openapi.pendingMediaChecks().length,
    identities: pickableIdentities(options).length,
    latest: host.records.slice(-LATEST).reverse().map(summaryOf),
    hasApp: options.h5Dir !== undefined,
    dataDir: options.dataDir,
    url,
  }
}
