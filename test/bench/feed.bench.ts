/** What the size of a community costs a member: the same actions among 1,000 and among 100,000 posts. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ActionName, Input } from '../../contract/index'
import { createEmulator } from '../../emulator/server'
import type { Emulator } from '../../emulator/types'
import { fillCommunity, VIEWER_OPENID } from '../../scripts/cost/community'
import { liftRateLimits } from '../support/rate-limits'
import { compare, type Finding } from './bench'

const SMALL = 1_000
const LARGE = 100_000
const MEANING = `what ${LARGE} posts cost over ${SMALL}; 1 is flat`

interface Community {
  readonly emulator: Emulator
  readonly newestPostId: string
  close(): Promise<void>
}

async function open(size: number): Promise<Community> {
  const dataDir = mkdtempSync(join(tmpdir(), 'tonghao-bench-'))
  const emulator = await createEmulator({ port: 0, dataDir })
  const newest = await fillCommunity(emulator, size)
  await liftRateLimits(emulator.database)
  return {
    emulator,
    newestPostId: newest._id,
    async close() {
      await emulator.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

async function call<A extends ActionName>(
  { emulator }: Community,
  action: A,
  input: Input<A>,
): Promise<void> {
  const functionName = action.split('.')[0] ?? ''
  const caller = { identity: { openid: VIEWER_OPENID }, source: 'wx_client' } as const
  const { json, error } = await emulator.functions.invoke(functionName, { action, input }, caller)
  if (!json?.startsWith('{"ok":true')) throw new Error(`${action}: ${error?.errorMessage ?? json}`)
}

export async function run(): Promise<Finding[]> {
  const small = await open(SMALL)
  const large = await open(LARGE)
  /** A like and its taking back, so that every round finds what the one before it found. */
  const like = async (community: Community) => {
    await call(community, 'post.setLike', { postId: community.newestPostId, liked: false })
    await call(community, 'post.setLike', { postId: community.newestPostId, liked: true })
  }
  const both = (name: string, run: (community: Community) => Promise<void>) =>
    compare(
      { name, meaning: MEANING },
      { what: `${LARGE} posts`, run: () => run(large) },
      { what: `${SMALL} posts`, run: () => run(small) },
    )
  try {
    return [
      await both('feed page of 20', (community) => call(community, 'post.listFeed', {})),
      await both('post page', (community) =>
        call(community, 'post.getPost', { postId: community.newestPostId }),
      ),
      await both('like and take back', like),
    ]
  } finally {
    await Promise.all([small.close(), large.close()])
  }
}
