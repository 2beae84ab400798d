/** Twenty times kill -9 under load: nothing confirmed is lost, no transaction is torn. `npm run torture` does it longer. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { KillRun } from '../torture/kill-rounds'

const ROUNDS = 20
/** The forgetful store loses something in nearly every round; it gets a few, as a kill may come at a lucky moment. */
const CONTROL_ROUNDS = 5

/** Each round starts a process; on a busy machine that alone can take seconds. */
jest.setTimeout(240_000)

let dir: string
let run: KillRun
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'tonghao-kill-'))
})
afterEach(async () => {
  await run.close()
  rmSync(dir, { recursive: true })
})

test('20 rounds of kill -9 lose no confirmed write and tear no transaction', async () => {
  run = new KillRun({ dir, seed: 1 })
  for (let round = 0; round < ROUNDS; round++) expect(await run.runRound()).toEqual([])
  expect(await run.checkAll()).toEqual([])
  expect(run.confirmed).toBeGreaterThan(ROUNDS * 10)
})

test('the control: a store that confirms before it writes is caught', async () => {
  run = new KillRun({ dir, seed: 2, isForgetful: true })
  const wrong: string[] = []
  for (let round = 0; round < CONTROL_ROUNDS && wrong.length === 0; round++)
    wrong.push(...(await run.runRound()))
  expect(wrong).not.toEqual([])
})
