/** Collections: their documents page by page, queries over them, and changes by hand. */
import { isDeepStrictEqual } from 'node:util'
import * as z from 'zod'
import { stringifyEjson } from '../../protocol/ejson'
import type { Database, Document } from '../../types'
import { plain } from '../query/commands'
import { evaluate } from '../query/evaluate'
import { readQuery } from '../query/read-query'
import { runQuery } from '../query/run-query'
import { parse } from '../query/syntax'
import { SyntaxProblem } from '../query/text-reader'
import { type ConsoleParts, get, post, problemOf, type Route } from '../route'
import type { ChangeAnswer, CollectionInfo, Count, DocumentsPage, QueryAnswer } from '../shapes'
import { documentToWire } from '../wire'

const PAGE_SIZE = 100
/** A collection is counted up to here: the page says "and more" beyond. */
const COUNT_MAX = 10_000
/** So many documents say how large one is. */
const SIZED_MAX = 50
/** Documents that are counted before others get their turn. */
const COUNTED_AT_ONCE = 1_000

const idSchema = z.union([z.string(), z.number()])
const querySchema = z.strictObject({ text: z.string(), scan: z.boolean() })
const documentSchema = z.strictObject({ text: z.string() })
const replaceSchema = z.strictObject({ before: z.string(), text: z.string() })
const removeSchema = z.strictObject({ ids: z.array(idSchema).min(1).max(PAGE_SIZE) })
const nameSchema = z.strictObject({ name: z.string() })

export function collectionRoutes({ database, clock }: ConsoleParts): Route[] {
  const now = () => clock.now()
  return [
    get('collections', () => Promise.all(database.collectionNames().map((name) => describe(database, name)))),
    post('collections', async (call) => {
      const { name } = await call.json(nameSchema)
      return change(async () => {
        await database.createCollection(name)
        return name
      })
    }),
    get('collections/:name/documents', (call) => {
      const after = call.query.get('after')
      return pageAfter(
        database,
        call.param('name'),
        after === null ? undefined : idSchema.parse(JSON.parse(after)),
      )
    }),
    post('collections/:name/query', async (call) => {
      const { text, scan } = await call.json(querySchema)
      return query(database, call.param('name'), text, { mayScan: scan, now: now() })
    }),
    post('collections/:name/documents', async (call) => {
      const { text } = await call.json(documentSchema)
      return change(async () => {
        const [id] = await database.insert(call.param('name'), [readFields(text, now())])
        return id
      })
    }),
    post('collections/:name/replace', async (call) => {
      const { before, text } = await call.json(replaceSchema)
      return change(() => replace(database, call.param('name'), before, text, now()))
    }),
    post('collections/:name/remove', async (call) => {
      const { ids } = await call.json(removeSchema)
      return change(async () => {
        for (const id of ids) await database.remove(call.param('name'), { query: { _id: id }, multi: false })
        return ids[0]
      })
    }),
  ]
}

/** Counts in slices: a large collection holds nobody up. */
export async function countUpTo(
  database: Database,
  name: string,
): Promise<{ count: Count; averageBytes: number }> {
  const snapshot = database.snapshot()
  let value = 0
  let bytes = 0
  let sized = 0
  try {
    for (const document of snapshot.documents(name)) {
      if (value === COUNT_MAX)
        return { count: { value, isMore: true }, averageBytes: Math.round(bytes / sized) }
      value++
      if (sized < SIZED_MAX) {
        sized++
        bytes += stringifyEjson(document).length
      }
      if (value % COUNTED_AT_ONCE === 0) await new Promise(setImmediate)
    }
    return { count: { value, isMore: false }, averageBytes: sized === 0 ? 0 : Math.round(bytes / sized) }
  } finally {
    snapshot.release()
  }
}

async function describe(database: Database, name: string): Promise<CollectionInfo> {
  return { name, indexes: database.indexesOf(name), ...(await countUpTo(database, name)) }
}

function pageAfter(database: Database, name: string, after: string | number | undefined): DocumentsPage {
  const snapshot = database.snapshot()
  const found: Document[] = []
  try {
    for (const document of snapshot.documents(name, after)) {
      if (found.length === PAGE_SIZE) return { documents: found.map(documentToWire), isMore: true }
      found.push(document)
    }
    return { documents: found.map(documentToWire), isMore: false }
  } finally {
    snapshot.release()
  }
}

async function query(
  database: Database,
  name: string,
  text: string,
  { mayScan, now }: { readonly mayScan: boolean; readonly now: number },
): Promise<QueryAnswer> {
  try {
    const read = readQuery(text, name, now)
    const { rows, ...outcome } = await runQuery(database, read, mayScan)
    return { ...outcome, collection: read.collection, rows: rows.map(documentToWire) }
  } catch (error) {
    return { problem: problemOf(error) }
  }
}

async function change(work: () => Promise<string | number | undefined>): Promise<ChangeAnswer> {
  try {
    const id = await work()
    return id === undefined ? {} : { id }
  } catch (error) {
    return { problem: problemOf(error) }
  }
}

const fieldsSchema = z.record(z.string(), z.unknown())

function readFields(text: string, now: number): Record<string, unknown> {
  const node = parse(text)
  if (node?.kind !== 'object') throw new SyntaxProblem('a document is an object: { ... }', 0)
  return fieldsSchema.parse(plain(evaluate(node, now)))
}

/** `before` is the document as the developer saw it: what somebody else changed meanwhile is not written over. */
async function replace(
  database: Database,
  name: string,
  before: string,
  text: string,
  now: number,
): Promise<string | number | undefined> {
  const seen = readFields(before, now)
  const { _id, ...fields } = readFields(text, now)
  if (_id !== seen._id) throw new SyntaxProblem('the _id of a document does not change', 0)
  const id = idSchema.parse(_id)
  const [current] = await database.find(name, { query: { _id: id } })
  if (!current || !isDeepStrictEqual(documentToWire(current), documentToWire(seen)))
    throw new SyntaxProblem('the document has been changed or removed meanwhile; load it again', 0)
  await database.modify(name, { query: { _id: id }, data: fields, multi: false, merge: false, upsert: false })
  return id
}
