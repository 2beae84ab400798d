/** Stages that choose among rows and order them. */
import type { PlainObject } from '../../types'
import { notEmulated, requestFailed } from '../errors'
import { namedParts, objectOf } from '../expressions/values'
import { nearnessOf } from '../geo/geo-queries'
import { isPlainObject } from '../paths'
import { filterOf } from '../query-filter'
import { sortDocuments, sortOf } from '../sorting'
import { boundQuery } from './bound-query'
import { type Rows, type StageReader, wholeArgument } from './stage'

export const match: StageReader = (argument) => {
  if (!isPlainObject(argument)) throw requestFailed('the match filter must be an expression in an object')
  if (nearnessOf(argument))
    throw requestFailed('$geoNear, $near, and $nearSphere are not allowed in this context')
  filterOf(argument)
  return (rows, { variables }) => filtered(rows, filterOf(boundQuery(argument, variables)))
}

function* filtered(rows: Rows, accepts: (row: PlainObject) => boolean): Rows {
  for (const row of rows) if (accepts(row)) yield row
}

export const sort: StageReader = (argument) => {
  const order = objectOf('$sort', argument)
  if (Object.keys(order).length === 0) throw requestFailed('$sort stage must have at least one sort key')
  if (Object.values(order).some(isPlainObject)) throw notEmulated('$sort by $meta')
  const directions = sortOf(order)
  return (rows) => sortDocuments(rows, directions)
}

export const limit: StageReader = (argument) => {
  const most = wholeArgument('$limit', argument, 1)
  return (rows) => firstOf(rows, most)
}

function* firstOf(rows: Rows, most: number): Rows {
  let count = 0
  for (const row of rows) {
    yield row
    if (++count === most) return
  }
}

export const skip: StageReader = (argument) => {
  const skipped = wholeArgument('$skip', argument, 0)
  return (rows) => after(rows, skipped)
}

function* after(rows: Rows, skipped: number): Rows {
  let count = 0
  for (const row of rows) if (++count > skipped) yield row
}

/** Any rows of those that come, each set of them as likely as another. */
export const sample: StageReader = (argument) => {
  const size = wholeArgument('$sample', namedParts('$sample', argument, ['size']).size, 1)
  return (rows) => {
    const chosen: PlainObject[] = []
    let seen = 0
    for (const row of rows) {
      seen++
      if (chosen.length < size) chosen.push(row)
      else {
        // Each new row takes the place of a chosen one with the chance that keeps all equal.
        const place = Math.floor(Math.random() * seen)
        if (place < size) chosen[place] = row
      }
    }
    return chosen
  }
}
