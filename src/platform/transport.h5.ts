/**
 * The wire of the h5 build: plain HTTP to the gateway that the build names.
 * - `POST {gateway}/call/{function}` with the event as JSON answers the function's JSON;
 * - `POST {gateway}/upload?path=…` with the bytes answers `{ fileId }`;
 * - `401 { signInUrl }` means that nobody is signed in: the browser goes there.
 */
import type { CallEvent } from '../../contract'
import { CALL_TIMEOUT_MS } from '../../contract/limits'
import { CallError } from './call-error'
import type { LocalFile } from './local-file'

/** HTTP needs no preparation. */
export function openTransport(): void {}

/**
 * Sends an event to a function and answers its result as it came.
 * @throws CallError OFFLINE, TIMEOUT, UNAUTHENTICATED (the browser is leaving), or INTERNAL.
 */
export async function send(functionName: string, event: CallEvent): Promise<unknown> {
  let response: Response
  try {
    response = await fetch(`${GATEWAY_URL}/call/${functionName}`, {
      method: 'POST',
      credentials: 'include',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(event),
      signal: AbortSignal.timeout(CALL_TIMEOUT_MS),
    })
  } catch (error) {
    throw new CallError(
      error instanceof DOMException && error.name === 'TimeoutError' ? 'TIMEOUT' : 'OFFLINE',
    )
  }
  const body: unknown = await response.json().catch(() => undefined)
  refuseWhenSignedOut(response.status, body)
  if (!response.ok) throw new CallError('INTERNAL')
  return body
}

/**
 * Uploads a file to the path that the cloud has named; answers the file's id.
 * XMLHttpRequest, because fetch does not tell how far an upload has come.
 * @param onProgress told a share of 0 to 1
 * @throws CallError OFFLINE, MEDIA_TOO_LARGE, UNAUTHENTICATED or INTERNAL.
 */
export function upload(path: string, file: LocalFile, onProgress: (share: number) => void): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', `${GATEWAY_URL}/upload?path=${encodeURIComponent(path)}`)
    request.withCredentials = true
    request.responseType = 'json'
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0)
    request.onerror = () => reject(new CallError('OFFLINE'))
    request.onabort = () => reject(new CallError('OFFLINE'))
    request.onload = () => {
      try {
        resolve(readFileId(request.status, request.response))
      } catch (error) {
        reject(error)
      }
    }
    request.send(file.file)
  })
}

/** The gateway forgets who this is and asks anew. */
export const signOut: (() => void) | undefined = () => {
  window.location.assign(`${GATEWAY_URL}/sign-out`)
}

function readFileId(status: number, body: unknown): string {
  refuseWhenSignedOut(status, body)
  if (status === 413) throw new CallError('MEDIA_TOO_LARGE')
  const fileId = field(body, 'fileId')
  if (status !== 200 || fileId === undefined) throw new CallError('INTERNAL')
  return fileId
}

function refuseWhenSignedOut(status: number, body: unknown): void {
  if (status !== 401) return
  const signInUrl = field(body, 'signInUrl')
  if (signInUrl !== undefined) window.location.assign(signInUrl)
  throw new CallError('UNAUTHENTICATED')
}

function field(body: unknown, name: string): string | undefined {
  if (typeof body !== 'object' || body === null) return undefined
  const value: unknown = Reflect.get(body, name)
  return typeof value === 'string' ? value : undefined
}
