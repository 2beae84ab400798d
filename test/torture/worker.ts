/** Slices of a campaign in processes of their own: the SDK keeps to the first emulator that it was pointed at. */
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type * as z from 'zod'

const OUTPUT_BYTES_MAX = 64 * 1024 * 1024
const execute = promisify(execFile)

/** Runs a worker of this folder; what it found is the last line that it writes. */
export async function runWorker<T>(
  file: string,
  args: readonly (string | number)[],
  found: z.ZodType<T>,
): Promise<T> {
  const { stdout } = await execute(
    process.execPath,
    ['--import', 'tsx', join(__dirname, file), ...args.map(String)],
    {
      maxBuffer: OUTPUT_BYTES_MAX,
      // The SDK looks through the whole environment several times a call.
      env: { PATH: process.env.PATH, TMPDIR: process.env.TMPDIR },
    },
  )
  // The functions' own lines may stand before it.
  return found.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''))
}

/** Writes what a worker has found, and ends its process: the SDK's connections would hold it for a minute. */
export function tellFound(found: object): void {
  process.stdout.write(`${JSON.stringify(found)}\n`, () => process.exit())
}
