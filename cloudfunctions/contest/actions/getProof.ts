import { contest } from '../../../contract/contest'
import { FraudSignal } from '../../../contract/contest-shapes'
import { temporaryUrls } from '../../kit/files'
import { prefetching } from '../../kit/handler'
import type { ContestDocument } from '../collections'
import { demandAnnounced, secretsOf } from '../contest-store'
import { findAnchors } from '../log-store'
import { findAppealStates, findVersions } from '../result-store'
import { isFinal } from '../version-rules'

const NONE: NonNullable<ContestDocument['reviewed']> = { votes: 0, released: 0, excluded: 0, bySignal: {} }

/** All that the count can be checked by. */
export const getProof = prefetching(contest['contest.getProof'], {
  async prefetch({ contestId }) {
    const [found, anchors, versions, appeals] = await Promise.all([
      demandAnnounced(contestId),
      findAnchors(contestId),
      findVersions(contestId),
      findAppealStates(contestId),
    ])
    return { found, anchors, versions, appeals }
  },
  async run({ contestId }, _ctx, { found, anchors, versions, appeals }) {
    const { rules, rulesHash, reviewed = NONE } = found
    const [drawn, bundle] = await Promise.all([
      isFinal(found) ? secretsOf(contestId) : undefined,
      bundleOf(found),
    ])
    const { votes, released, excluded, bySignal } = reviewed
    const countOf = (state: (typeof appeals)[number]) => appeals.filter((each) => each === state).length
    return {
      rulesHash,
      anchors: anchors.map(({ day, ballots, root, head, at }) => ({ day, ballots, root, head, at })),
      drawCommitment: rules.drawCommitment,
      ...(drawn === undefined ? {} : { drawSeed: drawn.drawSeed }),
      underReview: {
        votes,
        released,
        excluded,
        bySignal: FraudSignal.options.flatMap((signal) => {
          const count = bySignal[signal] ?? 0
          return count > 0 ? [{ signal, votes: count }] : []
        }),
      },
      versions: versions.map(({ version, why, at, rawVotes, countedVotes, root }) => ({
        version,
        why,
        at,
        votes: { raw: rawVotes, counted: countedVotes },
        root,
      })),
      ...bundle,
      appeals: { open: countOf('open'), granted: countOf('granted'), refused: countOf('refused') },
    }
  },
})

/** The bundle with an address to download it from, once there is one. */
async function bundleOf({ bundle }: ContestDocument) {
  if (!bundle) return {}
  const { fileId, hash, bytes } = bundle
  const url = (await temporaryUrls([fileId])).get(fileId)
  return url === undefined ? {} : { bundle: { url, hash, bytes } }
}
