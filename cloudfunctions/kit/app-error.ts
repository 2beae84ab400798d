import type { ErrorCode, RefusalDetails } from '../../contract/errors'

/** A refusal the caller may know of, by its code. Everything else that is thrown is answered INTERNAL. */
export class AppError extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly details?: RefusalDetails,
  ) {
    super(code)
    this.name = 'AppError'
  }
}
