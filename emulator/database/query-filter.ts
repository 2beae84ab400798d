import { Context, find } from 'mingo'
import * as booleanOperators from 'mingo/operators/expression/boolean'
import * as comparisonExpressions from 'mingo/operators/expression/comparison'
import * as queryOperators from 'mingo/operators/query'
import { Query } from 'mingo/query'
import type { Document, PlainObject } from '../types'
import { comparisonOperators } from './comparison'
import { asCloudError, notEmulated } from './errors'
import { isPlainObject } from './paths'

/** Operators of places. MongoDB has them; here they answer that they are not imitated. */
const GEO_OPERATORS = new Set(['$near', '$nearSphere', '$geoWithin', '$geoIntersects', '$geoNear'])
const OPTIONS = { scriptEnabled: false }
/** The library's query language, with comparisons of our own. */
const FILTER_OPTIONS = {
  ...OPTIONS,
  context: Context.init({
    query: { ...queryOperators, ...comparisonOperators },
    expression: { ...booleanOperators, ...comparisonExpressions },
  }),
}

export type Filter = (document: PlainObject) => boolean

/** Compiles a query to a test of one document. */
export function filterOf(query: PlainObject): Filter {
  refuseUnknown(query)
  try {
    const compiled = new Query<PlainObject>(query, FILTER_OPTIONS)
    return (document) => {
      try {
        return compiled.test(document)
      } catch (error) {
        throw asCloudError(error)
      }
    }
  } catch (error) {
    throw asCloudError(error)
  }
}

/** Leaves of each document what the projection asks for. */
export function project(documents: Document[], projection: PlainObject | undefined): Document[] {
  if (!projection || Object.keys(projection).length === 0) return documents
  try {
    return find<Document, Document>(documents, {}, projection, OPTIONS).all()
  } catch (error) {
    throw asCloudError(error)
  }
}

function refuseUnknown(query: unknown): void {
  if (Array.isArray(query)) {
    for (const element of query) refuseUnknown(element)
    return
  }
  if (!isPlainObject(query)) return
  for (const [name, condition] of Object.entries(query)) {
    if (GEO_OPERATORS.has(name)) throw notEmulated(`the query operator ${name}`)
    refuseUnknown(condition)
  }
}
