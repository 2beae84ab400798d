/** Exports of one's data: what the caller is told of one, and when another may be asked for. Pure. */
import type { DataExport } from '../../contract/privacy'
import type { ExportDocument } from './collections'

/** Whether this export stands: it is being made, or it can still be fetched. Another is not made beside it. */
export function isCurrent(found: ExportDocument, now: number): boolean {
  return found.state !== 'failed' && !hasExpired(found, now)
}

/** Whether its time is over, though it may not have been removed yet. */
export function hasExpired({ expiresAt }: Pick<ExportDocument, 'expiresAt'>, now: number): boolean {
  return expiresAt !== undefined && expiresAt <= now
}

/** What the caller is told of their export. */
export function exportView(found: ExportDocument, urls: ReadonlyMap<string, string>): DataExport {
  const { state, requestedAt, fileId, bytes, expiresAt } = found
  const url = fileId === undefined ? undefined : urls.get(fileId)
  if (state !== 'ready' || url === undefined) return { state, requestedAt }
  return {
    state,
    requestedAt,
    url,
    ...(bytes === undefined ? {} : { bytes }),
    ...(expiresAt === undefined ? {} : { expiresAt }),
  }
}
