/** What the console's server and its page say to each other. Types only: the page is another program. */

import type { Timer } from '../clock/types'
import type {
  MessageCredit,
  MessageTemplate,
  MiniProgramCode,
  OpenApiScript,
  SentMessage,
} from '../openapi/types'
import type { IndexSpec, InvocationRecord, InvocationSource, PickableIdentity } from '../types'

/**
 * A value as it travels: JSON, and what JSON has no form for as `{ $date: iso }`, `{ $regex: text }` or
 * `{ $number: text }` (-0, NaN, infinities).
 */
export type WireValue =
  | null
  | boolean
  | number
  | string
  | readonly WireValue[]
  | { readonly [name: string]: WireValue }
export type WireDocument = { readonly [name: string]: WireValue }

/** Parts of the page that are out of date when something happens. */
export type Topic = 'functions' | 'openapi' | 'time'

/** Why something was not done. `position` is a place in the text that was sent. */
export interface Problem {
  readonly code: string
  readonly message: string
  readonly position?: number
}

export type RecordSummary = Omit<InvocationRecord, 'logs'> & { readonly logLines: number }

export interface Overview {
  readonly functions: number
  readonly collections: readonly { readonly name: string; readonly count: Count }[]
  readonly files: { readonly count: number; readonly bytes: number }
  readonly messages: number
  readonly pendingChecks: number
  readonly identities: number
  readonly latest: readonly RecordSummary[]
  readonly hasApp: boolean
  readonly dataDir: string
  readonly url: string
}

export interface FunctionInfo {
  readonly name: string
  readonly timeoutS: number
  readonly memoryMb: number
  readonly openApis: readonly string[]
  readonly pushes: readonly string[]
  readonly timer: string | undefined
  /** Why the function cannot be loaded. */
  readonly problem: string | undefined
  /** Of the records that are kept. */
  readonly calls: number
  readonly failures: number
  readonly medianMs: number | undefined
}

export interface InvokeInput {
  /** The event as it would be written in code. */
  readonly event: string
  readonly openid: string
  readonly source: InvocationSource
}
export interface InvokeOutcome {
  readonly problem?: Problem
  readonly record?: InvocationRecord
  /** The answer as JSON. */
  readonly json?: string
}

/** A number of documents; with `isMore` there are at least so many. */
export interface Count {
  readonly value: number
  readonly isMore: boolean
}
export interface CollectionInfo {
  readonly name: string
  readonly count: Count
  /** A document as Extended JSON, on average of the first ones. */
  readonly averageBytes: number
  readonly indexes: readonly IndexSpec[]
}
export interface DocumentsPage {
  readonly documents: readonly WireDocument[]
  /** Whether there are more after the last one. */
  readonly isMore: boolean
}
export interface QueryAnswer {
  readonly problem?: Problem
  readonly collection?: string
  readonly rows?: readonly WireDocument[]
  readonly count?: number
  readonly examined?: number
  readonly durationMs?: number
  readonly servedBy?: readonly string[]
  readonly isPartial?: boolean
}
export interface ChangeAnswer {
  readonly problem?: Problem
  readonly id?: string | number
}

export interface FolderInfo {
  readonly name: string
  readonly count: number
  readonly bytes: number
  /** The first picture in it. */
  readonly preview: string | undefined
}
export interface FileInfo {
  readonly name: string
  readonly path: string
  readonly fileId: string
  readonly bytes: number
  readonly writtenAt: number
  readonly isPicture: boolean
  /** Opens the file for a while. */
  readonly url: string
}
export interface FolderListing {
  readonly folders: readonly FolderInfo[]
  readonly files: readonly FileInfo[]
  /** Files that are not shown: a folder may hold more than anybody looks at. */
  readonly hidden: number
}

export interface PendingCheck {
  readonly traceId: string
  readonly mediaUrl: string
  readonly openid: string
}
export interface OpenApiState {
  readonly script: OpenApiScript
  readonly checks: readonly PendingCheck[]
  readonly messages: readonly SentMessage[]
  readonly templates: readonly MessageTemplate[]
  readonly credits: readonly MessageCredit[]
  readonly codes: readonly MiniProgramCode[]
}

export interface TimeState {
  /** Epoch milliseconds. */
  readonly now: number
  /** What the machine's own clock says. */
  readonly machineNow: number
  readonly isFrozen: boolean
  readonly timers: readonly Timer[]
  readonly isPaused: boolean
}

export interface IdentityChoice extends PickableIdentity {
  /** What the picker's form sends for it. */
  readonly value: string
}
export interface Identities {
  readonly choices: readonly IdentityChoice[]
  /** Whom this browser speaks for. */
  readonly current: string | undefined
  readonly hasApp: boolean
}
