/** What members gave for the days of a challenge, page after page. It fails by itself: the challenge stands without it. */
import { create } from 'zustand'
import type { ShownProof } from '../../../contract/checkin-shapes'
import type { ErrorCode } from '../../../contract/errors'
import { toCallError } from '../../platform/call-error'
import { call } from '../../platform/cloud'

interface ProofsState {
  readonly challengeId: string
  readonly proofs: readonly ShownProof[]
  readonly nextCursor?: string
  readonly loading?: 'first' | 'more'
  readonly failure?: ErrorCode
}

export const useProofsStore = create<ProofsState>(() => ({ challengeId: '', proofs: [] }))

/** Loads the latest proofs of a challenge; what was shown of it stays until they have come. */
export async function openProofs(challengeId: string): Promise<void> {
  const proofs = useProofsStore.getState().challengeId === challengeId ? useProofsStore.getState().proofs : []
  useProofsStore.setState({
    challengeId,
    proofs,
    nextCursor: undefined,
    loading: 'first',
    failure: undefined,
  })
  await load(challengeId, [], undefined)
}

/** Loads the next page, or again the one that did not come. */
export async function loadMoreProofs(): Promise<void> {
  const { challengeId, proofs, nextCursor, loading, failure } = useProofsStore.getState()
  if (loading) return
  if (!nextCursor) return failure ? openProofs(challengeId) : undefined
  useProofsStore.setState({ loading: 'more', failure: undefined })
  await load(challengeId, proofs, nextCursor)
}

async function load(
  challengeId: string,
  before: readonly ShownProof[],
  cursor: string | undefined,
): Promise<void> {
  const isStill = () => useProofsStore.getState().challengeId === challengeId
  try {
    const page = await call('checkin.listProofs', {
      challengeId,
      ...(cursor === undefined ? {} : { cursor }),
    })
    const known = new Set(before.map(({ proofId }) => proofId))
    const proofs = [...before, ...page.proofs.filter(({ proofId }) => !known.has(proofId))]
    if (isStill()) useProofsStore.setState({ proofs, nextCursor: page.nextCursor, loading: undefined })
  } catch (error) {
    if (isStill()) useProofsStore.setState({ loading: undefined, failure: toCallError(error).code })
  }
}
