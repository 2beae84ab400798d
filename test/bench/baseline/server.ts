/**
 * The baseline: a hand-written server of a feed, of creating a post, of likes and of a ledger, on node:http and PostgreSQL. Who
 * calls is known by a header, as the platform tells openids. Its address names the database; it fills it itself.
 */
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Pool } from 'pg'
import * as z from 'zod'
import { serve } from '../support/processes'
import { CREATE, FEED, LIKE, SCHEMA, TRANSFER, UNLIKE } from './statements'

const CONNECTIONS = 16
const TEXT_LENGTH_MAX = 5000

export interface BaselineOptions {
  readonly port: number
  readonly user: string
  /** In the order of their ids, which begin at 1. */
  readonly members: readonly { openid: string; nickname: string; avatar: string | null }[]
  readonly posts: readonly {
    memberId: number
    boardId: string
    text: string
    excerpt: string
    photos: readonly unknown[]
    createdAt: number
  }[]
}

const postSchema = z.strictObject({ boardId: z.string(), text: z.string().min(1).max(TEXT_LENGTH_MAX) })
const transferSchema = z.strictObject({ key: z.string().min(1).max(100), amount: z.int().min(1) })
const likeSchema = z.strictObject({ postId: z.int().min(1), liked: z.boolean() })

interface FeedRow {
  readonly id: string
  readonly member_id: number
  readonly nickname: string
  readonly avatar: string | null
  readonly excerpt: string
  readonly photos: readonly { url: string; width: number; height: number }[]
  readonly like_count: number
  readonly comment_count: number
  readonly created_at: string
  readonly liked: boolean
}

function card(row: FeedRow) {
  const [cover] = row.photos
  return {
    postId: Number(row.id),
    excerpt: row.excerpt,
    ...(cover ? { cover } : {}),
    photoCount: row.photos.length,
    author: { memberId: row.member_id, nickname: row.nickname, avatarUrl: row.avatar },
    likeCount: row.like_count,
    commentCount: row.comment_count,
    liked: row.liked,
    createdAt: Number(row.created_at),
  }
}

async function fill(pool: Pool, { members, posts }: BaselineOptions): Promise<void> {
  await pool.query(SCHEMA)
  await pool.query(
    `insert into member (id, openid, nickname, avatar)
     select n, m->>'openid', m->>'nickname', m->>'avatar' from jsonb_array_elements($1) with ordinality as t(m, n)`,
    [JSON.stringify(members)],
  )
  await pool.query(
    `insert into post (member_id, board_id, text, excerpt, photos, created_at)
     select (p->>'memberId')::int, p->>'boardId', p->>'text', p->>'excerpt', p->'photos', (p->>'createdAt')::bigint
     from jsonb_array_elements($1) p`,
    [JSON.stringify(posts)],
  )
  await pool.query('insert into account (member_id) select id from member')
  await pool.query('vacuum analyze')
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return JSON.parse(Buffer.concat(chunks).toString('utf8'))
}

/** What a request answers, or undefined when there is nothing at its address. */
async function answer(pool: Pool, memberId: number, request: IncomingMessage): Promise<unknown> {
  if (request.url === '/feed') {
    const { rows } = await pool.query<FeedRow>({ name: 'feed', text: FEED, values: [memberId] })
    return { posts: rows.map(card), nextCursor: rows.at(-1)?.id }
  }
  if (request.url === '/post') {
    const { boardId, text } = postSchema.parse(await bodyOf(request))
    const values = [memberId, boardId, text, text.slice(0, 100), Date.now()]
    const { rows } = await pool.query<{ id: string }>({ name: 'create', text: CREATE, values })
    return { postId: Number(rows[0]?.id) }
  }
  if (request.url === '/like') {
    const { postId, liked } = likeSchema.parse(await bodyOf(request))
    if (liked) await pool.query({ name: 'like', text: LIKE, values: [postId, memberId, Date.now()] })
    else await pool.query({ name: 'unlike', text: UNLIKE, values: [postId, memberId] })
    return { liked }
  }
  if (request.url === '/transfer') {
    const { key, amount } = transferSchema.parse(await bodyOf(request))
    const values = [key, memberId, amount, Date.now()]
    const { rows } = await pool.query<{ version: number }>({ name: 'transfer', text: TRANSFER, values })
    return { version: rows[0]?.version }
  }
  return undefined
}

async function start(options: BaselineOptions) {
  const { port, user, members } = options
  const pool = new Pool({ host: '127.0.0.1', port, user, database: 'postgres', max: CONNECTIONS })
  await fill(pool, options)
  const idByOpenid = new Map(members.map(({ openid }, index) => [openid, index + 1]))
  const server = createServer({ keepAliveTimeout: 65_000 }, (request, response) => {
    const send = (status: number, value: unknown) => {
      const body = JSON.stringify(value)
      response.writeHead(status, {
        'content-type': 'application/json; charset=utf-8',
        'content-length': Buffer.byteLength(body),
      })
      response.end(body)
    }
    const memberId = idByOpenid.get(String(request.headers['x-openid']))
    if (memberId === undefined) return send(401, { error: 'who are you?' })
    answer(pool, memberId, request).then(
      (value) => (value === undefined ? send(404, { error: 'nothing here' }) : send(200, value)),
      (error: unknown) => send(error instanceof z.ZodError ? 400 : 500, { error: String(error) }),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port: listening } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${listening}`,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await pool.end()
    },
  }
}

void serve(start)
