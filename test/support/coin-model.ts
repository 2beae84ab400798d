/** What the ledger's books must come to, worked out another way. */
import { periodOf } from '../../cloudfunctions/kit/period'
import { regrantDayOf } from '../../cloudfunctions/points/lot-rules'
import { LOTS_MAX } from '../../contract/limits'

/** Last days of coins, the first to lapse first. */
export type Coins = string[]

/** Somebody's points, each a coin that lies somewhere with its last day on it: no lots, no postings, no versions. */
export class CoinModel {
  purse: Coins = []
  readonly holds: Coins[] = []
  readonly spent: Coins[] = []
  readonly earned: { points: number; xp: number; day: string; isReversed: boolean }[] = []
  debt = 0
  xp = 0
  /** What every system account has been given. */
  given = 0

  usable(day: string): number {
    return this.purse.filter((coin) => coin >= day).length
  }

  /** The days of the purse are never more than there may be: the first two become one. */
  tidy(): void {
    this.purse.sort()
    for (let days = [...new Set(this.purse)]; days.length > LOTS_MAX; days = [...new Set(this.purse)])
      this.purse = this.purse.map((coin) => (coin === days[0] ? (days[1] ?? coin) : coin))
  }

  take(count: number, day: string, first = ''): Coins {
    const inTurn = this.purse.filter((coin) => coin >= day).sort()
    inTurn.sort((a, b) => Number(b === first) - Number(a === first))
    const taken = inTurn.slice(0, count)
    for (const coin of taken) this.purse.splice(this.purse.indexOf(coin), 1)
    return taken.sort()
  }

  putBack(coins: Coins, at: number): void {
    const today = periodOf('day', at)
    this.purse.push(...coins.map((coin) => (coin < today ? regrantDayOf(at) : coin)))
    this.tidy()
  }
}
