/** What an entry and its account are as documents. Pure. */
import type { CapReason } from '../../contract/points-shapes'
import { fingerprint } from '../kit/fingerprint'
import type { AccountDocument, EntryDocument } from './collections'
import { placeOf } from './keys'
import type { Account, Booking } from './ledger'

/** What an entry is about, and when it was booked. */
export interface EntryAbout extends Pick<EntryDocument, 'memberId' | 'kind' | 'reason'> {
  readonly key: string
  /** Epoch milliseconds. */
  readonly at: number
}

/** An entry as it is kept. `asked` is the fingerprint of what was asked for. */
export function entryOf(
  { key, memberId, kind, reason, at }: EntryAbout,
  { account, postings, lotChanges }: Booking,
  asked: string,
  capped?: CapReason,
): EntryDocument {
  const { available, held, debt, xp, version } = account
  return {
    _id: key,
    schemaVersion: 1,
    memberId,
    version,
    kind,
    reason,
    fingerprint: asked,
    postings,
    lotChanges,
    after: { available, held, debt, xp },
    ...(capped ? { capped } : {}),
    bookedAt: at,
    place: placeOf(at, key),
  }
}

/** What is kept along with an account, so that jobs find it. */
export function derivedOf({
  lots,
}: Pick<Account, 'lots'>): Pick<AccountDocument, 'lapsesAfter' | 'lotDays'> & { readonly unaudited: true } {
  return {
    lapsesAfter: lots[0]?.expiresOn ?? '',
    lotDays: lots.map(({ expiresOn }) => expiresOn),
    unaudited: true,
  }
}

/** By what a repetition under the same key is told from a mistake. */
export function fingerprintOf({
  kind,
  memberId,
  asked,
}: Pick<EntryAbout, 'kind' | 'memberId'> & { readonly asked: unknown }): string {
  return fingerprint({ kind, memberId, asked })
}
