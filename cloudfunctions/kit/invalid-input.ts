import type * as z from 'zod'
import type { InvalidInputDetails } from '../../contract/errors'

type Issue = z.core.$ZodIssue

/** Says of the first thing that is wrong where it is and which rule it breaks; never what was sent. */
export function describeInvalidInput(error: z.ZodError, input: unknown): InvalidInputDetails {
  const issue = error.issues[0]
  if (!issue) return { field: '', rule: 'other' }
  const field = issue.path.join('.')
  if (issue.code === 'unrecognized_keys') {
    return { field: [...issue.path, issue.keys[0] ?? ''].join('.'), rule: 'unknown_field' }
  }
  const limit = limitOf(issue)
  const rule = valueAt(input, issue.path) === undefined ? 'required' : ruleOf(issue)
  return limit === undefined ? { field, rule } : { field, rule, limit }
}

function ruleOf(issue: Issue): InvalidInputDetails['rule'] {
  switch (issue.code) {
    case 'too_small':
      return 'too_short'
    case 'too_big':
      return 'too_long'
    case 'invalid_type':
      return 'type'
    case 'invalid_format':
      return 'format'
    default:
      return 'other'
  }
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (value instanceof Object ? Reflect.get(value, key) : undefined),
    input,
  )
}

function limitOf(issue: Issue): number | undefined {
  if (issue.code === 'too_small') return Number(issue.minimum)
  if (issue.code === 'too_big') return Number(issue.maximum)
  return undefined
}
