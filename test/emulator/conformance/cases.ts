/**
 * One format for everything that the database is asked: given documents, one call of the real SDK, and the answer or the
 * refusal. Nothing in it knows the emulator, so that a real environment can be asked the same.
 */
import type { PlainObject } from '../../../emulator/types'
import type { Data, SdkCollection, SdkDatabase } from '../sdk'

/** What a case may use. */
export interface Place {
  readonly database: SdkDatabase
  /** Holds the case's documents and nothing else. */
  readonly documents: SdkCollection
  /** Holds the documents of `others`. */
  readonly others: SdkCollection
  /** The names of the two, for joins and transactions. */
  readonly names: { readonly documents: string; readonly others: string }
}

export interface Refusal {
  /** As wx-server-sdk maps the code of the wire. */
  readonly errCode?: number
  readonly text: RegExp
}

export interface Case {
  readonly name: string
  readonly documents?: readonly PlainObject[]
  readonly others?: readonly PlainObject[]
  readonly run: (place: Place) => Promise<unknown>
  readonly answers?: unknown
  readonly refused?: Refusal
  /** For what only the emulator says, in place of a silent mistake. */
  readonly emulatorOnly?: true
  /** It changes nothing, so that the next case may have the same documents as they are. */
  readonly isReading?: true
}

/** The words of the SDK: commands, aggregation operators, places. */
export interface Language {
  readonly _: Data
  readonly $: Data
  readonly database: SdkDatabase
}

export interface Chapter {
  readonly title: string
  readonly cases: (language: Language) => readonly Case[]
}

/** DATABASE_REQUEST_FAILED as the SDK maps it. */
const REQUEST_FAILED = -502001

export function failed(text: RegExp): Refusal {
  return { errCode: REQUEST_FAILED, text }
}

/** The same in a pipeline: there the SDK passes no code on. */
export function failedPipeline(text: RegExp): Refusal {
  return { errCode: -1, text }
}

/** Which of the documents a query finds: their ids in order. */
export function finds(
  name: string,
  documents: readonly PlainObject[],
  where: unknown,
  ids: readonly unknown[],
): Case {
  return {
    name,
    documents,
    run: async (place) => idsOf(await place.documents.where(where).get()),
    answers: ids,
    isReading: true,
  }
}

export function idsOf({ data }: { data: Data[] }): unknown[] {
  return data.map(({ _id }: { _id: unknown }) => _id).sort()
}

/** A query that is refused. */
export function refusesQuery(name: string, where: unknown, refused: Refusal): Case {
  return {
    name,
    documents: [{ _id: 'a', a: 1 }],
    run: (place) => place.documents.where(where).get(),
    refused,
  }
}

/** What `doc().update()` makes of one document, without its `_id`. */
export function updates(name: string, before: PlainObject, data: PlainObject, after: PlainObject): Case {
  return { name, documents: [{ _id: 'd', ...before }], run: (place) => updated(place, data), answers: after }
}

async function updated({ documents }: Place, data: PlainObject): Promise<PlainObject> {
  await documents.doc('d').update({ data })
  const { _id, ...fields } = (await documents.doc('d').get()).data
  return fields
}

/** An update that is refused, and leaves the document as it was. */
export function refusesUpdate(name: string, before: PlainObject, data: PlainObject, text: RegExp): Case {
  const document = { _id: 'd', ...before }
  return {
    name,
    documents: [document],
    run: async ({ documents }) => {
      const refusal = await documents
        .doc('d')
        .update({ data })
        .then(
          () => undefined,
          (error: unknown) => error,
        )
      expect((await documents.doc('d').get()).data).toEqual(document)
      if (refusal) throw refusal
    },
    refused: failed(text),
  }
}

export type Stages = readonly (readonly [stage: string, argument: unknown])[]

/** Runs a pipeline through the SDK's own methods. */
export async function aggregate(collection: SdkCollection, stages: Stages): Promise<Data[]> {
  let pipeline: Data = collection.aggregate()
  for (const [stage, argument] of stages) pipeline = pipeline[stage](argument)
  return (await pipeline.end()).list
}

/** The rows that a pipeline makes. */
export function aggregates(
  name: string,
  documents: readonly PlainObject[],
  stages: Stages,
  rows: unknown,
  others: readonly PlainObject[] = [],
): Case {
  return {
    name,
    documents,
    others,
    run: (place) => aggregate(place.documents, stages),
    answers: rows,
    isReading: true,
  }
}

export function refusesPipeline(
  name: string,
  documents: readonly PlainObject[],
  stages: Stages,
  refused: Refusal,
): Case {
  return { name, documents, run: (place) => aggregate(place.documents, stages), refused, isReading: true }
}

/** The documents of all expressions, which are written once: each expression finds its own by its number. */
const sheet: PlainObject[] = []

function onSheet(fields: PlainObject, expression: unknown): Omit<Case, 'name'> {
  const _id = sheet.length
  sheet.push({ _id, ...fields })
  const run = async ({ documents }: Place) => {
    const [row] = await aggregate(documents, [
      ['match', { _id }],
      ['project', { _id: 0, value: expression }],
    ])
    return row.value
  }
  return { documents: sheet, run, isReading: true }
}

/** The value of an aggregation expression for one document; `undefined` when it has none. */
export function computes(name: string, fields: PlainObject, expression: unknown, value: unknown): Case {
  return { name, ...onSheet(fields, expression), answers: value }
}

export function refusesExpression(
  name: string,
  fields: PlainObject,
  expression: unknown,
  text: RegExp,
): Case {
  return { name, ...onSheet(fields, expression), refused: failedPipeline(text) }
}
