/** Accounts and transfers between them, by the real SDK: half a transaction would show in a balance. */
import type { SdkDatabase } from '../emulator/sdk'

export const BALANCE_AT_FIRST = 1_000
export const ACCOUNT_COLLECTIONS = { accounts: { indexes: [] }, transfers: { indexes: [] } }
const AMOUNT_MAX = 50
const PAGE = 1000

export function accountNames(count: number): string[] {
  return Array.from({ length: count }, (_, at) => `account-${at}`)
}

async function balancesOf(database: SdkDatabase, accounts: readonly string[]): Promise<Map<string, number>> {
  const { data } = await database
    .collection('accounts')
    .where({ _id: database.command.in(accounts) })
    .limit(accounts.length)
    .get()
  return new Map(data.map((account) => [account._id, account.balance]))
}

/** Makes the accounts that are not there yet. */
export async function openAccounts(database: SdkDatabase, accounts: readonly string[]): Promise<void> {
  const present = await balancesOf(database, accounts)
  for (const _id of accounts)
    if (!present.has(_id))
      await database.collection('accounts').add({ data: { _id, balance: BALANCE_AT_FIRST } })
}

/** All balances together, as one query sees them: whatever transfers are under way, it never changes. */
export async function totalOf(database: SdkDatabase, accounts: readonly string[]): Promise<number> {
  const balances = await balancesOf(database, accounts)
  return [...balances.values()].reduce((sum, balance) => sum + balance, 0)
}

/** Moves some amount between two accounts and notes it under this id, all in one transaction. */
export async function transferAtRandom(
  database: SdkDatabase,
  accounts: readonly string[],
  _id: string,
  random: () => number,
): Promise<void> {
  const first = Math.floor(random() * accounts.length)
  const step = 1 + Math.floor(random() * (accounts.length - 1))
  const from = accounts[first] ?? ''
  const to = accounts[(first + step) % accounts.length] ?? ''
  const amount = 1 + Math.floor(random() * AMOUNT_MAX)
  await database.runTransaction(async (transaction) => {
    const documents = transaction.collection('accounts')
    const giver = await documents.doc(from).get()
    const taker = await documents.doc(to).get()
    await documents.doc(from).update({ data: { balance: giver.data.balance - amount } })
    await documents.doc(to).update({ data: { balance: taker.data.balance + amount } })
    await transaction.collection('transfers').add({ data: { _id, from, to, amount } })
  })
}

export function isConflict(error: unknown): boolean {
  const text = JSON.stringify(error) + String(error)
  return text.includes('TransactionConflict') || text.includes('DATABASE_TRANSACTION_CONFLICT')
}

/**
 * Accounts that are not what their transfers make them, and confirmed transfers that are gone, in words. Nobody may
 * transfer meanwhile.
 */
export async function wrongAccounts(
  database: SdkDatabase,
  accounts: readonly string[],
  confirmed: readonly string[],
): Promise<string[]> {
  const transfers = await everyTransfer(database)
  const wrong: string[] = []
  for (const id of confirmed) if (!transfers.has(id)) wrong.push(`the confirmed transfer ${id} is gone`)
  const expected = new Map(accounts.map((account) => [account, BALANCE_AT_FIRST]))
  for (const { from, to, amount } of transfers.values()) {
    expected.set(from, (expected.get(from) ?? 0) - amount)
    expected.set(to, (expected.get(to) ?? 0) + amount)
  }
  const balances = await balancesOf(database, accounts)
  for (const account of accounts) {
    const balance = balances.get(account) ?? 'gone'
    if (balance !== expected.get(account))
      wrong.push(`${account} is ${balance}, its transfers make ${expected.get(account)}`)
  }
  return wrong
}

interface Transfer {
  readonly from: string
  readonly to: string
  readonly amount: number
}

async function everyTransfer(database: SdkDatabase): Promise<Map<string, Transfer>> {
  const transfers = new Map<string, Transfer>()
  for (let last = ''; ; ) {
    const { data } = await database
      .collection('transfers')
      .where({ _id: database.command.gt(last) })
      .orderBy('_id', 'asc')
      .limit(PAGE)
      .get()
    for (const { _id, ...document } of data) transfers.set(_id, document)
    if (data.length < PAGE) return transfers
    last = data[PAGE - 1]._id
  }
}
