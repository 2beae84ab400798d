/**
 * What the functions find in their environment besides the cloud: keys, which in the cloud an operator sets in the
 * console and nobody commits. On this machine they are drawn once and stay with the data that they have sealed.
 */
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { KEYS_VARIABLE } from '../cloudfunctions/mall/sealing'

const Variables = z.record(z.string(), z.string())
const KEY_BYTES = 32

/** Variables with new keys. */
export function newVariables(): Record<string, string> {
  return { [KEYS_VARIABLE]: `local:${randomBytes(KEY_BYTES).toString('base64')}` }
}

/** The variables that lie in a data folder; made when there are none. They go out and come in with its archive. */
export function keptVariables(dataDir: string): Record<string, string> {
  const file = join(dataDir, 'variables.json')
  if (existsSync(file)) return Variables.parse(JSON.parse(readFileSync(file, 'utf8')))
  const variables = newVariables()
  mkdirSync(dataDir, { recursive: true })
  writeFileSync(file, `${JSON.stringify(variables, null, 2)}\n`, { mode: 0o600 })
  return variables
}
