/**
 * Ledger transfers: an entry with two postings and the account that it moves, through gateway, function, SDK and
 * emulator, beside the same as one hand-written statement behind node:http and PostgreSQL. Both put it on disk before they
 * answer. And what the ledger itself takes of it, on documents in memory, without the SDK.
 */
import { randomUUID } from 'node:crypto'
import type { TransactionCollection } from '../../cloudfunctions/kit/raw-transaction'
import type { Transaction } from '../../cloudfunctions/kit/transaction'
import { sdkEnvironment } from '../../emulator/environment'
import { MEMBERS, memberIdOf, memberOpenid } from '../../scripts/cost/community'
import { postgresPrograms, startPostgres } from './baseline/postgres'
import type { Count, Finding, Ratio } from './bench'
import { startCommunity } from './support/community'
import { addFunction } from './support/functions'
import { type Ask, closedLoop, compareLoads, HttpClient } from './support/load'
import { startServer } from './support/processes'

const POSTS = 1_000
const CLIENTS = [1, 8, 32] as const
/** Eight instances of a function start one after the other. */
const ROUNDS = { warmUpMs: 6_000, rounds: 5, durationMs: 1_000 }
const ENTRIES_IN_MEMORY = 20_000

const clientsOf = (count: number) => `${count} ${count === 1 ? 'client' : 'clients'}`

function transfersASecond(clients: number, ms: number): Count {
  return {
    kind: 'count',
    name: `transfers a second, ${clientsOf(clients)}`,
    meaning: 'through gateway, function, SDK and emulator, each on disk before it is answered',
    value: Math.round(1_000 / ms),
    unit: 'transfers a second',
  }
}

/** Documents in memory, as an attempt of a transaction sees them. What an operator would do to a field is left out. */
function transactionInMemory(): Transaction {
  const stores = new Map<string, Map<string, object>>()
  return {
    collection<T extends { readonly _id: string }>(name: string): TransactionCollection<T> {
      // A collection holds documents of one type.
      const documents = (stores.get(name) ?? new Map<string, T>()) as Map<string, T>
      stores.set(name, documents)
      return {
        get: async (id) => documents.get(id),
        add: async (document) => void documents.set(document._id, document),
        update: async (id, patch) => void documents.set(id, Object.assign({}, documents.get(id), patch)),
        remove: async (id) => void documents.delete(id),
      }
    },
    afterCommit: () => {},
  }
}

/** What an entry takes of the ledger's own code. */
async function ownCost(): Promise<Count> {
  // Its stores load the SDK, which wants to know a cloud; it is never called.
  Object.assign(process.env, sdkEnvironment('http://127.0.0.1:1'))
  const { append } = await import('../../cloudfunctions/points/store')
  const { earn } = await import('../../cloudfunctions/points/ledger')
  const tx = transactionInMemory()
  const at = Date.now()
  const one = async () => {
    const wanted = {
      key: randomUUID(),
      memberId: 'mbr_bench',
      kind: 'earn',
      reason: { what: 'post' },
    } as const
    await append(tx, {
      ...wanted,
      asked: { amount: 1 },
      at,
      book: (account) => ({ booking: earn(account, { from: 'mint:post', points: 1, xp: 1 }, at) }),
    })
  }
  for (let n = 0; n < ENTRIES_IN_MEMORY / 4; n += 1) await one()
  const startedAt = performance.now()
  for (let n = 0; n < ENTRIES_IN_MEMORY; n += 1) await one()
  return {
    kind: 'count',
    name: "the ledger's own part of an entry",
    meaning: 'arithmetic, fingerprint, keys and documents, without the SDK and without a database',
    value: Math.round(((performance.now() - startedAt) / ENTRIES_IN_MEMORY) * 1_000 * 10) / 10,
    unit: 'µs',
  }
}

async function compareAll(ours: Ask, theirs: Ask): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const clients of CLIENTS) {
    const title = {
      name: `ledger transfer, ${clientsOf(clients)}`,
      meaning: 'gateway, function, SDK and emulator over node:http and PostgreSQL',
    }
    const sides = [
      { what: 'ours', ask: ours },
      { what: 'PostgreSQL', ask: theirs },
    ] as const
    const ratio: Ratio = await compareLoads(title, sides[0], sides[1], { ...ROUNDS, clients })
    findings.push(ratio, transfersASecond(clients, ratio.of.medianMs))
  }
  return findings
}

async function oursAlone(ours: Ask): Promise<Finding[]> {
  const findings: Finding[] = [
    { kind: 'skipped', name: 'beside PostgreSQL', reason: 'there is no PostgreSQL on this machine' },
  ]
  for (const clients of CLIENTS) {
    await closedLoop(clients, ROUNDS.warmUpMs, ours)
    const ms = await closedLoop(clients, ROUNDS.rounds * ROUNDS.durationMs, ours)
    findings.push(transfersASecond(clients, ms))
  }
  return findings
}

function transferOf(community: Awaited<ReturnType<typeof startCommunity>>): Ask {
  return async (client) => {
    const event = { memberId: memberIdOf(client % MEMBERS), key: randomUUID(), amount: 1 }
    const answer = await community.callFunction(client, 'transfer', event)
    if (!answer.startsWith('{"ok":true,')) throw new Error(answer)
  }
}

function baselineTransfer(url: string): Ask {
  const http = new HttpClient(url)
  return async (client) => {
    const headers = { 'x-openid': memberOpenid(client % MEMBERS) }
    const { status, body } = await http.post('/transfer', { key: randomUUID(), amount: 1 }, headers)
    if (status !== 200) throw new Error(`${status} ${body}`)
  }
}

export async function run(): Promise<Finding[]> {
  const started: { stop(): Promise<void> }[] = []
  const starting = async <T extends { stop(): Promise<void> }>(start: Promise<T>): Promise<T> => {
    const server = await start
    started.unshift(server)
    return server
  }
  try {
    const addTransfer = (functionsDir: string) => addFunction(functionsDir, 'transfer')
    const ours = transferOf(await starting(startCommunity(POSTS, addTransfer)))
    const programs = postgresPrograms()
    if (programs === undefined) return [...(await oursAlone(ours)), await ownCost()]
    const { port, user } = await starting(startPostgres(programs))
    const members = Array.from({ length: MEMBERS }, (_, n) => {
      return { openid: memberOpenid(n), nickname: `member ${n}`, avatar: null }
    })
    const baseline = await starting(startServer('baseline/server.ts', { port, user, members, posts: [] }))
    return [...(await compareAll(ours, baselineTransfer(baseline.url))), await ownCost()]
  } finally {
    // The newest first: the baseline lets go of its database before that ends.
    for (const server of started) await server.stop()
  }
}
