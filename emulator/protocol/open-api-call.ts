/** The multipart calls of the wire: `wx.openApi`. */
import type { Host } from '../functions/host'
import type { Invocation } from '../functions/invocation'
import type { OpenApis } from '../openapi/open-apis'
import { CloudError } from '../types'
import { openApiReply, openApiSystemError, readOpenApiArguments } from './openapi-message'

/** The function's config.json does not list the api under `permissions.openapi`. */
const NO_PERMISSION = -604101

/** A process that is no function, such as a script, has no config.json and may call what it likes. */
function mayCall(host: Host, invocation: Invocation | undefined, apiName: string): boolean {
  if (!invocation) return true
  return host.configOf(invocation.functionName).permissions.openapi.includes(apiName)
}

/** What answers the multipart calls. */
export interface OpenApiParts {
  readonly host: Host
  readonly openapi: OpenApis
}

/**
 * The reply to one multipart call, as a protobuf message.
 * @throws CloudError INVALID_PARAM for a malformed call, NOT_EMULATED for payment, open data and the like.
 */
export async function callOpenApi(
  { host, openapi }: OpenApiParts,
  form: ReadonlyMap<string, Buffer>,
  invocation: Invocation | undefined,
): Promise<Buffer> {
  const action = form.get('action')?.toString('utf8') ?? ''
  const apiName = form.get('apiName')?.toString('utf8') ?? ''
  if (action !== 'wx.openApi') throw new CloudError('NOT_EMULATED', `not emulated: ${action} ${apiName}`)
  const args = readOpenApiArguments(form.get('requestData') ?? Buffer.alloc(0), apiName)
  if (!mayCall(host, invocation, apiName)) return openApiSystemError(NO_PERMISSION)
  return openApiReply(await openapi.call(apiName, args, invocation))
}
