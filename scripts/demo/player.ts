/** Calling the built functions as somebody of the demo community does. */
import type { ActionName, Envelope, Input, Output } from '../../contract'
import type { Emulator } from '../../emulator/types'

/** Somebody who calls actions; a refusal is thrown, with its code. */
export interface Player {
  call<A extends ActionName>(action: A, input: Input<A>): Promise<Output<A>>
}

/** Calls as a phone of this person does. */
export function playerOf({ functions }: Emulator, openid: string): Player {
  return {
    async call<A extends ActionName>(action: A, input: Input<A>): Promise<Output<A>> {
      const functionName = action.slice(0, action.indexOf('.'))
      const caller = { identity: { openid }, source: 'wx_client' } as const
      const { json, error } = await functions.invoke(functionName, { action, input }, caller)
      if (json === undefined) throw new Error(`${action} failed: ${error?.errorMessage}`)
      // What comes from the function was parsed by the schema of this very action.
      const envelope: Envelope<Output<A>> = JSON.parse(json)
      if (!envelope.ok) throw new Error(`${action} was refused: ${envelope.error.code}`)
      return envelope.data
    },
  }
}
