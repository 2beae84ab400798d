/**
 * The documents of the cloud: how they are asked for and changed, with their own types (the casts in this file are the
 * only unchecked ones of the data), every call counted.
 */
import { QUERY_LIMIT_MAX } from '../../contract/limits'
import { metered } from './meter'
import { command, countAdded, countRead, countRemoved, countTotal, countUpdated, database } from './sdk'

/** A query condition or an update operator of the SDK; made by the functions below only. */
declare const operator: unique symbol
export interface Operator<V> {
  readonly [operator]: V
}
/** Fields that must equal a value or satisfy an operator. */
export type Filter<T> = { readonly [K in keyof T]?: T[K] | Operator<T[K]> } & {
  readonly [path: `${string}.${string}`]: string | number | Operator<string> | Operator<number>
}
/**
 * Fields to set, each to a value or by an operator. Plain objects would be merged: use `replaced`. A path leads into an
 * object, for a number of its that is counted.
 */
export type Patch<T> = { readonly [K in keyof T]?: T[K] | Operator<T[K]> } & {
  readonly [path: `${string}.${string}`]: Operator<number>
}

const asOperator = <V>(sdkOperator: object): Operator<V> => sdkOperator as Operator<V>

export const lessThan = <V extends string | number>(bound: V): Operator<V> => asOperator(command.lt(bound))
export const atLeast = <V extends string | number>(bound: V): Operator<V> => asOperator(command.gte(bound))
export const atMost = <V extends string | number>(bound: V): Operator<V> => asOperator(command.lte(bound))
export const greaterThan = <V extends string | number>(bound: V): Operator<V> => asOperator(command.gt(bound))
/** Above the one and below the other. */
export const between = <V extends string | number>(low: V, high: V): Operator<V> =>
  asOperator(command.gt(low).and(command.lt(high)))
/** An array field that holds this member. */
export const holding = <V>(member: V): Operator<readonly V[]> => asOperator(command.eq(member))
/** An array field that holds one of these members. */
export const holdingOneOf = <V>(members: readonly V[]): Operator<readonly V[]> =>
  asOperator(command.in([...members]))
/** The field is not there. */
export const absent = <V>(): Operator<V> => asOperator(command.exists(false))
/** An array field that does not hold this member. */
export const notHolding = <V>(member: V): Operator<readonly V[]> => asOperator(command.neq(member))
export const oneOf = <V>(values: readonly V[]): Operator<V> => asOperator(command.in([...values]))
/** One of these values, or the field is not there. */
export const oneOfOrAbsent = <V>(values: readonly V[]): Operator<V> =>
  asOperator(command.in([...values, null]))
export const increasedBy = (amount: number): Operator<number> => asOperator(command.inc(amount))
/** A list with one more at its end. */
export const appended = <V>(member: V): Operator<readonly V[]> => asOperator(command.push([member]))
/** An ordered array with these in their places by size, of which the `count` largest stay. */
export const largestOf = <V extends number | string>(
  values: readonly V[],
  count: number,
): Operator<readonly V[]> => asOperator(command.push({ each: [...values], sort: 1, slice: -count }))
/** An ordered array with one more in its place by size, of which the `count` largest stay. */
export const largestWith = <V extends number | string>(value: V, count: number) => largestOf([value], count)
/** A list with one more at its end, of which the last `count` stay. */
export const lastWith = <V>(value: V, count: number): Operator<readonly V[]> =>
  asOperator(command.push({ each: [value], slice: -count }))
/** A list without these members. */
export const listWithout = <V>(members: readonly V[]): Operator<readonly V[]> =>
  asOperator(command.pullAll([...members]))
/** The field is taken away. */
export const removed = <V>(): Operator<V> => asOperator(command.remove())
/** The whole value, where an object given plainly would be merged into what is there. */
export const replacedBy = <V>(value: V): Operator<V> => asOperator(command.set(value))

