/** `npm run check`: types, lint and format of the whole tree. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const root = join(__dirname, '..')

/** The static checks by name, each a command of the project's own packages. */
export const CHECKS: Readonly<Record<string, readonly string[]>> = {
  types: ['node_modules/typescript/bin/tsc', '--noEmit', '-p', '.'],
  'lint and format': ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.'],
}

/** Runs one static check and shows its output; true when it passed. */
export function runCheck(name: string): boolean {
  const command = CHECKS[name]
  if (!command) throw new Error(`no check named ${name}`)
  const result = spawnSync(process.execPath, [...command], { cwd: root, stdio: 'inherit' })
  console.log(`${result.status === 0 ? 'ok  ' : 'FAIL'} ${name}`)
  return result.status === 0
}

if (require.main === module) {
  const results = Object.keys(CHECKS).map(runCheck)
  process.exitCode = results.every(Boolean) ? 0 : 1
}
