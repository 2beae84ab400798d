/**
 * One of those who use the ledger while its emulator is killed, or the one who looks at the books afterwards: a process
 * of its own with the ledger's own code, whose SDK knows from its environment where the cloud is. Arguments: `customer`,
 * its name and its seed; or `auditor`, which is sent the keys that were confirmed and answers `{ wrong }`.
 */
import { randomUUID } from 'node:crypto'
import * as z from 'zod'
import { collection } from '../../cloudfunctions/kit/cloud'
import { inTransaction, type Transaction } from '../../cloudfunctions/kit/transaction'
import { auditSlice, findFaults } from '../../cloudfunctions/points/audit-store'
import { trialBalance } from '../../cloudfunctions/points/book-rules'
import { foldSlice, readBooks } from '../../cloudfunctions/points/book-store'
import { type EntryDocument, POINT_ENTRIES } from '../../cloudfunctions/points/collections'
import { placeHold, refundSpent, resolveHold } from '../../cloudfunctions/points/hold-store'
import { earn, spend } from '../../cloudfunctions/points/ledger'
import { append } from '../../cloudfunctions/points/store'
import { HOUR_MS } from '../../contract/limits'
import { randomFrom } from './campaign'

const MEMBERS = 8
/** How long a customer waits when the emulator is gone, or somebody else was in the way. */
const BREATH_MS = 20
const CHECKED_AT_ONCE = 100

/** Something that is wanted until it is answered: its keys are the same each time. */
type Wish = () => Promise<readonly string[]>

const within = (work: (tx: Transaction) => Promise<unknown>) => inTransaction(work)

function earning(memberId: string, key: string, amount: number): Wish {
  const at = Date.now()
  const wanted = { key, memberId, kind: 'earn', reason: { what: 'post' }, asked: { amount }, at } as const
  return async () => {
    await within((tx) =>
      append(tx, {
        ...wanted,
        book: (account) => ({
          booking: earn(account, { from: 'mint:post', points: amount, xp: amount }, at),
        }),
      }),
    )
    return [key]
  }
}

function spending(memberId: string, key: string, amount: number): Wish {
  const at = Date.now()
  const wanted = { key, memberId, kind: 'spend', reason: { what: 'makeUp' }, asked: { amount }, at } as const
  return async () => {
    await within((tx) =>
      append(tx, { ...wanted, book: (account) => ({ booking: spend(account, amount, 'mall', at) }) }),
    )
    await within((tx) => refundSpent(tx, key, { key: `${key}:back`, amount: 1, at }))
    return [key, `refund:${key}:back`]
  }
}

function holding(memberId: string, holdId: string, amount: number, isPosted: boolean): Wish {
  const at = Date.now()
  const wanted = { holdId, memberId, amount, reason: { what: 'mall' }, expiresAt: at + HOUR_MS, at } as const
  const how = isPosted ? ({ post: amount, to: 'mall' } as const) : 'void'
  return async () => {
    await within((tx) => placeHold(tx, wanted))
    await within((tx) => resolveHold(tx, holdId, how, at))
    return [`hold:${holdId}`, `settle:${holdId}`]
  }
}

function wishAtRandom(random: () => number): Wish {
  const memberId = `mbr_bank${Math.floor(random() * MEMBERS)}`
  const amount = 1 + Math.floor(random() * 9)
  const kind = random()
  const key = randomUUID()
  if (kind < 0.5) return earning(memberId, key, amount)
  return kind < 0.75 ? spending(memberId, key, amount) : holding(memberId, key, amount, kind < 0.9)
}

async function beCustomer(seed: number): Promise<void> {
  const random = randomFrom(seed)
  let isPaused = false
  let resume = () => {}
  process.on('message', (message) => {
    isPaused = message === 'pause'
    if (!isPaused) resume()
  })
  process.on('disconnect', () => process.exit())
  process.send?.('ready')
  for (let wish = wishAtRandom(random); ; ) {
    if (isPaused) {
      process.send?.('paused')
      await new Promise<void>((resolve) => {
        resume = resolve
      })
    }
    try {
      for (const confirmed of await wish()) process.send?.({ confirmed })
      wish = wishAtRandom(random)
    } catch (error) {
      // Nobody there, or too poor. What was not acknowledged may have happened: it is asked for again, as it was.
      if (String(error).includes('INSUFFICIENT_POINTS')) wish = wishAtRandom(random)
      await new Promise((resolve) => setTimeout(resolve, BREATH_MS * random()))
    }
  }
}

/** Goes through all accounts and all entries, twice: the second time there is nothing left to do. */
async function wrongBooks(confirmed: readonly string[]): Promise<string[]> {
  const wrong: string[] = []
  const entries = collection<EntryDocument>(POINT_ENTRIES)
  for (let from = 0; from < confirmed.length; from += CHECKED_AT_ONCE) {
    const keys = confirmed.slice(from, from + CHECKED_AT_ONCE)
    const found = new Set((await entries.getMany(keys)).map(({ _id }) => _id))
    wrong.push(...keys.filter((key) => !found.has(key)).map((key) => `the confirmed entry ${key} is gone`))
  }
  await toTheEnd(auditSlice)
  await toTheEnd(foldSlice)
  const again = (await toTheEnd(auditSlice)) + (await toTheEnd(foldSlice))
  if (again > 0) wrong.push(`a second run handled ${again}`)
  const faults = await findFaults(10)
  wrong.push(...faults.map(({ _id, what, version }) => `${_id}: ${what} at entry ${version}`))
  const { points, xp } = trialBalance((await readBooks()).totals)
  if (points !== 0 || xp !== 0) wrong.push(`the books come to ${points} points and ${xp} XP`)
  return wrong
}

async function toTheEnd(slice: typeof auditSlice): Promise<number> {
  let handled = 0
  let cursor: string | undefined
  do {
    const system = { requestId: 'auditor', now: Date.now() + HOUR_MS / 2, period: '', cursor }
    const outcome = await slice({
      ...system,
      newId: (prefix) => `${prefix}_${randomUUID()}`,
      randomKey: randomUUID,
    })
    handled += outcome.handled
    cursor = outcome.next
  } while (cursor !== undefined)
  return handled
}

function beAuditor(): void {
  process.on('message', (message) => {
    const confirmed = z.array(z.string()).parse(message)
    wrongBooks(confirmed).then(
      (wrong) => process.send?.({ wrong }),
      (error: unknown) => process.send?.({ wrong: [`the auditor failed: ${String(error)}`] }),
    )
  })
}

const [role, seed = '1'] = process.argv.slice(2)
if (role === 'auditor') beAuditor()
else
  beCustomer(Number(seed)).catch((error: unknown) => {
    console.error(error)
    process.exit(1)
  })
