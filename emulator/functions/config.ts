/** A function's `config.json`, as WeChat's developer tools read it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { describeIssues } from '../issues'
import { parseCron } from '../timers/cron'

/** PLATFORM 2: a function without settings has 3 seconds and 256 MB. */
const TIMEOUT_DEFAULT_S = 3
const TIMEOUT_MAX_S = 900
const MEMORY_DEFAULT_MB = 256
const MEMORY_MAX_MB = 3072

/** A timer's name, as the cloud takes it. */
const TRIGGER_NAME = /^[A-Za-z][\w-]{0,59}$/
/** PLATFORM 2: a function has one timer. */
const TRIGGERS_MAX = 1

const cronSchema = z.string().superRefine((expression, context) => {
  try {
    parseCron(expression)
  } catch (error) {
    context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : String(error) })
  }
})

const configSchema = z.object({
  timeout: z.number().int().min(1).max(TIMEOUT_MAX_S).default(TIMEOUT_DEFAULT_S),
  memory: z.number().int().min(64).max(MEMORY_MAX_MB).default(MEMORY_DEFAULT_MB),
  permissions: z.object({ openapi: z.array(z.string()).default([]) }).default({ openapi: [] }),
  triggers: z
    .array(z.object({ name: z.string().regex(TRIGGER_NAME), type: z.literal('timer'), config: cronSchema }))
    .max(TRIGGERS_MAX, 'a function has one timer at most')
    .default([]),
  messagePush: z.array(z.object({ MsgType: z.string(), Event: z.string().optional() })).default([]),
})

/**
 * `timeout` in seconds, `memory` in megabytes, which open APIs it may call, when its timer
 * runs it, which messages of the platform it receives.
 */
export type FunctionConfig = z.infer<typeof configSchema>

/**
 * Reads the config of the function in `dir`; a function without one gets the cloud's defaults.
 * @throws Error with one sentence when the file says something that the cloud would refuse.
 */
export function readFunctionConfig(dir: string): FunctionConfig {
  const file = join(dir, 'config.json')
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    return configSchema.parse({})
  }
  try {
    return configSchema.parse(JSON.parse(text))
  } catch (error) {
    const reason = error instanceof z.ZodError ? describeIssues(error) : String(error)
    throw new Error(`${file} is not a function's configuration: ${reason}`)
  }
}
