/**
 * The votes of a made-up contest, by chance that can be repeated: members who vote for what they like, friends who come
 * by a canvassing card, a work that everybody talks about for an evening; and farms among them, of every kind that
 * PRODUCT 3.4 has a signal for. What the farms are is known, so that what is found can be measured.
 */
import { type LoggedBallot, type LoggedVote, voteKey } from '../../cloudfunctions/contest/log-rules'
import { addDays, startOf } from '../../cloudfunctions/kit/period'
import { DAY_MS, HOUR_MS, MINUTE_MS, VOTES_PER_DAY } from '../../contract/limits'
import { createRandom, type Random } from '../../scripts/demo/random'

export const FARM_KINDS = ['burst', 'inviter', 'soleAct', 'ring', 'drip'] as const
export type FarmKind = (typeof FARM_KINDS)[number]

/** The log of a contest, and what is true of it. */
export interface Traffic {
  readonly ballots: readonly LoggedBallot[]
  readonly authors: ReadonlyMap<string, string>
  /** The votes that were bought, by their keys. What farm accounts vote for besides, to look honest, is not among them. */
  readonly bought: ReadonlyMap<string, FarmKind>
}

export interface TrafficSize {
  readonly works: number
  /** Members who vote for what they like. */
  readonly regulars: number
  /** Farms of each kind. */
  readonly farms: number
}

/** About 10,000 honest ballots of a week, and ten farms. */
export const WEEK: TrafficSize = { works: 200, regulars: 1_800, farms: 2 }

const FIRST_DAY = '2026-11-01'
const DAYS = 7
/** Votes by hour of the day, from midnight: noon has a small peak, the evening a large one. */
const HOURS = [
  4, 2, 1, 1, 1, 2, 4, 8, 12, 14, 15, 18, 30, 24, 16, 15, 16, 20, 30, 48, 66, 70, 50, 20,
] as const

/** Somebody who votes. */
interface Person {
  readonly voter: string
  readonly inviter?: string
  readonly isNewcomer: boolean
  readonly isSoleAct: boolean
  readonly risk: number
}

/** The traffic of one seed. */
export function createTraffic(seed: string, size: TrafficSize = WEEK): Traffic {
  const town = new Town(seed, size)
  town.voteAsRegulars()
  town.voteAsFriends()
  town.talkOfTheEvening()
  for (const kind of FARM_KINDS) for (let farm = 0; farm < size.farms; farm += 1) town.plant(kind)
  return town.traffic()
}

class Town {
  private readonly random: Random
  private readonly authors = new Map<string, string>()
  /** Works as often as they are liked, so that one taken by chance is one by liking. */
  private readonly liked: string[] = []
  private readonly unknown: string[]
  private readonly ballots = new Map<string, LoggedBallot>()
  private readonly bought = new Map<string, FarmKind>()
  private people = 0

  constructor(
    seed: string,
    private readonly size: TrafficSize,
  ) {
    this.random = createRandom(seed, 'contest traffic')
    const works = Array.from({ length: size.works }, () => this.enterWork())
    for (const [place, workId] of this.random.shuffled(works).entries())
      for (let part = 0; part < Math.ceil(size.works / (place + 4)); part += 1) this.liked.push(workId)
    // Who buys votes has few.
    this.unknown = this.random
      .shuffled(works)
      .filter((workId) => this.liked.indexOf(workId) > this.liked.length / 2)
  }

  traffic(): Traffic {
    const ballots = this.random.shuffled([...this.ballots.values()])
    return { ballots, authors: this.authors, bought: this.bought }
  }

  /** Members: some come once, some every day; most have an inviter of long ago, a few have done nothing else. */
  voteAsRegulars(): void {
    for (let member = 0; member < this.size.regulars; member += 1) {
      const person = this.person({
        isSoleAct: this.random.chance(0.06),
        inviter: this.random.chance(0.6) ? this.someMember() : undefined,
      })
      const often = 0.25 + 0.7 * this.random.fraction()
      const favourite = this.random.chance(0.3) ? [this.likedWork()] : []
      for (const day of this.days())
        if (this.random.chance(often))
          this.cast(person, this.someTime(day), [...favourite, ...this.likedWorks(this.random.between(1, 3))])
    }
  }

