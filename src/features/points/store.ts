/** My points: what I have, and the statement of how it came to be. */
import { create } from 'zustand'
import type { ErrorCode } from '../../../contract/errors'
import type { Balance, StatementLine } from '../../../contract/points-shapes'
import { toCallError } from '../../platform/call-error'
import { call } from '../../platform/cloud'
import { useMemberStore } from '../member/store'

interface PointsState {
  /** Absent until the cloud has said it. */
  readonly balance?: Balance
  readonly lines: readonly StatementLine[]
  readonly nextCursor?: string
  /** Whether the statement's first page has come in this visit. */
  readonly isLoaded: boolean
  readonly isLoading: boolean
  readonly failure?: ErrorCode
}

const AT_FIRST: PointsState = {
  balance: undefined,
  lines: [],
  nextCursor: undefined,
  isLoaded: false,
  isLoading: false,
  failure: undefined,
}

export const usePointsStore = create<PointsState>(() => AT_FIRST)

// Another member's points are not mine: whoever signs in or leaves begins with nothing known.
useMemberStore.subscribe(({ me }, before) => {
  if (me?.memberId !== before.me?.memberId) usePointsStore.setState(AT_FIRST)
})

/** Asks what I have. Failing is quiet: what was known stays, and the page that needs it says so itself. */
export async function refreshBalance(): Promise<void> {
  if (!useMemberStore.getState().me) return
  try {
    usePointsStore.setState({ balance: (await call('points.getBalance', {})).balance })
  } catch {
    // The figure on the tab is a courtesy.
  }
}

/** Opens the wallet: what I have, beside the newest lines of the statement. */
export async function openWallet(): Promise<void> {
  usePointsStore.setState({ isLoading: true, failure: undefined })
  try {
    const [{ balance }, { lines, nextCursor }] = await Promise.all([
      call('points.getBalance', {}),
      call('points.listStatement', {}),
    ])
    usePointsStore.setState({ balance, lines, nextCursor, isLoaded: true, isLoading: false })
  } catch (error) {
    usePointsStore.setState({ isLoading: false, failure: toCallError(error).code })
  }
}

/** Loads older lines. */
export async function loadMoreLines(): Promise<void> {
  const { nextCursor, isLoading, lines } = usePointsStore.getState()
  if (!nextCursor || isLoading) return
  usePointsStore.setState({ isLoading: true })
  try {
    const page = await call('points.listStatement', { cursor: nextCursor })
    const known = new Set(lines.map(({ number }) => number))
    const added = page.lines.filter(({ number }) => !known.has(number))
    usePointsStore.setState({ lines: [...lines, ...added], nextCursor: page.nextCursor, isLoading: false })
  } catch (error) {
    usePointsStore.setState({ isLoading: false, failure: toCallError(error).code })
  }
}
