/**
 * Queries, orders and projections by their text, parsed once: functions ask the same few again and again. What is kept
 * is frozen, and whoever prepares something for it may know it by its identity.
 */
import type { PlainObject } from '../types'
import { parseEjsonObject } from './ejson'

/** Longer texts are seldom asked again, and would push out many that are. */
const TEXT_LENGTH_MAX = 8 * 1024
/** Characters of all kept texts together. */
const KEPT_LENGTH_MAX = 2 * 1024 * 1024

export class ParsedTexts {
  /** The one that was asked for longest ago comes first. */
  private readonly kept = new Map<string, PlainObject>()
  private keptLength = 0

  /**
   * The object that an Extended JSON text says; `now` is what server dates in it become, in epoch milliseconds.
   * @throws CloudError INVALID_PARAM or NOT_EMULATED.
   */
  parse(text: string, now: number): PlainObject {
    const known = this.kept.get(text)
    if (known) {
      this.kept.delete(text)
      this.kept.set(text, known)
      return known
    }
    const parsed = parseEjsonObject(text, now)
    if (text.length <= TEXT_LENGTH_MAX && isLasting(parsed)) this.keep(text, parsed)
    return parsed
  }

  private keep(text: string, parsed: PlainObject): void {
    freeze(parsed)
    this.kept.set(text, parsed)
    this.keptLength += text.length
    for (const oldest of this.kept.keys()) {
      if (this.keptLength <= KEPT_LENGTH_MAX) break
      this.kept.delete(oldest)
      this.keptLength -= oldest.length
    }
  }
}

/** Whether it says the same whenever it is asked, and nobody can change it: a date may be the server's, or be set. */
function isLasting(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true
  if (Array.isArray(value)) return value.every(isLasting)
  return Object.getPrototypeOf(value) === Object.prototype && Object.values(value).every(isLasting)
}

function freeze(value: unknown): void {
  if (typeof value !== 'object' || value === null) return
  Object.values(value).forEach(freeze)
  Object.freeze(value)
}
