/** Reads `multipart/form-data` that is already whole in memory, as the SDK sends open API calls. */
import { CloudError } from '../types'

const HEADER_END = Buffer.from('\r\n\r\n')

/**
 * The parts of a form by name, as raw bytes; a repeated name keeps its last part.
 * @throws CloudError INVALID_PARAM when there is no boundary or the form is cut off.
 */
export function parseMultipart(body: Buffer, contentType: string): Map<string, Buffer> {
  const boundary = /boundary=(?:"([^"]+)"|([^;]+))/.exec(contentType)
  const name = boundary?.[1] ?? boundary?.[2]
  if (!name) throw new CloudError('INVALID_PARAM', 'a multipart body without a boundary')
  const delimiter = Buffer.from(`--${name.trim()}`)
  const parts = new Map<string, Buffer>()
  let start = body.indexOf(delimiter)
  while (start >= 0) {
    const next = body.indexOf(delimiter, start + delimiter.length)
    if (next < 0) break
    // Between two delimiters: a line end, the headers, an empty line, the content, a line end.
    const part = body.subarray(start + delimiter.length + 2, next - 2)
    const headersEnd = part.indexOf(HEADER_END)
    const partName = /name="([^"]*)"/.exec(part.subarray(0, Math.max(headersEnd, 0)).toString('utf8'))?.[1]
    if (headersEnd >= 0 && partName) parts.set(partName, part.subarray(headersEnd + HEADER_END.length))
    start = next
  }
  const isClosed =
    start >= 0 && body.subarray(start + delimiter.length, start + delimiter.length + 2).toString() === '--'
  if (!isClosed) throw new CloudError('INVALID_PARAM', 'a multipart body that is cut off')
  return parts
}
