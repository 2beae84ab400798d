/**
 * Facts for whoever stands further up: written in the transaction of their cause, so that there is a fact exactly when
 * the cause has happened, and consumed by a job at least once, in order for each key. A lower domain never calls a
 * higher one.
 */
import { now } from './clock'
import { collection, greaterThan, increasedBy } from './cloud'
import { type FactDocument, OUTBOX } from './collections'
import { timeDigits } from './id'
import type { Job, Slice, SliceOutcome } from './jobs'
import { logFailure, reasonOf } from './log'
import type { Transaction } from './transaction'

/** Something that has happened. */
export interface Fact {
  /** `domain.pastTense`, such as `member.renamed`. */
  readonly kind: string
  /** What made it happen, once: with the kind it is the fact's id. */
  readonly cause: string
  /** Facts of one key are consumed in the order in which their transactions have ended. */
  readonly key: string
  readonly payload: Readonly<Record<string, unknown>>
  /** How long after being written it is consumed at the earliest; 0 when absent. */
  readonly delayMs?: number
}

/** Takes facts of one kind in. It may meet the same fact again, after the same or a later one: that changes nothing. */
export interface Consumer {
  readonly kind: string
  consume(fact: FactDocument, slice: Slice): Promise<void>
}

const FACTS_PER_SLICE = 50
/** Six attempts within about half an hour; then a person has to look. */
const ATTEMPTS_MAX = 6
const BACKOFF_FIRST_MS = 60_000
const BACKOFF_FACTOR = 2

const facts = collection<FactDocument>(OUTBOX)

/**
 * Writes a fact in the transaction of its cause. Transactions that write facts of one key also write a document in
 * common: so one of two that meet is run again, later, and its fact stands behind the other's.
 */
export async function recordFact(tx: Transaction, fact: Fact): Promise<void> {
  const at = now()
  const _id = `${fact.kind}:${fact.cause}`
  await tx.collection<FactDocument>(OUTBOX).add({
    _id,
    schemaVersion: 1,
    kind: fact.kind,
    key: fact.key,
    place: `${timeDigits(at)}:${_id}`,
    payload: fact.payload,
    state: 'waiting',
    attempts: 0,
    dueAt: at + (fact.delayMs ?? 0),
    at,
  })
}

/**
 * The job that brings facts to their consumers, to each of a kind in the order given. When one fails, all of them meet
 * the fact again.
 */
export function outboxJob(consumers: readonly Consumer[]): Job {
  const byKind = new Map<string, Consumer[]>()
  for (const consumer of consumers)
    byKind.set(consumer.kind, [...(byKind.get(consumer.kind) ?? []), consumer])
  return {
    name: 'outbox.consume',
    every: 'minute',
    missed: 'latest',
    run: (slice) => consumeSlice(byKind, slice),
  }
}

/** Facts that were given up, the oldest first: what a person has to look at. */
export function findDeadFacts(limit: number): Promise<FactDocument[]> {
  return facts.find({ where: { state: 'dead' }, orderBy: ['place', 'asc'], limit })
}

async function consumeSlice(
  consumers: ReadonlyMap<string, readonly Consumer[]>,
  slice: Slice,
): Promise<SliceOutcome> {
  const after = slice.cursor === undefined ? {} : { place: greaterThan(slice.cursor) }
  const page = await facts.find({
    where: { state: 'waiting', ...after },
    orderBy: ['place', 'asc'],
    limit: FACTS_PER_SLICE,
  })
  const halted = new Set<string>()
  let repaired = 0
  for (const fact of page) {
    const isNext = !halted.has(fact.key) && fact.dueAt <= slice.now && (await isFirstOfKey(fact, slice))
    if (isNext && (await consumeOne(consumers.get(fact.kind), fact, slice))) repaired += 1
    else halted.add(fact.key)
  }
  const last = page.length < FACTS_PER_SLICE ? undefined : page.at(-1)
  return { next: last?.place, handled: page.length, repaired }
}

/** In a later slice an earlier fact of the same key may have been left waiting by one before. */
async function isFirstOfKey(fact: FactDocument, slice: Slice): Promise<boolean> {
  if (slice.cursor === undefined) return true
  const [first] = await facts.find({
    where: { key: fact.key, state: 'waiting' },
    orderBy: ['place', 'asc'],
    limit: 1,
  })
  return first?._id === fact._id
}

/** True when the fact is out of the way of those behind it. */
async function consumeOne(
  consumers: readonly Consumer[] | undefined,
  fact: FactDocument,
  slice: Slice,
): Promise<boolean> {
  const waiting = { _id: fact._id, state: 'waiting' } as const
  try {
    if (!consumers) throw new Error(`nobody consumes facts of the kind ${fact.kind}`)
    for (const consumer of consumers) await consumer.consume(fact, slice)
  } catch (error) {
    logFailure(slice.requestId, fact._id, error)
    const isGivenUp = fact.attempts + 1 >= ATTEMPTS_MAX
    await facts.updateWhere(waiting, {
      attempts: increasedBy(1),
      lastError: reasonOf(error),
      dueAt: now() + BACKOFF_FIRST_MS * BACKOFF_FACTOR ** fact.attempts,
      ...(isGivenUp ? { state: 'dead' as const } : {}),
    })
    return isGivenUp
  }
  await facts.updateWhere(waiting, { state: 'done' })
  return true
}