  /**
   * Each author's friends, a handful mostly and some dozens now and then: they come by the author's card, vote for the
   * work and half of the time for others too; many come back, and of those who do many do other things.
   */
  voteAsFriends(): void {
    for (const [place, [workId, author]] of [...this.authors].entries()) {
      const isBusy = place % 60 === 30
      const friends = isBusy
        ? this.random.between(20, 35)
        : Math.floor(-5 * Math.log(1 - this.random.fraction()))
      const shared = this.random.between(0, DAYS - 2)
      for (let friend = 0; friend < friends; friend += 1) this.befriend(workId, author, shared)
    }
  }

  private befriend(workId: string, author: string, shared: number): void {
    const isNew = this.random.chance(0.7)
    const comesBack = this.random.chance(0.5)
    const person = this.person({
      inviter: isNew ? author : this.someMember(),
      isNewcomer: isNew,
      isSoleAct: isNew && !(comesBack && this.random.chance(0.6)) && this.random.chance(0.8),
    })
    const first = Math.min(DAYS - 1, shared + Math.floor(-1.5 * Math.log(1 - this.random.fraction())))
    for (let day = first; day < DAYS; day += 1) {
      if (day > first && !(comesBack && this.random.chance(0.6))) continue
      const others = this.random.chance(0.5) ? this.likedWorks(this.random.between(1, 2)) : []
      this.cast(person, this.someTime(this.day(day)), [workId, ...others])
    }
  }

  /** A member whom many follow shows a work one evening: hundreds come, members mostly, some of them new. */
  talkOfTheEvening(): void {
    const workId = this.likedWork()
    const star = this.name()
    const from = startOf(this.day(3)) + 20 * HOUR_MS
    const followers = Math.floor(this.size.regulars / 8)
    for (let follower = 0; follower < followers; follower += 1) {
      const isNew = this.random.chance(0.2)
      const person = this.person({
        inviter: isNew ? star : this.someMember(),
        isNewcomer: isNew,
        isSoleAct: isNew ? this.random.chance(0.6) : this.random.chance(0.06),
      })
      this.cast(person, from + this.random.between(0, 3 * HOUR_MS), [
        workId,
        ...this.likedWorks(this.random.between(0, 2)),
      ])
    }
  }

  plant(kind: FarmKind): void {
    if (kind === 'ring') this.plantRing()
    else this.plantAccounts(kind)
  }

  /** Accounts that vote for one work: within an hour on two days, brought by one person, or a few each day. */
  private plantAccounts(kind: Exclude<FarmKind, 'ring'>): void {
    const workId = this.unknown.pop() ?? this.likedWork()
    const size = this.random.between(40, 120)
    const boss = this.name()
    const rush = this.random.between(0, DAYS - 2)
    const at = this.random.between(9 * 60, 22 * 60) * MINUTE_MS
    for (let account = 0; account < size; account += 1) {
      const person = this.person({
        isNewcomer: this.random.chance(0.8),
        isSoleAct: this.random.chance(kind === 'inviter' ? 0.7 : 0.97),
        inviter: kind === 'inviter' ? boss : this.random.chance(0.3) ? this.someMember() : undefined,
      })
      const first = kind === 'burst' ? rush : this.random.between(0, DAYS - 3)
      const last = kind === 'burst' ? rush + 1 : Math.min(DAYS - 1, first + this.random.between(1, 4))
      for (let day = first; day <= last; day += 1) {
        const time =
          kind === 'burst'
            ? startOf(this.day(day)) + at + this.random.between(0, 50) * MINUTE_MS
            : this.someTime(this.day(day))
        const decoys = kind !== 'burst' && this.random.chance(0.4) ? this.likedWorks(2) : []
        this.buy(kind, person, time, [workId], decoys)
      }
    }
  }

