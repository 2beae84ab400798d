/**
 * How a bundle is read: line by line, each written in the one way there is, so that no byte of it is free. Of the
 * project nothing is imported here or in its neighbours.
 */
import { createHash } from 'node:crypto'

/** What is wrong with a bundle, as a sentence. */
export class Fault extends Error {}

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

/** @throws Fault with this sentence unless something is right */
export function demand(isRight: boolean, wrong: string): asserts isRight {
  if (!isRight) throw new Fault(wrong)
}

/** SHA-256 of a text, in hexadecimal digits. */
export function hexOf(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex')
}

export function parse(text: string, where: string): Json {
  let value: Json
  try {
    value = JSON.parse(text)
  } catch {
    throw new Fault(`${where} is no JSON.`)
  }
  demand(JSON.stringify(value) === text, `${where} is not written in the canonical way.`)
  return value
}

export function text(value: Json | undefined, where: string): string {
  demand(typeof value === 'string', `${where} is no text.`)
  return value
}
export function count(value: Json | undefined, where: string): number {
  demand(typeof value === 'number' && Number.isSafeInteger(value) && value >= 0, `${where} is no count.`)
  return value
}
export function list(value: Json | undefined, where: string): Json[] {
  demand(Array.isArray(value), `${where} is no list.`)
  return value
}
export function object(value: Json | undefined, where: string): { [key: string]: Json } {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
  demand(isObject, `${where} is no object.`)
  return value
}

const CLOSING = ']'.charCodeAt(0)

/** The lines of a bundle, one after another. */
export class Lines {
  private at = 0
  private number = 0

  constructor(private readonly bytes: Buffer) {}

  private get end(): number {
    const end = this.bytes.indexOf(10, this.at)
    demand(end >= 0, `The bundle breaks off after line ${this.number}.`)
    return end
  }

  get where(): string {
    return `Line ${this.number}`
  }

  next(): string {
    const { end } = this
    const line = this.bytes.toString('utf8', this.at, end)
    this.at = end + 1
    this.number += 1
    return line
  }

  take(line: string): void {
    const found = this.next()
    demand(found === line, `${this.where} should be ${line}`)
  }

  /** A member of the bundle that stands on a line of its own. */
  member(name: string): string {
    const line = this.next()
    const opening = `"${name}":`
    demand(line.startsWith(opening) && line.endsWith(','), `${this.where} should say ${name}.`)
    return text(parse(line.slice(opening.length, -1), this.where), this.where)
  }

  /** The items of a list that has been opened, up to the line that closes it. */
  *items(): Generator<Json> {
    while (this.bytes[this.at] !== CLOSING) {
      const line = this.next()
      const isLast = this.bytes[this.at] === CLOSING
      demand(isLast !== line.endsWith(','), `${this.where} has a comma too many or too few.`)
      yield parse(isLast ? line : line.slice(0, -1), this.where)
    }
  }

  /** A whole list. */
  *list(name: string): Generator<Json[]> {
    this.take(`"${name}":[`)
    for (const item of this.items()) yield list(item, this.where)
    this.take('],')
  }

  isAtEnd(): boolean {
    return this.at === this.bytes.length
  }
}
