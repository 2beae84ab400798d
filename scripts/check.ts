/** `npm run check`: types, lint and format of the whole tree. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

const root = join(__dirname, '..')

/** The static checks by name, each a command of the project's own packages. */
const CHECKS: Readonly<Record<string, readonly string[]>> = {
  types: ['node_modules/typescript/bin/tsc', '--noEmit', '-p', '.'],
  'lint and format': ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.'],
}

/** Runs one static check and shows its output; true when it passed. */
async function runCheck(name: string): Promise<boolean> {
  const command = CHECKS[name]
  if (!command) throw new Error(`no check named ${name}`)
  const [code] = await once(spawn(process.execPath, [...command], { cwd: root, stdio: 'inherit' }), 'exit')
  console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${name}`)
  return code === 0
}

/** Runs every static check, one after another; whether each passed. */
export async function runChecks(): Promise<boolean[]> {
  const results: boolean[] = []
  for (const name of Object.keys(CHECKS)) results.push(await runCheck(name))
  return results
}

if (require.main === module) {
  runChecks().then((results) => {
    process.exitCode = results.every(Boolean) ? 0 : 1
  })
}
