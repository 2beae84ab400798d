/** The console's endpoints: what each is called and how it is answered. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import * as z from 'zod'
import type { Timers, VirtualClock } from '../clock/types'
import type { Host } from '../functions/host'
import type { Visitor } from '../gateway/visitor'
import { HttpError, readBody } from '../http'
import { describeIssues } from '../issues'
import type { OpenApi } from '../openapi/types'
import type { DiskStorage } from '../storage/files'
import { type Archive, CloudError, type Database, type EmulatorOptions } from '../types'
import { SyntaxProblem } from './query/text-reader'
import type { Problem } from './shapes'

/** What the console looks into. */
export interface ConsoleParts {
  readonly options: EmulatorOptions
  readonly url: string
  readonly database: Database
  readonly storage: DiskStorage
  readonly host: Host
  readonly openapi: OpenApi
  readonly clock: VirtualClock
  readonly timers: Timers
  readonly archive: Archive
}

/** A document may be 16 MB, and is longer as text. */
const JSON_BYTES_MAX = 32 * 1024 * 1024

/** One request to an endpoint. */
export class Call {
  constructor(
    readonly request: IncomingMessage,
    readonly response: ServerResponse,
    readonly query: URLSearchParams,
    readonly visitor: Visitor,
    private readonly params: Readonly<Record<string, string>>,
  ) {}

  /** A named part of the address, such as `:name`. */
  param(name: string): string {
    const value = this.params[name]
    if (value === undefined) throw new Error(`the route has no :${name}`)
    return value
  }

  /**
   * The JSON that was sent.
   * @throws HttpError 400 when it has another shape.
   */
  async json<T>(schema: z.ZodType<T>): Promise<T> {
    if (!this.request.headers['content-type']?.startsWith('application/json'))
      throw new HttpError(400, 'BAD_JSON', 'The body has to be application/json.')
    const text = (await readBody(this.request, JSON_BYTES_MAX)).toString('utf8')
    let value: unknown
    try {
      value = JSON.parse(text)
    } catch {
      throw new HttpError(400, 'BAD_JSON', 'The body is not JSON.')
    }
    const parsed = schema.safeParse(value)
    if (!parsed.success) throw new HttpError(400, 'BAD_REQUEST', describeIssues(parsed.error))
    return parsed.data
  }
}

/** Answers with what it resolves to, as JSON; undefined when it has answered by itself. */
export type Handler = (call: Call) => unknown

export interface Route {
  readonly method: 'GET' | 'POST'
  /** Segments; one that begins with a colon takes any text. */
  readonly segments: readonly string[]
  readonly handle: Handler
}

export function get(path: string, handle: Handler): Route {
  return { method: 'GET', segments: path.split('/'), handle }
}

/** For whatever changes something. */
export function post(path: string, handle: Handler): Route {
  return { method: 'POST', segments: path.split('/'), handle }
}

/** The named parts of an address that fits the route; undefined when it does not. */
export function match(route: Route, path: string): Record<string, string> | undefined {
  const given = path.split('/')
  if (given.length !== route.segments.length) return undefined
  const params: Record<string, string> = {}
  for (const [place, segment] of route.segments.entries()) {
    const text = given[place] ?? ''
    if (segment.startsWith(':')) params[segment.slice(1)] = decodeURIComponent(text)
    else if (segment !== text) return undefined
  }
  return params
}

/**
 * What was refused for a reason that the developer is to read, as part of a normal answer; anything else is thrown on.
 */
export function problemOf(error: unknown): Problem {
  if (error instanceof SyntaxProblem)
    return { code: 'SYNTAX', message: error.message, position: error.position }
  if (error instanceof CloudError) return { code: error.code, message: error.message }
  if (error instanceof SyntaxError) return { code: 'SYNTAX', message: error.message }
  if (error instanceof z.ZodError) return { code: 'SYNTAX', message: describeIssues(error) }
  throw error
}
