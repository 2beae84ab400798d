/** The `database.*` actions of the wire. Their shapes are those of the recorded captures. */
import * as z from 'zod'
import type { Invocation } from '../functions/invocation'
import { CloudError, type Database, type OperationCost, type PlainObject } from '../types'
import { type CallContext, type WireAction, wireAction } from './action'
import { parseEjson, parseEjsonObject, stringifyEjson } from './ejson'
import { ParsedTexts } from './parsed-texts'
import { DocumentList } from './reply'

/** The SDK's own default and clamp. PLATFORM 2. */
const LIMIT_DEFAULT = 100
const LIMIT_MAX = 1000
/** How many documents one insert may carry; the SDK's `add` sends one or an array. */
const INSERT_MAX = 1000

const named = { collectionName: z.string().min(1).max(128) }
const maybeInTransaction = { transactionId: z.string().optional() }
const queryType = z.enum(['DOC', 'WHERE']).default('WHERE')

const insertSchema = z.object({
  ...named,
  ...maybeInTransaction,
  data: z.array(z.string()).min(1).max(INSERT_MAX),
})
const getSchema = z.object({
  ...named,
  ...maybeInTransaction,
  queryType,
  query: z.string().optional(),
  projection: z.string().optional(),
  order: z.string().optional(),
  offset: z.number().int().min(0).optional(),
  limit: z.number().int().min(1).optional(),
})
const modifySchema = z.object({
  ...named,
  ...maybeInTransaction,
  queryType,
  query: z.string().optional(),
  data: z.string(),
  multi: z.boolean().default(false),
  merge: z.boolean().default(false),
  upsert: z.boolean().default(false),
})
const modifyAndReturnSchema = z.object({
  ...named,
  ...maybeInTransaction,
  query: z.string().optional(),
  data: z.string(),
})
const removeSchema = z.object({
  ...named,
  ...maybeInTransaction,
  queryType,
  query: z.string().optional(),
  multi: z.boolean().default(false),
})
const countSchema = z.object({ ...named, query: z.string().optional() })
const aggregateSchema = z.object({
  ...named,
  stages: z.array(z.object({ stageKey: z.string(), stageValue: z.string() })),
})
const transactionSchema = z.object({ transactionId: z.string().min(1) })

/**
 * On the cloud these calls carry no transaction id: made inside a transaction they silently run outside
 * it, see what it has not committed as absent, and survive its rollback. Nobody means that, so it is refused.
 */
function refuseInsideTransaction(operation: string, call: CallContext): void {
  if (!call.invocation?.hasOpenTransaction) return
  throw new CloudError(
    'OUTSIDE_TRANSACTION',
    `${operation} was called while this invocation has a transaction open. The SDK sends no transactionId with it, so ` +
      'on the cloud it would silently run outside the transaction and survive its rollback. Inside a transaction use ' +
      'only doc(id) and add(); call this before or after the transaction.',
  )
}

const parsedTexts = new ParsedTexts()

function parseOrder(text: string, now: number): Record<string, 1 | -1> {
  const order: Record<string, 1 | -1> = {}
  for (const [field, direction] of Object.entries(parsedTexts.parse(text, now))) {
    if (direction !== 1 && direction !== -1)
      throw new CloudError('INVALID_PARAM', `order of ${field} is 1 or -1`)
    order[field] = direction
  }
  return order
}

/** What an operation costs goes to the invocation that asked; a process that is none pays nothing. */
function costOf(call: CallContext): OperationCost {
  return call.invocation?.cost ?? { read: 0, examined: 0, written: 0 }
}

function parseStages(
  stages: readonly { stageKey: string; stageValue: string }[],
  now: number,
): PlainObject[] {
  return stages.map(({ stageKey, stageValue }) => ({ [stageKey]: parseEjson(stageValue, now) }))
}

function parseQuery(text: string | undefined, now: number): PlainObject {
  return text === undefined ? {} : parsedTexts.parse(text, now)
}

