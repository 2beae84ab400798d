/**
 * The house beside a hand-written server: reading the feed, publishing and liking through gateway, function, SDK and
 * emulator, beside the same three on node:http and PostgreSQL. Each server in a process of its own, the same people
 * and posts in both, rounds alternating. Both put every write on disk before they answer it.
 */
import { randomBytes, randomInt } from 'node:crypto'
import { DEFAULT_BOARDS } from '../../cloudfunctions/post/boards'
import { MEMBERS, memberOpenid, members, posts } from '../../scripts/cost/community'
import { postgresPrograms, startPostgres } from './baseline/postgres'
import type { BaselineOptions } from './baseline/server'
import type { Finding } from './bench'
import { startCommunity } from './support/community'
import { type Ask, compareLoads, HttpClient } from './support/load'
import { startServer } from './support/processes'

const POSTS = 1_000
const CLIENTS = [1, 8, 32] as const
/** Eight instances of a function start one after the other. */
const ROUNDS = { warmUpMs: 6_000, rounds: 5, durationMs: 1_000 }
const TEXT = '今天第一次用石板烤欧包，入炉那一下蒸汽很足，切开气孔均匀，麦香满屋。'
const BOARD_ID = DEFAULT_BOARDS[0]?._id ?? ''

const OPERATIONS = ['feed', 'create', 'like'] as const
type Operations = Readonly<Record<(typeof OPERATIONS)[number], Ask>>

/** A like for every second time a client asks, and its taking back: the posts stay as they were. */
function likes(postIds: readonly (string | number)[], send: LikeSender): Ask {
  const liked = new Map<number, string | number>()
  return async (client) => {
    const earlier = liked.get(client)
    const postId = earlier ?? postIds[randomInt(postIds.length)] ?? ''
    await send(client, postId, earlier === undefined)
    if (earlier === undefined) liked.set(client, postId)
    else liked.delete(client)
  }
}
type LikeSender = (client: number, postId: string | number, liked: boolean) => Promise<void>

/** Ours: through the gateway, as a phone's h5 app calls. */
async function ourOperations(community: Awaited<ReturnType<typeof startCommunity>>): Promise<Operations> {
  const { call } = community
  const postIds = await community.postIds()
  return {
    feed: async (client) => void (await call(client, 'post.listFeed', {})),
    create: async (client) =>
      void (await call(client, 'post.createPost', {
        requestId: randomBytes(12).toString('hex'),
        boardId: BOARD_ID,
        text: TEXT,
        photoIds: [],
      })),
    like: likes(
      postIds,
      async (client, postId, liked) =>
        void (await call(client, 'post.setLike', { postId: String(postId), liked })),
    ),
  }
}

/** What the baseline is filled with: the same people and posts. */
function baselineData(): Pick<BaselineOptions, 'members' | 'posts'> {
  const now = Date.now()
  const authors = members(now, ['cover'])
  const idByMember = new Map(authors.map(({ _id }, index) => [_id, index + 1]))
  return {
    members: authors.map(({ openid, nickname, avatar }) => ({
      openid,
      nickname,
      avatar: avatar === undefined ? null : `https://files.example/${avatar.mediaId}/avatar.webp`,
    })),
    posts: Array.from(posts(POSTS, now, authors, ['cover']), (post) => ({
      memberId: idByMember.get(post.authorId) ?? 1,
      boardId: post.boardId,
      text: post.text,
      excerpt: post.excerpt,
      photos: post.photos.map(({ mediaId, width, height }) => ({
        url: `https://files.example/${mediaId}/t.webp`,
        width,
        height,
      })),
      createdAt: post.createdAt,
    })),
  }
}

function baselineOperations(url: string): Operations {
  const http = new HttpClient(url)
  const ask = async (client: number, path: string, value: unknown) => {
    const headers = { 'x-openid': memberOpenid(client % MEMBERS) }
    const { status, body } = await http.post(path, value, headers)
    if (status !== 200) throw new Error(`${path}: ${status} ${body}`)
  }
  const postIds = Array.from({ length: POSTS }, (_, index) => index + 1)
  return {
    feed: (client) => ask(client, '/feed', {}),
    create: (client) => ask(client, '/post', { boardId: BOARD_ID, text: TEXT }),
    like: likes(postIds, (client, postId, liked) => ask(client, '/like', { postId, liked })),
  }
}

async function compareAll(ours: Operations, theirs: Operations): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const operation of OPERATIONS) {
    for (const clients of CLIENTS) {
      const title = {
        name: `${operation}, ${clients} ${clients === 1 ? 'client' : 'clients'}`,
        meaning: 'gateway, function, SDK and emulator over node:http and PostgreSQL',
      }
      findings.push(
        await compareLoads(
          title,
          { what: 'ours', ask: ours[operation] },
          { what: 'PostgreSQL', ask: theirs[operation] },
          { ...ROUNDS, clients },
        ),
      )
    }
  }
  return findings
}

export async function run(): Promise<Finding[]> {
  const programs = postgresPrograms()
  if (programs === undefined)
    return [{ kind: 'skipped', name: 'beside PostgreSQL', reason: 'there is no PostgreSQL on this machine' }]
  const started: { stop(): Promise<void> }[] = []
  const starting = async <T extends { stop(): Promise<void> }>(start: Promise<T>): Promise<T> => {
    const server = await start
    started.unshift(server)
    return server
  }
  try {
    const { port, user } = await starting(startPostgres(programs))
    const baseline = await starting(startServer('baseline/server.ts', { port, user, ...baselineData() }))
    const community = await starting(startCommunity(POSTS))
    return await compareAll(await ourOperations(community), baselineOperations(baseline.url))
  } finally {
    // The newest first: the baseline lets go of its database before that ends.
    for (const server of started) await server.stop()
  }
}
