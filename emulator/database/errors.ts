import { types } from 'node:util'
import { CloudError } from '../types'

/** How the cloud ends the messages of its transaction and collection errors. */
const TAIL = ' Please check your request, but if the problem persists, contact us.'

/** The request itself is wrong: a duplicate key, a type error in an update, an operator that does not exist. */
export function requestFailed(message: string): CloudError {
  return new CloudError('DATABASE_REQUEST_FAILED', `[FailedOperation] ${message}`)
}

export function duplicateKey(collection: string, index: string, key: string): CloudError {
  return requestFailed(`E11000 duplicate key error collection: ${collection} index: ${index} dup key: ${key}`)
}

export function collectionMissing(name: string): CloudError {
  return new CloudError(
    'DATABASE_COLLECTION_NOT_EXIST',
    `[ResourceNotFound] Db or Table not exist: ${name}.${TAIL}`,
  )
}

/** Raised at the write, not at the commit; the transaction is over when it is raised. */
export function transactionConflict(): CloudError {
  return new CloudError(
    'DATABASE_TRANSACTION_CONFLICT',
    `[ResourceUnavailable.TransactionConflict] Transaction is conflict, maybe resource operated by others.${TAIL}`,
  )
}

export function isConflict(error: unknown): boolean {
  return error instanceof CloudError && error.code === 'DATABASE_TRANSACTION_CONFLICT'
}

/** The transaction expired, was ended, or never was. */
export function transactionMissing(): CloudError {
  return new CloudError(
    'DATABASE_TRANSACTION_FAIL',
    '[ResourceUnavailable.TransactionNotExist] Transaction does not exist on the server, ' +
      `transaction must be commit or abort in 30 seconds.${TAIL}`,
  )
}

export function notEmulated(what: string): CloudError {
  return new CloudError('NOT_EMULATED', `not emulated: ${what}`)
}

export function indexMissing(message: string): CloudError {
  return new CloudError('INDEX_MISSING', message)
}

/** What an error of whatever origin says about itself. */
export function reasonOf(error: unknown): string {
  return types.isNativeError(error) ? error.message : String(error)
}
