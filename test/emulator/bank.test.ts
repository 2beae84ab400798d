/** A short sample of the bank that `npm run torture -- bank` runs for a minute, and its controls. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BankRun } from '../torture/bank-rounds'

const KILLS = 4
/** The broken banks fail in their first second or two; a kill may come at a lucky moment. */
const CONTROL_KILLS = 4

/** Customers and emulators are processes that take their time to start on a busy machine. */
jest.setTimeout(120_000)

let dir: string
let bank: BankRun
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'tonghao-bank-'))
})
afterEach(async () => {
  await bank.close()
  rmSync(dir, { recursive: true })
})

test('under a kill -9 each second the total never moves, and every balance equals its transfers', async () => {
  bank = new BankRun({ dir, seed: 1 })
  for (let kill = 0; kill < KILLS; kill++) expect(await bank.runRound()).toEqual([])
  expect(await bank.checkAll()).toEqual([])
  expect(bank.figures()['confirmed transfers']).toBeGreaterThan(KILLS)
})

test.each(['careless', 'forgetful'] as const)('the control: a %s bank is caught', async (mode) => {
  bank = new BankRun({ dir, seed: 2, mode })
  const wrong: string[] = []
  for (let kill = 0; kill < CONTROL_KILLS && wrong.length === 0; kill++) {
    wrong.push(...(await bank.runRound()))
    if (mode === 'forgetful') wrong.push(...(await bank.checkAll()))
  }
  expect(wrong).not.toEqual([])
})
