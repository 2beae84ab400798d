/**
 * Personal data: what a domain keeps of a person, gathered for them and erased when they leave. Each domain that keeps
 * any has a `personal.ts` that exports one of these; `privacy` goes through all of them. Types only.
 */

/** Whose data it is. */
export interface Subject {
  readonly memberId: string
  /** `callerKey(openid)`: under which requests, limits and uploads are kept. The openid itself is not handed round. */
  readonly callerKey: string
}

/** A picture that belongs into an export, under a name that is unique within the domain: `photos/med_….webp`. */
export interface PersonalFile {
  readonly fileId: string
  readonly name: string
}

/** A part of an export: some of the records of one section, and the pictures that go with them. */
export interface PersonalPart {
  /** What the records are, such as `posts`; parts of one section are put together. */
  readonly section: string
  /**
   * What the person gave or did, for their own eyes: no openid, nothing that others wrote, members only by their ids.
   * Instants are epoch milliseconds.
   */
  readonly records: readonly Readonly<Record<string, unknown>>[]
  readonly files?: readonly PersonalFile[]
}

/** One slice of gathering: a bounded number of documents. */
export interface GatheredSlice {
  readonly parts: readonly PersonalPart[]
  /** Where to go on; undefined when this domain has given all. */
  readonly next?: string | undefined
}

/** One slice of erasing: a bounded number of documents and files. */
export interface ErasedSlice {
  /** Documents and files that are gone or say nothing of the person any more. */
  readonly erased: number
  /** Where to go on; undefined when nothing is left. */
  readonly next?: string | undefined
}

/** What one domain keeps of a person. Both verbs are run by a job, in slices, and repeated after a crash. */
export interface PersonalData {
  /** The domain's name: its part of the export. */
  readonly domain: string
  exportOf(subject: Subject, cursor: string | undefined): Promise<GatheredSlice>
  /**
   * Removes or anonymises the next documents. When it begins the person may do nothing any more. What others rely on
   * (a thread under a comment, a count) stays, without anything that tells who it was.
   */
  eraseSlice(subject: Subject, cursor: string | undefined): Promise<ErasedSlice>
}
