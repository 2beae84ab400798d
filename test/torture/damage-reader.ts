/**
 * Opens the folders named on its input, one a line, and answers each on its output: `whole` when only whole transfers
 * are there, and still are after some more and another opening; `refused` with the reason; else what is wrong.
 */
import { createInterface } from 'node:readline'
import { openDatabase } from '../../emulator/database/database'
import { randomFrom } from './campaign'
import { DamageBank } from './damage-bank'

/** Enough to use the pages again that the file calls free. */
const TRANSFERS_AFTERWARDS = 8

async function verdictOf(folder: string): Promise<string> {
  let database: Awaited<ReturnType<typeof openDatabase>>
  try {
    database = await openDatabase(folder)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return reason.includes('\n') ? 'the refusal is not one sentence' : `refused ${reason}`
  }
  const before = await new DamageBank(database).wrong()
  if (before !== undefined) return before
  const random = randomFrom(1)
  for (let at = 0; at < TRANSFERS_AFTERWARDS; at++) {
    await new DamageBank(database).transfer(`after-${at}`, random)
  }
  await database.close()
  const again = await openDatabase(folder)
  const after = await new DamageBank(again).wrong()
  await again.close()
  return after === undefined ? 'whole' : `after more transfers: ${after}`
}

async function main(): Promise<void> {
  for await (const folder of createInterface({ input: process.stdin })) {
    const verdict = await verdictOf(folder).catch((error: unknown) => `failed: ${String(error)}`)
    console.log(verdict.replaceAll('\n', ' '))
  }
}

void main()
