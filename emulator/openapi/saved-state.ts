/** What the open APIs remember, in one file of the data folder: messages, credits, codes and media checks. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { StartError } from '../start-error'
import { writeAtomically } from '../storage/atomic-file'

const FILE_NAME = 'open-apis.json'

const messageSchema = z.strictObject({
  messageId: z.string(),
  at: z.number(),
  openid: z.string(),
  templateId: z.string(),
  page: z.string().optional(),
  data: z.record(z.string(), z.string()),
  errcode: z.number(),
  errmsg: z.string(),
})
const creditSchema = z.strictObject({
  openid: z.string(),
  templateId: z.string(),
  left: z.number().int().min(0),
})
const codeSchema = z.strictObject({ at: z.number(), scene: z.string(), page: z.string(), url: z.string() })
const verdictSchema = z.enum(['pass', 'review', 'risky'])
const checkSchema = z.strictObject({
  traceId: z.string(),
  mediaUrl: z.string(),
  openid: z.string(),
  isAnswered: z.boolean(),
  /** What will be pushed; without it, what somebody says by hand. */
  verdict: verdictSchema.optional(),
})
const stateSchema = z.strictObject({
  messages: z.array(messageSchema),
  credits: z.array(creditSchema),
  codes: z.array(codeSchema),
  checks: z.array(checkSchema),
})

/** A media check as it is kept. */
export type KeptCheck = z.infer<typeof checkSchema>
type State = z.infer<typeof stateSchema>

const EMPTY: State = { messages: [], credits: [], codes: [], checks: [] }

function readState(file: string): State {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    return structuredClone(EMPTY)
  }
  try {
    return stateSchema.parse(JSON.parse(text))
  } catch {
    throw new StartError(
      `${file} does not hold what the open APIs remember; remove it to begin with nothing.`,
    )
  }
}

export class SavedState {
  private readonly file: string
  private readonly state: State
  private writing: Promise<void> | undefined
  private waiting: Promise<void> | undefined

  /** @throws StartError when the data folder holds something else in the file's place. */
  constructor(dataDir: string) {
    this.file = join(dataDir, FILE_NAME)
    this.state = readState(this.file)
  }

  /** To be changed in place, and then saved. */
  get content(): State {
    return this.state
  }

  /** Resolves when the content as it is now is on the disk. Changes that come together share one write. */
  save(): Promise<void> {
    if (this.waiting) return this.waiting
    const before = this.writing ?? Promise.resolve()
    const write = async () => {
      await before.catch(() => undefined)
      this.waiting = undefined
      this.writing = next
      await writeAtomically(this.file, Buffer.from(JSON.stringify(this.state)))
    }
    const next = write()
    this.waiting = next
    return next
  }

  /** Resolves when everything that was to be saved has been. */
  async settled(): Promise<void> {
    await (this.waiting ?? this.writing)
  }
}
