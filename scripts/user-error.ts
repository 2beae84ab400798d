/** Mistakes of the surroundings (a taken port, a broken folder): told in one sentence, without a stack. */

export class UserError extends Error {
  override name = 'UserError'
}

/** Ends a script after an error: one sentence for a UserError, everything for what nobody foresaw. */
export function reportUserError(error: unknown): void {
  if (error instanceof UserError) console.error(error.message)
  else console.error(error)
  process.exitCode = 1
}
