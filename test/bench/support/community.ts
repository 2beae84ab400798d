/** The house as it runs: the built functions on an emulator in a process of its own, a community, and people's phones. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ActionName, Input, Output } from '../../../contract/index'
import { createEmulator } from '../../../emulator/server'
import { fillCommunity, MEMBERS, memberOpenid } from '../../../scripts/cost/community'
import { liftRateLimits } from '../../support/rate-limits'
import { HttpClient } from './load'
import { startServer } from './processes'

const BUILT_FUNCTIONS = join(__dirname, '..', '..', '..', 'dist', 'cloud')
const TOKEN = 'bench'
const PAGE_SIZE = 50

export interface RunningCommunity {
  readonly url: string
  /** Calls a function for a member (0 is the viewer) as the h5 app does, and answers its JSON. */
  callFunction(member: number, functionName: string, event: unknown): Promise<string>
  /** Calls an action. @throws Error when it is refused. */
  call<A extends ActionName>(member: number, action: A, input: Input<A>): Promise<Output<A>>
  /** Every visible post, the newest first. */
  postIds(): Promise<string[]>
  stop(): Promise<void>
}

async function fill(dataDir: string, functionsDir: string, size: number): Promise<void> {
  const emulator = await createEmulator({ port: 0, dataDir, functionsDir })
  await fillCommunity(emulator, size)
  await liftRateLimits(emulator.database)
  await emulator.close()
}

/**
 * Starts a community of `size` posts. No call is held back, so that what is measured is work.
 * @param addFunctions is given the folder of the functions, to put more of them there.
 */
export async function startCommunity(
  size: number,
  addFunctions: (functionsDir: string) => void = () => {},
): Promise<RunningCommunity> {
  const dir = mkdtempSync(join(tmpdir(), 'tonghao-bench-'))
  const dataDir = join(dir, 'data')
  const functionsDir = join(dir, 'functions')
  cpSync(BUILT_FUNCTIONS, functionsDir, { recursive: true })
  addFunctions(functionsDir)
  await fill(dataDir, functionsDir, size)
  const options = { port: 0, dataDir, functionsDir, token: TOKEN, callLatencyMs: 0 }
  const server = await startServer('support/emulator-server.ts', options)
  const http = new HttpClient(server.url, { authorization: `Bearer ${TOKEN}` })

  const callFunction: RunningCommunity['callFunction'] = async (member, functionName, event) => {
    const headers = { 'x-openid': memberOpenid(member % MEMBERS) }
    const { status, body } = await http.post(`/call/${functionName}`, event, headers)
    if (status !== 200) throw new Error(`${functionName}: ${status} ${body}`)
    return body
  }
  const call: RunningCommunity['call'] = async (member, action, input) => {
    const body = await callFunction(member, action.split('.')[0] ?? '', { action, input })
    const envelope = JSON.parse(body)
    if (!envelope.ok) throw new Error(`${action}: ${body}`)
    return envelope.data
  }
  return {
    url: server.url,
    callFunction,
    call,
    async postIds() {
      const ids: string[] = []
      let cursor: string | undefined
      do {
        const page = await call(0, 'post.listFeed', { limit: PAGE_SIZE, ...(cursor ? { cursor } : {}) })
        ids.push(...page.posts.map(({ postId }) => postId))
        cursor = page.nextCursor
      } while (cursor !== undefined)
      return ids
    },
    async stop() {
      http.close()
      await server.stop()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}
