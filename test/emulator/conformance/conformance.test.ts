/** Everything that the SDK can ask of the database, chapter by chapter, and a proof that nothing of it is left out. */
import { type Data, refusalOf } from '../sdk'
import type { Case, Chapter, Place } from './cases'
import { arrayUpdates } from './chapters/array-updates'
import { arrays } from './chapters/arrays'
import { collections } from './chapters/collections'
import { dateExpressions } from './chapters/date-expressions'
import { dates } from './chapters/dates'
import { errors } from './chapters/errors'
import { expressions } from './chapters/expressions'
import { geo } from './chapters/geo'
import { grouping } from './chapters/grouping'
import { logic } from './chapters/logic'
import { lookup } from './chapters/lookup'
import { notEmulated } from './chapters/not-emulated'
import { projections } from './chapters/projections'
import { queries } from './chapters/queries'
import { regularExpressions } from './chapters/regular-expressions'
import { stages } from './chapters/stages'
import { textExpressions } from './chapters/text-expressions'
import { transactions } from './chapters/transactions'
import { typeErrors } from './chapters/type-errors'
import { updates } from './chapters/updates'
import { type ConformanceEnvironment, emptyCollection, openEnvironment, wordsOfSdk } from './environment'
import { Recorder } from './recorder'

const CHAPTERS: readonly Chapter[] = [
  queries,
  logic,
  arrays,
  projections,
  regularExpressions,
  dates,
  updates,
  arrayUpdates,
  typeErrors,
  stages,
  grouping,
  expressions,
  textExpressions,
  dateExpressions,
  lookup,
  geo,
  transactions,
  collections,
  errors,
  notEmulated,
]

/** The SDK's words can be had before there is anything to talk to; tables are written in them. */
const words = wordsOfSdk()
const recorder = new Recorder()
watchWords()

let environment: ConformanceEnvironment
let place: Place

beforeAll(async () => {
  environment = await openEnvironment()
  const database = environment.cloud.database()
  recorder.watch('database', Object.getPrototypeOf(database))
  recorder.watch('database', database)
  place = {
    database,
    documents: database.collection(environment.names.documents),
    others: database.collection(environment.names.others),
    names: environment.names,
  }
})
afterAll(() => environment.close())

describe.each(CHAPTERS)('$title', ({ cases }) => {
  const { command: _ } = words
  test.each([...cases({ _, $: _.aggregate, database: words })])('$name', (one: Case) => runCase(one))
})

async function runCase(one: Case): Promise<void> {
  const { documents = [], others = [], run, answers, refused, emulatorOnly, isReading } = one
  if (emulatorOnly && !environment.isEmulator) return
  await fill(environment.names.documents, documents)
  await fill(environment.names.others, others)
  if (!isReading) holding.clear()
  if (!refused) return expect(await run(place)).toEqual(answers)
  const { errCode, text } = await refusalOf(run(place))
  expect(text).toMatch(refused.text)
  if (refused.errCode !== undefined) expect(errCode).toBe(refused.errCode)
}

/** The documents that a collection certainly holds, and no others. */
const holding = new Map<string, readonly object[]>()

/** Documents from the case before go; those of this one come, all in one call. */
async function fill(name: string, documents: readonly object[]): Promise<void> {
  const held = holding.get(name)
  if (held === documents || (held?.length === 0 && documents.length === 0)) return
  await emptyCollection(environment.cloud, name)
  holding.set(name, documents)
  if (documents.length === 0) return
  const data: Data = documents.map((document) => ({ ...document }))
  await environment.cloud.database().collection(name).add({ data })
}

function watchWords(): void {
  const { command } = words
  const collection = words.collection('words')
  const query = Object.getPrototypeOf(command.eq(1))
  recorder.watch('command', command)
  recorder.watch('command.aggregate', command.aggregate)
  recorder.watch('command.project', command.project)
  recorder.watch('command chain', query, ['toJSON'])
  recorder.watch('command chain', Object.getPrototypeOf(query))
  recorder.watch('Geo', words.Geo)
  recorder.watch('collection', Object.getPrototypeOf(collection))
  recorder.watch('query', Object.getPrototypeOf(Object.getPrototypeOf(collection)))
  recorder.watch('document', Object.getPrototypeOf(collection.doc('a')))
  recorder.watch('aggregate', Object.getPrototypeOf(collection.aggregate()), ['pushStage'])
  recorder.watch('database query', Object.getPrototypeOf(words._db.collection('a').where({ a: 1 })))
  recorder.watch('pipeline', Object.getPrototypeOf(command.aggregate.pipeline()), ['unwrap', 'end'])
  recorder.watch('database', words)
}

// Runs last, and says something only when all of this file has run.
test('every function that the SDK offers has been called', () => {
  expect(recorder.known.size).toBeGreaterThan(200)
  expect([...recorder.known].filter((name) => !recorder.called.has(name))).toEqual([])
})
