/**
 * The SDK without its signing and its connection, which take most of the time of a trial: what it asks of the database
 * goes to the emulator's own actions in this process, and comes back as the bytes that the wire would carry. All else
 * that it asks for takes the long way.
 */
import { createRequire } from 'node:module'
import { databaseActions } from '../../emulator/protocol/database-actions'
import { replyBytes } from '../../emulator/protocol/reply'
import { CloudError, type Emulator } from '../../emulator/types'

/** Where the SDK turns a request into a signed call. It has no types of its own. */
const REQUESTER = '@cloudbase/node-sdk/dist/utils/tcbapirequester'

/** Leads the database calls of this process to this emulator; the answer leads them the way they went before. */
export function shortenWire({ database, clock }: Emulator): () => void {
  const actions = databaseActions(database)
  const requester = createRequire(__filename)(REQUESTER).TcbApiHttpRequester.prototype
  const longer = requester.request
  requester.request = async function request(this: {
    readonly args: { readonly params: { readonly action: string } }
  }): Promise<unknown> {
    const { params } = this.args
    const run = Object.hasOwn(actions, params.action) ? actions[params.action] : undefined
    if (!run) return longer.call(this)
    const reply = await run(params, { invocation: undefined, now: clock.now() }).catch(refusalOf)
    return JSON.parse(replyBytes('', reply).toString('utf8'))
  }
  return () => {
    requester.request = longer
  }
}

/** As the emulator tells it. */
function refusalOf(error: unknown): { code: string; message: string } {
  if (error instanceof CloudError) return { code: error.code, message: error.message }
  throw error
}
