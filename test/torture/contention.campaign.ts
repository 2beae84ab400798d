/** Two hundred clients at one document. A round is a client; `test/emulator/contention` asks a quarter of them. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { CampaignOptions, CampaignResult } from './campaign'
import { contend } from './contention'

export const about = 'clients who increment one document at once: none is lost and none counted twice'
/** Clients. */
export const rounds = 200

export async function run({ rounds, dir }: CampaignOptions): Promise<CampaignResult> {
  const folder = join(dir, 'data')
  rmSync(folder, { recursive: true, force: true })
  const count = await contend(folder, rounds)
  const wrong = count === rounds ? [] : [`${rounds} clients have counted to ${count}`]
  return { wrong, figures: { clients: rounds, counted: count } }
}
