/** Paths and ids of cloud files. */
import { BUCKET, ENV_ID } from '../environment'
import { CloudError } from '../types'

const PATH_BYTES_MAX = 850
const FILE_ID_PREFIX = `cloud://${ENV_ID}.${BUCKET}/`

/** Characters that an address could not carry unencoded: the SDK itself encodes temporary addresses once more. */
function hasForbiddenCharacter(path: string): boolean {
  return [...path].some(
    (character) => character < ' ' || character === '\u007f' || '\\?#%'.includes(character),
  )
}

/**
 * The path itself when it can name a cloud file.
 * @throws CloudError INVALID_PARAM for an empty or long path, empty or dotted segments, and `\ ? # %`.
 */
export function checkedPath(path: string): string {
  const segments = path.split('/')
  const isWrong =
    Buffer.byteLength(path) > PATH_BYTES_MAX ||
    hasForbiddenCharacter(path) ||
    segments.some((segment) => segment === '' || segment === '.' || segment === '..')
  if (isWrong) throw new CloudError('INVALID_PARAM', `not a path of a cloud file: ${JSON.stringify(path)}`)
  return path
}

export function fileIdOf(path: string): string {
  return FILE_ID_PREFIX + checkedPath(path)
}

/** The path inside a file id of this environment; undefined for any other text. */
export function pathOfFileId(fileId: string): string | undefined {
  if (!fileId.startsWith(FILE_ID_PREFIX)) return undefined
  try {
    return checkedPath(fileId.slice(FILE_ID_PREFIX.length))
  } catch {
    return undefined
  }
}