/** One query: every one states its limit, and its order by a declared index. */
export interface Find<T, K extends keyof T> {
  readonly where: Filter<T>
  readonly orderBy?: readonly [field: keyof T & string, direction: 'asc' | 'desc']
  /** At most QUERY_LIMIT_MAX. */
  readonly limit: number
  /** The fields to fetch besides `_id`; all of them when absent. */
  readonly fields?: readonly K[]
}

/** The documents of one collection, outside any transaction. */
export interface Collection<T extends { readonly _id: string }> {
  readonly name: string
  get(id: string): Promise<T | undefined>
  /** Those of these ids that exist, in no order. At most QUERY_LIMIT_MAX ids; none costs no call. */
  getMany(ids: readonly string[]): Promise<T[]>
  find<K extends keyof T = keyof T>(query: Find<T, K>): Promise<Pick<T, K | '_id'>[]>
  /**
   * Adds a document whose `_id` is its once-only guard. Answers undefined when it was added, and the document
   * that was there before when not. (A duplicate key cannot be told from other failures by its error.)
   */
  addOrGet(document: T): Promise<T | undefined>
  /** Writes a document whole, whatever was there under its `_id`: for what is the same whoever writes it. */
  put(document: T): Promise<void>
  /** How many documents were changed: 0 or 1. */
  update(id: string, patch: Patch<T>): Promise<number>
  /** Changes every document that matches, each atomically; how many there were. */
  updateWhere(where: Filter<T>, patch: Patch<T>): Promise<number>
  /** How many documents were removed: 0 or 1. */
  remove(id: string): Promise<number>
  /** Removes every document that matches; how many there were. */
  removeWhere(where: Filter<T>): Promise<number>
  /** How many documents match. It costs what they are many, so that jobs alone may ask (test/architecture). */
  count(where: Filter<T>): Promise<number>
}

/** The collection of this name. */
export function collection<T extends { readonly _id: string }>(name: string): Collection<T> {
  const documents = () => database.collection<T>(name)
  const get = async (id: string) => {
    const { data } = await metered(() => documents().doc(id).get(), countRead)
    return data ?? undefined
  }
  const find = async <K extends keyof T>(query: Find<T, K>): Promise<Pick<T, K | '_id'>[]> => {
    if (query.limit > QUERY_LIMIT_MAX) throw new RangeError(`a query asks for at most ${QUERY_LIMIT_MAX}`)
    let asked = documents().where(query.where).limit(query.limit)
    if (query.orderBy) asked = asked.orderBy(...query.orderBy)
    if (query.fields) asked = asked.field(Object.fromEntries(query.fields.map((field) => [field, true])))
    const { data } = await metered(() => asked.get(), countRead)
    return data
  }
  return {
    name,
    get,
    find,
    async getMany(ids) {
      if (ids.length === 0) return []
      if (ids.length > QUERY_LIMIT_MAX) throw new RangeError(`a query asks for at most ${QUERY_LIMIT_MAX}`)
      const asked = documents()
        .where({ _id: oneOf(ids) })
        .limit(ids.length)
      const { data } = await metered(() => asked.get(), countRead)
      return data
    },
    async addOrGet(document) {
      try {
        await metered(() => documents().add({ data: document }), countAdded)
        return undefined
      } catch (error) {
        const present = await get(document._id)
        if (!present) throw error
        return present
      }
    },
    async put({ _id, ...fields }) {
      await metered(() => documents().doc(_id).set({ data: fields }), countAdded)
    },
    async update(id, patch) {
      const { stats } = await metered(() => documents().doc(id).update({ data: patch }), countUpdated)
      return stats.updated
    },
    async updateWhere(where, patch) {
      const { stats } = await metered(() => documents().where(where).update({ data: patch }), countUpdated)
      return stats.updated
    },
    async remove(id) {
      const { stats } = await metered(() => documents().doc(id).remove(), countRemoved)
      return stats.removed
    },
    async removeWhere(where) {
      const { stats } = await metered(() => documents().where(where).remove(), countRemoved)
      return stats.removed
    },
    async count(where) {
      const { total } = await metered(() => documents().where(where).count(), countTotal)
      return total
    },
  }
}
