/** A short sample of the ledger that `npm run torture ledger-kill` kills for a minute, and its control. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { LedgerRun } from '../../torture/ledger-rounds'

const KILLS = 2
/** The broken one fails in its first seconds; a kill may come at a lucky moment. */
const CONTROL_KILLS = 5

/** Customers and emulators are processes that take their time to start on a busy machine. */
jest.setTimeout(120_000)

let dir: string
let ledger: LedgerRun
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'tonghao-ledger-'))
})
afterEach(async () => {
  await ledger.close()
  rmSync(dir, { recursive: true })
})

test('under a kill -9 each second no confirmed entry is lost, and the books come to zero', async () => {
  ledger = new LedgerRun({ dir, seed: 1 })
  for (let kill = 0; kill < KILLS; kill += 1) await ledger.runRound()
  expect(await ledger.checkAll()).toEqual([])
  expect(ledger.figures()['confirmed entries']).toBeGreaterThan(KILLS)
})

test('the control: a database that does not look whether transactions meet is caught', async () => {
  ledger = new LedgerRun({ dir, seed: 2, mode: 'careless' })
  const wrong: string[] = []
  for (let kill = 0; kill < CONTROL_KILLS && wrong.length === 0; kill += 1) {
    await ledger.runRound()
    wrong.push(...(await ledger.checkAll()))
  }
  expect(wrong).not.toEqual([])
})
