/** The wire as phones know it. A change of this snapshot is a change of what old clients meet: look at it twice. */
import * as z from 'zod'
import type { Action } from '../../contract/action'
import { COMMON_ERRORS, ERROR_CODES } from '../../contract/errors'
import { contract } from '../../contract/index'

const actions = Object.entries<Action>(contract)

test.each(actions)(
  '%s on the wire',
  (_name, { auth, evenBanned, effect, input, output, errors, idempotent }) => {
    expect({
      auth,
      ...(evenBanned ? { evenBanned } : {}),
      effect,
      idempotent,
      errors,
      input: z.toJSONSchema(input, { io: 'input' }),
      output: z.toJSONSchema(output, { io: 'output' }),
    }).toMatchSnapshot()
  },
)

test('the closed list of refusals', () => {
  expect({ ERROR_CODES, COMMON_ERRORS }).toMatchSnapshot()
})

test('no input takes an unknown key, but what the platform pushes', () => {
  for (const [name, { auth, input }] of actions) {
    const schema = z.toJSONSchema(input, { io: 'input' })
    expect([name, schema.additionalProperties === false]).toEqual([name, auth !== 'platform'])
  }
})

test('no input or output has a place for an openid', () => {
  for (const [name, { input, output }] of actions) {
    const wire = JSON.stringify([
      z.toJSONSchema(input, { io: 'input' }),
      z.toJSONSchema(output, { io: 'output' }),
    ])
    expect([name, /openid/i.test(wire)]).toEqual([name, false])
  }
})

test('what repeats by requestId takes one, and nothing else does', () => {
  for (const [name, { input, idempotent }] of actions) {
    const taken = Object.hasOwn(z.toJSONSchema(input, { io: 'input' }).properties ?? {}, 'requestId')
    if (name !== 'home.reportClientError') expect([name, taken]).toEqual([name, idempotent === 'requestId'])
  }
})