function writeActions(database: Database): Record<string, WireAction> {
  return {
    'database.addCollection': wireAction(z.object(named), async ({ collectionName }) => {
      await database.createCollection(collectionName)
      return { data: {} }
    }),
    'database.insertDocument': wireAction(insertSchema, async (request, call) => {
      const documents = request.data.map((text) => parseEjsonObject(text, call.now))
      const { collectionName, transactionId } = request
      const insertedIds = await database.insert(collectionName, documents, transactionId, costOf(call))
      return { data: { insertedIds } }
    }),
    'database.modifyDocument': wireAction(modifySchema, async (request, call) => {
      const { collectionName, multi, merge, upsert, transactionId } = request
      if (request.queryType === 'WHERE') refuseInsideTransaction('where().update()', call)
      const data = parseEjsonObject(request.data, call.now)
      const modification = {
        query: parseQuery(request.query, call.now),
        data,
        multi,
        merge,
        upsert,
        transactionId,
      }
      const { updated, upsertedId } = await database.modify(collectionName, modification, costOf(call))
      return { data: { updated, upsert_id: upsertedId } }
    }),
    'database.modifyAndReturnDoc': wireAction(modifyAndReturnSchema, async (request, call) => {
      const { collectionName, transactionId } = request
      if (transactionId === undefined) refuseInsideTransaction('updateAndReturn()', call)
      const modification = {
        query: parseQuery(request.query, call.now),
        data: parseEjsonObject(request.data, call.now),
        multi: false,
        merge: true,
        upsert: false,
        transactionId,
      }
      const { updated, document } = await database.modify(collectionName, modification, costOf(call))
      return { data: { updated, doc: document && stringifyEjson(document) } }
    }),
    'database.removeDocument': wireAction(removeSchema, async (request, call) => {
      const { collectionName, multi, transactionId } = request
      if (request.queryType === 'WHERE') refuseInsideTransaction('where().remove()', call)
      const removal = { query: parseQuery(request.query, call.now), multi, transactionId }
      return { data: { deleted: await database.remove(collectionName, removal, costOf(call)) } }
    }),
  }
}

function readActions(database: Database): Record<string, WireAction> {
  return {
    'database.getDocument': wireAction(getSchema, async (request, call) => {
      const found = await database.find(
        request.collectionName,
        {
          query: parseQuery(request.query, call.now),
          projection:
            request.projection === undefined ? undefined : parsedTexts.parse(request.projection, call.now),
          order: request.order === undefined ? undefined : parseOrder(request.order, call.now),
          offset: request.offset,
          limit: request.queryType === 'DOC' ? 1 : Math.min(request.limit ?? LIMIT_DEFAULT, LIMIT_MAX),
          transactionId: request.transactionId,
        },
        costOf(call),
      )
      return new DocumentList(found)
    }),
    'database.calculateDocument': wireAction(countSchema, async (request, call) => {
      refuseInsideTransaction('count()', call)
      const total = await database.count(
        request.collectionName,
        parseQuery(request.query, call.now),
        costOf(call),
      )
      return { data: { total } }
    }),
    'database.aggregateDocuments': wireAction(aggregateSchema, async (request, call) => {
      refuseInsideTransaction('aggregate()', call)
      const stages = parseStages(request.stages, call.now)
      const list = await database.aggregate(request.collectionName, stages, costOf(call))
      return new DocumentList(list)
    }),
  }
}

/** Runs an operation that ends a transaction: whether it succeeds or not, the invocation has it open no more. */
async function ending<T>(
  invocation: Invocation | undefined,
  transactionId: string,
  run: () => Promise<T>,
): Promise<T> {
  try {
    return await run()
  } finally {
    invocation?.transactionEnded(transactionId)
  }
}

function transactionActions(database: Database): Record<string, WireAction> {
  return {
    'database.startTransaction': wireAction(z.object({}), async (_request, call) => {
      const transactionId = database.startTransaction()
      call.invocation?.transactionStarted(transactionId)
      return { data: {}, transactionId }
    }),
    'database.commitTransaction': wireAction(transactionSchema, async ({ transactionId }, call) => {
      await ending(call.invocation, transactionId, () =>
        database.commitTransaction(transactionId, costOf(call)),
      )
      return { data: {} }
    }),
    'database.abortTransaction': wireAction(transactionSchema, async ({ transactionId }, call) => {
      await ending(call.invocation, transactionId, () => database.abortTransaction(transactionId))
      return { data: {} }
    }),
  }
}

/** A conflict or an expiry ends the transaction in the database; the invocation has to learn of it. */
function noticingEnds(action: WireAction): WireAction {
  return async (body, call) => {
    try {
      return await action(body, call)
    } catch (error) {
      const request = z.object({ transactionId: z.string() }).safeParse(body)
      if (request.success && error instanceof CloudError && error.code.startsWith('DATABASE_TRANSACTION_'))
        call.invocation?.transactionEnded(request.data.transactionId)
      throw error
    }
  }
}

/** Every `database.*` action by its name. */
export function databaseActions(database: Database): Record<string, WireAction> {
  const documents = Object.entries({ ...writeActions(database), ...readActions(database) }).map(
    ([name, run]) => [name, noticingEnds(run)],
  )
  return { ...Object.fromEntries(documents), ...transactionActions(database) }
}
