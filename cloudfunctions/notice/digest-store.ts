/** What is stored of digests: one a day, changed by version until it is let go, and then sent once. */
import { collection, increasedBy } from '../kit/cloud'
import { DIGESTS, type DigestDocument } from './collections'

const digests = collection<DigestDocument>(DIGESTS)

/** What an operator edits of a digest. */
export type DigestContents = Pick<DigestDocument, 'greeting' | 'best' | 'questions' | 'slots'>

/** The digest of a day in whatever state, or undefined. */
export function findDigest(day: string): Promise<DigestDocument | undefined> {
  return digests.get(day)
}

/** Adds the draft of a day, if there is none yet: what an operator has saved stays. */
export async function addDraft(day: string, contents: DigestContents, now: number): Promise<void> {
  await digests.addOrGet({
    _id: day,
    schemaVersion: 1,
    state: 'draft',
    version: 1,
    ...contents,
    draftedAt: now,
  })
}

/** Saves a draft over the version that was seen; false when there is a newer one, or it was let go. */
export async function saveDraft(day: string, version: number, contents: DigestContents): Promise<boolean> {
  const seen = { _id: day, version, state: 'draft' } as const
  return (await digests.updateWhere(seen, { ...contents, version: increasedBy(1) })) === 1
}

/** Lets the version that was seen go; false as above. */
export async function releaseDigest(day: string, version: number, now: number): Promise<boolean> {
  const seen = { _id: day, version, state: 'draft' } as const
  return (await digests.updateWhere(seen, { state: 'sending', sentAt: now, cursor: '' })) === 1
}

/** A digest that is on its way. */
export async function findSending(): Promise<DigestDocument | undefined> {
  const [found] = await digests.find({ where: { state: 'sending' }, limit: 1 })
  return found
}

/** Says up to which member it was brought, and whether that was everybody. */
export async function keepProgress(day: string, from: string, to: string | undefined): Promise<void> {
  const seen = { _id: day, state: 'sending', cursor: from } as const
  await digests.updateWhere(seen, to === undefined ? { state: 'sent' } : { cursor: to })
}
