/** A small bank on a database itself, without an emulator around it. */
import type { Database } from '../../emulator/types'

const ACCOUNTS = Array.from({ length: 20 }, (_, at) => `account-${at}`)
const BALANCE_AT_FIRST = 1000
const AMOUNT_MAX = 50
/** Some transfers carry a text that is too long for a leaf of the store. */
const NOTE_LENGTH_MAX = 6000

export class DamageBank {
  constructor(private readonly database: Database) {}

  async open(): Promise<void> {
    await this.database.declareCollections({
      accounts: { indexes: [] },
      transfers: {
        indexes: [
          {
            name: 'from_amount',
            keys: [
              ['from', 1],
              ['amount', -1],
            ],
          },
        ],
      },
    })
    await this.database.insert(
      'accounts',
      ACCOUNTS.map((_id) => ({ _id, balance: BALANCE_AT_FIRST })),
    )
  }

  async transfer(_id: string, random: () => number): Promise<void> {
    const first = Math.floor(random() * ACCOUNTS.length)
    const from = ACCOUNTS[first] ?? ''
    const to = ACCOUNTS[(first + 1) % ACCOUNTS.length] ?? ''
    const amount = 1 + Math.floor(random() * AMOUNT_MAX)
    const note = 'x'.repeat(Math.floor(random() * NOTE_LENGTH_MAX))
    const transactionId = this.database.startTransaction()
    const change = (account: string, by: number) =>
      this.database.modify('accounts', {
        query: { _id: account },
        data: { $inc: { balance: by } },
        multi: false,
        merge: true,
        upsert: false,
        transactionId,
      })
    await change(from, -amount)
    await change(to, amount)
    await this.database.insert('transfers', [{ _id, from, to, amount, note }], transactionId)
    await this.database.commitTransaction(transactionId)
  }

  /** What is not as whole transfers leave it, in words; nothing when all is well. */
  async wrong(): Promise<string | undefined> {
    const accounts = await this.database.find('accounts', {})
    const transfers = await this.database.find('transfers', {})
    const expected = new Map(ACCOUNTS.map((account) => [account, BALANCE_AT_FIRST]))
    let indexed = 0
    for (const { from, to, amount } of transfers) {
      expected.set(String(from), (expected.get(String(from)) ?? 0) - Number(amount))
      expected.set(String(to), (expected.get(String(to)) ?? 0) + Number(amount))
    }
    for (const account of ACCOUNTS) indexed += await this.database.count('transfers', { from: account })
    for (const { _id, balance } of accounts) {
      if (balance !== expected.get(String(_id))) {
        return `${_id} is ${String(balance)}, its transfers make ${expected.get(String(_id))}`
      }
    }
    if (accounts.length !== ACCOUNTS.length) return `there are ${accounts.length} accounts`
    if (indexed !== transfers.length) return `the index names ${indexed} of ${transfers.length} transfers`
    return undefined
  }
}
