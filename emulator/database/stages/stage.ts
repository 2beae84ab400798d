import type { PlainObject } from '../../types'
import { requestFailed } from '../errors'
import { evaluate } from '../expressions/evaluate'
import type { SelectRequest } from '../selection'

/** Runs `consume` over what a query selects of a collection, through the planner. */
export type Read = <T>(
  collection: string,
  request: SelectRequest,
  consume: (rows: Iterable<PlainObject>) => T,
) => T

/** What a pipeline runs in. */
export interface Context {
  /** The variables of the $lookup around it. */
  readonly variables: Readonly<Record<string, unknown>>
  /** The rows that a pipeline makes of another collection. */
  readonly runPipeline: (
    collection: string,
    stages: readonly PlainObject[],
    variables: Context['variables'],
  ) => PlainObject[]
}
export type Rows = Iterable<PlainObject>
export type Stage = (rows: Rows, context: Context) => Rows
/** Reads a stage's argument once, before any row is there. Throws DATABASE_REQUEST_FAILED for a bad one. */
export type StageReader = (argument: unknown) => Stage

/** The value of an expression for one row. */
export function rowValue(expression: unknown, row: PlainObject, { variables }: Context): unknown {
  return evaluate(expression, row, variables)
}

export function wholeArgument(stage: string, value: unknown, min: number): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= min) return value
  throw requestFailed(`the argument of ${stage} must be a whole number of at least ${min}`)
}

/** The name of a field that a stage makes. */
export function fieldName(stage: string, name: unknown): string {
  if (typeof name === 'string' && name !== '' && !name.startsWith('$') && !/[.\0]/.test(name)) return name
  throw requestFailed(`${stage}: ${JSON.stringify(name)} is no name for a field`)
}
