/** Points for races, faults and models: members without a profile, awards, and what must hold of an account. */

import type { Transaction } from '../../cloudfunctions/kit/transaction'
import type { Resolution } from '../../cloudfunctions/points/hold-store'
import { trialOf } from '../../cloudfunctions/points/ledger'
import { sumOf } from '../../cloudfunctions/points/lot-rules'
import { type PointsSettings, pointsConfig } from '../../cloudfunctions/points/settings'
import { HOUR_MS } from '../../contract/limits'
import type { InProcessWorld } from './in-process'
import { newId } from './situations'

export const POINTS_AT = Date.UTC(2026, 10, 22, 4)
export const POINTS_SETTINGS: PointsSettings = pointsConfig.values.parse({})

/** Somebody whom the ledger knows by an id only. */
export const newMemberId = () => `mbr_${newId()}`

const inTransaction = <T>({ modules }: InProcessWorld, work: (tx: Transaction) => Promise<T>) =>
  modules.transaction.inTransaction(work)

/** Pays a post that is named by its id. */
export function payPost(
  world: InProcessWorld,
  memberId: string,
  subjectId = newId(),
  settings = POINTS_SETTINGS,
  at = POINTS_AT,
) {
  const award = { source: 'post', memberId, subjectId, at } as const
  return inTransaction(world, (tx) => world.modules.earningStore.pay(tx, award, settings))
}

/** Takes back what was paid for a post. */
export function takePostBack(world: InProcessWorld, subjectId: string) {
  const key = `post:1:${subjectId}:`
  return inTransaction(world, (tx) => world.modules.earningStore.takeBack(tx, key, 'undone', POINTS_AT))
}

/** Spends points under a key. */
export function spendOnce(world: InProcessWorld, memberId: string, amount: number, key = newId()) {
  return inTransaction(world, (tx) =>
    world.modules.pointsStore.append(tx, {
      key: `spend:${key}`,
      memberId,
      kind: 'spend',
      reason: { what: 'makeUp' },
      asked: { amount },
      at: POINTS_AT,
      book: (account) => ({ booking: world.modules.ledger.spend(account, amount, 'mall', POINTS_AT) }),
    }),
  )
}

/** Sets points aside for an hour. */
export function placeHold(world: InProcessWorld, memberId: string, amount: number, holdId: string) {
  const wanted = { holdId, memberId, amount, reason: { what: 'mall' }, at: POINTS_AT } as const
  return inTransaction(world, (tx) =>
    world.modules.holdStore.placeHold(tx, { ...wanted, expiresAt: POINTS_AT + HOUR_MS }),
  )
}

/** Ends a hold when its hour is over. */
export function resolveHold(world: InProcessWorld, holdId: string, how: Resolution) {
  return inTransaction(world, (tx) =>
    world.modules.holdStore.resolveHold(tx, holdId, how, POINTS_AT + HOUR_MS),
  )
}

/** Gives back what a hold or an entry has spent, all that is left of it without an amount. */
export function refundOnce(world: InProcessWorld, spentBy: string, key: string, amount?: number) {
  const asked = { key, at: POINTS_AT, ...(amount === undefined ? {} : { amount }) }
  return inTransaction(world, (tx) => world.modules.holdStore.refundSpent(tx, spentBy, asked))
}

/** What is wrong with an account and its entries, in a sentence; undefined when nothing is. QUALITY: invariants 1-6. */
export async function unsound(
  { modules: { pointsStore, holdStore } }: InProcessWorld,
  memberId: string,
): Promise<string | undefined> {
  const [account, latest, holds] = await Promise.all([
    pointsStore.findAccount(memberId),
    pointsStore.findEntries(memberId, undefined, 100),
    holdStore.findOpenHolds(memberId, 100),
  ])
  const entries = [...latest].reverse()
  const numbers = entries.map(({ version }) => version)
  if (numbers.some((version, at) => version !== at + 1)) return `entries are numbered ${numbers.join()}`
  if (account.version !== entries.length) return `${entries.length} entries, but version ${account.version}`
  const postings = entries.flatMap((entry) => entry.postings)
  for (const entry of entries) {
    const { points, xp } = trialOf(entry.postings)
    if (points !== 0 || xp !== 0) return `${entry._id} does not sum to zero`
    if (Object.values(entry.after).some((amount) => amount < 0))
      return `${entry._id} leaves less than nothing`
  }
  const sum = (name: string) =>
    postings.reduce((total, { account: of, amount }) => total + (of === name ? amount : 0), 0)
  const made = { available: sum('available'), held: sum('held'), debt: 0 - sum('debt'), xp: sum('xp') }
  const { available, held, debt, xp, lots } = account
  if (JSON.stringify(made) !== JSON.stringify({ available, held, debt, xp }))
    return 'a balance nothing explains'
  if (sumOf(lots) !== available) return 'lots that are not the balance'
  const aside = holds.reduce((total, { amount }) => total + amount, 0)
  return aside === held ? undefined : `${held} set aside, ${aside} in holds`
}
