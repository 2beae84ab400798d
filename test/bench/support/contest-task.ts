/** A part of the contest's bench in a process of its own, so that its memory is its own: answers its measures as JSON. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { type Closed, type Closing, close } from './contest-closer'
import { type Verifying, verify } from './contest-verifying'

type Task = { readonly close: Closing } | { readonly verify: string }

const ROOT = join(__dirname, '..', '..', '..')

async function answerOf(task: Task): Promise<string> {
  const args = ['--import', 'tsx', __filename, JSON.stringify(task)]
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] })
  const [answer, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')])
  if (code !== 0) throw new Error(`a part of the bench ended with ${code}`)
  return answer.trim().split('\n').at(-1) ?? ''
}

/** Closes a contest. */
export async function closeApart(closing: Closing): Promise<Closed> {
  const closed: Closed = JSON.parse(await answerOf({ close: closing }))
  return closed
}

/** Verifies a bundle. */
export async function verifyApart(path: string): Promise<Verifying> {
  const verified: Verifying = JSON.parse(await answerOf({ verify: path }))
  return verified
}

async function main(task: Task): Promise<void> {
  const done = 'close' in task ? await close(task.close) : verify(task.verify)
  process.stdout.write(`${JSON.stringify(done)}\n`, () => process.exit())
}

if (require.main === module) {
  main(JSON.parse(process.argv[2] ?? '{}')).catch((error: unknown) => {
    console.error(error)
    process.exit(1)
  })
}