  /** Made-up authors who vote for nobody but each other. */
  private plantRing(): void {
    const works = Array.from({ length: this.random.between(7, 12) }, () => this.enterWork())
    for (const own of works) {
      const person = { ...this.person({ isSoleAct: true }), voter: this.authors.get(own) ?? '' }
      const others = works.filter((workId) => workId !== own)
      for (const day of this.days())
        this.buy('ring', person, this.someTime(day), this.random.shuffled(others).slice(0, VOTES_PER_DAY), [])
    }
  }

  private buy(kind: FarmKind, person: Person, at: number, workIds: string[], decoys: string[]): void {
    const ballot = this.cast(person, at, [...workIds, ...decoys])
    for (const workId of workIds) this.bought.set(voteKey({ ...ballot, workId }), kind)
  }

  private cast({ risk, ...person }: Person, at: number, works: readonly string[]): LoggedBallot {
    const day = addDays(FIRST_DAY, Math.floor((at - startOf(FIRST_DAY)) / DAY_MS))
    const workIds = [...new Set(works)].slice(0, VOTES_PER_DAY).sort()
    const ballot = { ...person, day, workIds, at, risk }
    this.ballots.set(`${day}:${person.voter}`, ballot)
    return ballot
  }

  private person(known: Partial<Person>): Person {
    const risk = this.random.chance(0.003) ? 3 : this.random.between(0, 1)
    return { voter: this.name(), isNewcomer: false, isSoleAct: false, risk, ...known }
  }

  private enterWork(): string {
    const workId = `wrk_${this.name()}`
    this.authors.set(workId, this.name())
    return workId
  }

  /** 26 digits that say nothing, as pseudonyms do. */
  private name(): string {
    this.people += 1
    return Buffer.from(this.random.bytes(10)).toString('hex').padEnd(26, '0')
  }

  /** Some invite many, most invite few. */
  private someMember(): string {
    return `member${Math.floor(400 * this.random.fraction() ** 3)}`.padEnd(26, '0')
  }

  private likedWork(): string {
    return this.liked[this.random.between(0, this.liked.length - 1)] ?? ''
  }
  private likedWorks(count: number): string[] {
    return Array.from({ length: count }, () => this.likedWork())
  }

  private readonly day = (index: number) => addDays(FIRST_DAY, index)
  private readonly days = () => Array.from({ length: DAYS }, (_, index) => this.day(index))

  private someTime(day: string): number {
    const all = HOURS.reduce<number>((sum, weight) => sum + weight, 0)
    let left = this.random.fraction() * all
    let hour = 0
    while (hour < HOURS.length - 1 && left >= (HOURS[hour] ?? 0)) {
      left -= HOURS[hour] ?? 0
      hour += 1
    }
    return startOf(day) + hour * HOUR_MS + this.random.between(0, HOUR_MS - 1)
  }
}

/** What a look for fraud has found of what there is. */
export interface Found {
  readonly bought: number
  readonly caught: number
}

export interface Measured {
  readonly byKind: ReadonlyMap<FarmKind, Found>
  readonly all: Found
  /** Honest votes, and those of them that were put under review. */
  readonly honest: { readonly votes: number; readonly suspected: number }
}

/** Compares what was put under review with what was bought. */
export function measureFinds({ ballots, bought }: Traffic, suspects: readonly LoggedVote[]): Measured {
  const suspected = new Set(suspects.map(voteKey))
  const votes = ballots.reduce((sum, { workIds }) => sum + workIds.length, 0)
  const found = (kinds: readonly FarmKind[]): Found => {
    const keys = [...bought].filter(([, kind]) => kinds.includes(kind)).map(([key]) => key)
    return { bought: keys.length, caught: keys.filter((key) => suspected.has(key)).length }
  }
  return {
    byKind: new Map(FARM_KINDS.map((kind) => [kind, found([kind])])),
    all: found(FARM_KINDS),
    honest: {
      votes: votes - bought.size,
      suspected: [...suspected].filter((key) => !bought.has(key)).length,
    },
  }
}
