/**
 * Personal data of several kinds (`kit/personal`): one kind after another, each in slices; a cursor names the kind and the
 * last document of it.
 */
import { type Collection, type Filter, greaterThan } from './cloud'
import type { PersonalData } from './personal'

interface Step {
  readonly _id: string
  readonly record: Readonly<Record<string, unknown>>
  erase(): Promise<unknown>
}

/** One kind of document, with what of it goes into an export and how one of it is erased. */
export interface PersonalKind {
  readonly section: string
  /** The next of a member's after `last`, in the order of their ids. */
  next(memberId: string, last: string): Promise<readonly Step[]>
}

const DOCUMENTS_PER_SLICE = 20

/** A kind of documents that an index finds by their member and their id. */
export function kind<T extends { readonly _id: string }>(
  section: string,
  documents: Collection<T>,
  ofMember: (memberId: string) => Filter<T>,
  record: (document: T) => Step['record'],
  erase: (document: T) => Promise<unknown>,
): PersonalKind {
  return {
    section,
    async next(memberId, last) {
      const beyond: Filter<{ _id: string }> = { _id: greaterThan(last) }
      const found = await documents.find({
        where: { ...ofMember(memberId), ...beyond },
        orderBy: ['_id', 'asc'],
        limit: DOCUMENTS_PER_SLICE,
      })
      return found.map((each) => ({ _id: each._id, record: record(each), erase: () => erase(each) }))
    },
  }
}

/** How a document is erased on which nothing of anybody else's relies. */
export function removing<T extends { readonly _id: string }>(
  documents: Collection<T>,
): (document: T) => Promise<unknown> {
  return ({ _id }) => documents.remove(_id)
}

/** These fields of a document, as they are. */
export function only<T extends object>(
  document: T,
  ...fields: readonly (keyof T & string)[]
): Step['record'] {
  return Object.fromEntries(fields.map((field) => [field, document[field]]))
}

/** What a domain keeps of a person, kind by kind. */
export function personalOf(domain: string, kinds: readonly PersonalKind[]): PersonalData {
  const slice = async (memberId: string, cursor: string | undefined) => {
    const { place, last } = readCursor(cursor)
    const current = kinds[place]
    if (!current) return undefined
    const steps = await current.next(memberId, last)
    const isMore = steps.length === DOCUMENTS_PER_SLICE
    const after = isMore ? `${place}:${steps.at(-1)?._id ?? ''}` : `${place + 1}:`
    return { current, steps, next: isMore || place + 1 < kinds.length ? after : undefined }
  }
  return {
    domain,

    async exportOf({ memberId }, cursor) {
      const found = await slice(memberId, cursor)
      if (!found) return { parts: [] }
      const { current, steps, next } = found
      return { parts: [{ section: current.section, records: steps.map((step) => step.record) }], next }
    },

    async eraseSlice({ memberId }, cursor) {
      const found = await slice(memberId, cursor)
      if (!found) return { erased: 0 }
      await Promise.all(found.steps.map((step) => step.erase()))
      return { erased: found.steps.length, next: found.next }
    },
  }
}

/** `{place of the kind}:{last id}`. */
function readCursor(cursor: string | undefined): { readonly place: number; readonly last: string } {
  const [place = '0', ...last] = (cursor ?? '0:').split(':')
  return { place: Number(place), last: last.join(':') }
}
