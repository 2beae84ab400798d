/** Processes that make load without a pause until they are told to stop, and report what was confirmed to them. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import * as z from 'zod'
import { BUNDLE_ENVIRONMENT } from './bundle'

export interface CrowdOptions {
  /** A bundled program that sends `ready`, `{ confirmed: text }` for each of its deeds, and `paused` when told `pause`. */
  readonly file: string
  /** The arguments of each. */
  readonly members: readonly (readonly string[])[]
  readonly environment?: Readonly<Record<string, string>>
  readonly onConfirmed: (what: string) => void
}

export class Crowd {
  private readonly processes: ChildProcess[]

  private constructor({ file, members, environment = {}, onConfirmed }: CrowdOptions) {
    const env = { ...BUNDLE_ENVIRONMENT, ...environment }
    this.processes = members.map((args) => fork(file, [...args], { env, execArgv: [] }))
    for (const each of this.processes)
      each.on('message', (message) => {
        const confirmation = z.object({ confirmed: z.string() }).safeParse(message)
        if (confirmation.success) onConfirmed(confirmation.data.confirmed)
      })
  }

  /** Starts them; resolves when all are at work. */
  static async gather(options: CrowdOptions): Promise<Crowd> {
    const crowd = new Crowd(options)
    await crowd.tell('resume', 'ready')
    return crowd
  }

  /** Says something to each and resolves when all have answered so. */
  async tell(word: string, answer: string): Promise<void> {
    const answers = this.processes.map(
      (each) =>
        new Promise<void>((resolve) => {
          const listen = (message: unknown) => {
            if (message !== answer) return
            each.off('message', listen)
            resolve()
          }
          each.on('message', listen)
        }),
    )
    this.say(word)
    await Promise.all(answers)
  }

  /** Says something to each. */
  say(word: string): void {
    for (const each of this.processes) each.send(word)
  }

  async close(): Promise<void> {
    const gone = this.processes.map((each) => once(each, 'exit'))
    for (const each of this.processes) each.kill('SIGKILL')
    await Promise.all(gone)
  }
}
