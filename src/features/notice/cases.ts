/** Feedback and after-sales: my cases, and for who answers them the queue. */
import { create } from 'zustand'
import type { Input, Output } from '../../../contract'
import type { ErrorCode } from '../../../contract/errors'
import type { CaseCard, CaseDetail } from '../../../contract/notice-cases'
import { toCallError } from '../../platform/call-error'
import { call } from '../../platform/cloud'
import { newRequestId } from '../../platform/request-id'

/** A list of cases: `mine`, or the queue of one state. */
export type CaseListKey = 'mine' | CaseCard['state']

export interface CaseList {
  readonly cases: readonly CaseCard[]
  readonly nextCursor?: string
  readonly failure?: ErrorCode
  readonly isLoading: boolean
  readonly isLoaded: boolean
}

interface CaseState {
  readonly lists: Readonly<Partial<Record<CaseListKey, CaseList>>>
  readonly details: Readonly<Record<string, { readonly case?: CaseDetail; readonly failure?: ErrorCode }>>
}

export const EMPTY_CASES: CaseList = { cases: [], isLoading: false, isLoaded: false }

export const useCaseStore = create<CaseState>(() => ({ lists: {}, details: {} }))

/** Loads a list anew. */
export async function loadCases(key: CaseListKey): Promise<void> {
  patchList(key, { isLoading: true, failure: undefined })
  try {
    patchList(key, { ...(await fetchCases(key)), isLoading: false, isLoaded: true })
  } catch (error) {
    patchList(key, { isLoading: false, failure: toCallError(error).code })
  }
}

/** Loads the next page of a list. */
export async function loadMoreCases(key: CaseListKey): Promise<void> {
  const { nextCursor, isLoading, cases } = useCaseStore.getState().lists[key] ?? EMPTY_CASES
  if (!nextCursor || isLoading) return
  patchList(key, { isLoading: true, failure: undefined })
  try {
    const page = await fetchCases(key, nextCursor)
    patchList(key, { cases: [...cases, ...page.cases], nextCursor: page.nextCursor, isLoading: false })
  } catch (error) {
    patchList(key, { isLoading: false, failure: toCallError(error).code })
  }
}

async function fetchCases(key: CaseListKey, cursor?: string): Promise<Output<'notice.listMyCases'>> {
  const { cases, nextCursor } =
    key === 'mine'
      ? await call('notice.listMyCases', cursor ? { cursor } : {})
      : await call('notice.listCases', { state: key, ...(cursor ? { cursor } : {}) })
  return { cases, nextCursor }
}

/** Loads a case. What was known of it stays when no answer comes. */
export async function openCase(caseId: string): Promise<void> {
  try {
    receiveCase((await call('notice.getCase', { caseId })).case)
  } catch (error) {
    const { code } = toCallError(error)
    useCaseStore.setState(({ details }) => ({
      details: { ...details, [caseId]: { ...details[caseId], failure: code } },
    }))
  }
}

/** What is said in a case: words and photos that are in the cloud. */
export type Said = Pick<Input<'notice.replyToCase'>, 'text' | 'photoIds'>

/**
 * Opens a case; answers its id.
 * @throws CallError CONTENT_REJECTED, MEDIA_NOT_READY, RATE_LIMITED or no answer.
 */
export async function startCase(kind: CaseCard['kind'], said: Said): Promise<string> {
  const { case: opened } = await call('notice.openCase', { requestId: newRequestId(), kind, ...said })
  receiveCase(opened)
  return opened.caseId
}

/**
 * Says more in a case: as the member whose it is, or as the butler who answers.
 * @throws CallError CASE_CLOSED, CONTENT_REJECTED, MEDIA_NOT_READY or no answer.
 */
export async function sayInCase(caseId: string, as: 'member' | 'butler', said: Said): Promise<void> {
  const input = { requestId: newRequestId(), caseId, ...said }
  const { case: answered } =
    as === 'butler' ? await call('notice.answerCase', input) : await call('notice.replyToCase', input)
  receiveCase(answered)
}

/**
 * Rates a case, which closes it.
 * @throws CallError CASE_NOT_ANSWERED, CONTENT_REJECTED or no answer.
 */
export async function rateCase(caseId: string, stars: number, text: string): Promise<void> {
  const words = text.trim()
  receiveCase((await call('notice.rateCase', { caseId, stars, ...(words ? { text: words } : {}) })).case)
}

/**
 * Closes a case that was answered.
 * @throws CallError CASE_NOT_ANSWERED or no answer.
 */
export async function closeCase(caseId: string): Promise<void> {
  await call('notice.closeCase', { caseId })
  await openCase(caseId)
}

/** Takes in a case, on its own page and in every list that shows it. */
function receiveCase(detail: CaseDetail): void {
  useCaseStore.setState(({ details, lists }) => ({
    details: { ...details, [detail.caseId]: { case: detail } },
    lists: Object.fromEntries(
      Object.entries(lists).map(([key, list]) => [
        key,
        { ...list, cases: list.cases.map((card) => (card.caseId === detail.caseId ? detail : card)) },
      ]),
    ),
  }))
}

function patchList(key: CaseListKey, change: Partial<CaseList>): void {
  useCaseStore.setState(({ lists }) => ({
    lists: { ...lists, [key]: { ...EMPTY_CASES, ...lists[key], ...change } },
  }))
}
