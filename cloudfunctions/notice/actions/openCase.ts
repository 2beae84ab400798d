import type { Contract } from '../../../contract/index'
import type { Run } from '../../kit/handler'
import { callerKeyOf } from '../../member/rules'
import { takeTurn } from '../butler-store'
import { dueFrom, tellOtherSide } from '../case-desk'
import { addCase, findCase } from '../case-store'
import { caseDetail } from '../case-views'
import { takeWords } from '../case-words'
import type { CaseDocument } from '../service-collections'
import { countService } from '../service-store'

/** Opens a case and gives it to the butler whose turn it is. */
export const openCase: Run<Contract['notice.openCase']> = async (input, ctx) => {
  const words = await takeWords('notice.openCase', input, 'member', ctx)
  const { turn } = words
  const before = words.isFirst ? undefined : await findCase(turn.turnId)
  if (before) return { case: await caseDetail(ctx.actor, before) }
  words.demandHarmless()
  const [dueAt, butler] = await Promise.all([dueFrom(turn.at), takeTurn(ctx.now, ctx.actor._id)])
  const butlerCallerKey = callerKeyOf(butler)
  const wanted: CaseDocument = {
    _id: turn.turnId,
    schemaVersion: 2,
    memberId: ctx.actor._id,
    callerKey: ctx.callerKey,
    kind: input.kind,
    state: 'open',
    ...(butler === undefined ? {} : { butlerId: butler._id }),
    ...(butlerCallerKey === undefined ? {} : { butlerCallerKey }),
    turns: [turn],
    unchecked: turn.textVerdict === 'unknown',
    textAsks: 0,
    version: 1,
    dueAt,
    openedAt: turn.at,
  }
  const earlier = await addCase(wanted)
  const kept = earlier ?? wanted
  await Promise.all([
    tellOtherSide(kept, turn),
    earlier === undefined ? countService('casesOpened', kept.openedAt) : undefined,
  ])
  return { case: await caseDetail(ctx.actor, kept) }
}
