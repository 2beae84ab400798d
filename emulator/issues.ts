import type { z } from 'zod'

/** What is wrong with a value, on one line: `limit: Too small; order.at: Expected 1`. */
export function describeIssues(error: z.ZodError): string {
  return error.issues.map(({ path, message }) => `${path.join('.') || 'it'}: ${message}`).join('; ')
}
