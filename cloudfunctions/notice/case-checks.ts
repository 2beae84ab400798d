/** Words in cases whose check could not be made: asked about again, then left unseen by the other side. */
import type { Slice, SliceOutcome } from '../kit/jobs'
import { checkText, type TextVerdict } from '../kit/text-check'
import { findManyMembers } from '../member/store'
import { changeCase, findUncheckedCases } from './case-store'
import type { CaseDocument, CaseTurn } from './service-collections'

const CASES_PER_SLICE = 20
const ASKS_MAX = 3

/** A slice of the job, once an hour. */
export async function askAboutCases(slice: Slice): Promise<SliceOutcome> {
  const found = await findUncheckedCases(slice.cursor, CASES_PER_SLICE)
  const authorIds = found.flatMap(({ turns }) => turns.filter(isUnknown).map(({ authorId }) => authorId))
  const authors = await findManyMembers([...new Set(authorIds)])
  const openids = new Map(authors.map(({ _id, openid }) => [_id, openid]))
  await Promise.all(found.map((each) => askAboutOne(each, openids, slice)))
  const last = found.length < CASES_PER_SLICE ? undefined : found.at(-1)
  return { next: last?._id, handled: found.length, repaired: found.length }
}

const isUnknown = ({ textVerdict }: CaseTurn) => textVerdict === 'unknown'

async function askAboutOne(
  { _id, turns }: CaseDocument,
  openids: ReadonlyMap<string, string>,
  { requestId }: Slice,
): Promise<void> {
  const verdicts = new Map<string, TextVerdict>()
  for (const { turnId, authorId, text } of turns.filter(isUnknown)) {
    const openid = openids.get(authorId)
    if (openid) verdicts.set(turnId, await checkText({ openid, requestId }, 'comment', text))
  }
  await changeCase(_id, (present) => {
    const settled = present.turns.map((turn) => settledTurn(turn, verdicts.get(turn.turnId)))
    const textAsks = present.textAsks + 1
    return { turns: settled, textAsks, unchecked: settled.some(isUnknown) && textAsks < ASKS_MAX }
  })
}

/** What is risky stays where it is, but nobody else sees it: it was said, and an answer may refer to it. */
function settledTurn(turn: CaseTurn, verdict: TextVerdict | undefined): CaseTurn {
  if (turn.textVerdict !== 'unknown' || verdict === undefined || verdict === 'unknown') return turn
  return { ...turn, textVerdict: verdict === 'pass' ? 'pass' : 'review' }
}
