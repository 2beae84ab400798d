/** What both sides of a case do: say something, and the other side is told. */
import { CASE_TURNS_MAX, MINUTE_MS } from '../../contract/limits'
import { AppError } from '../kit/app-error'
import { lastWith } from '../kit/cloud'
import { readConfig } from '../kit/configs'
import { stateAfter } from './case-rules'
import { changeCase } from './case-store'
import type { TakenWords } from './case-words'
import { officeDue } from './office-rules'
import type { CaseDocument, CaseTurn } from './service-collections'
import { countService } from './service-store'
import { noticeConfig } from './settings'
import { notify } from './store'

/** When an answer to something that is said now is due. */
export async function dueFrom(now: number): Promise<number> {
  const { answerMinutes, officeHours } = (await readConfig(noticeConfig)).values
  return officeDue(now, answerMinutes * MINUTE_MS, officeHours)
}

/**
 * Adds what was said to a case, once, and tells the other side. The clock begins when an answered case is opened again,
 * and stops with the answer.
 * @throws AppError NOT_FOUND, CASE_CLOSED, CONTENT_REJECTED, BUSY
 */
export async function say(caseId: string, words: TakenWords): Promise<CaseDocument> {
  const { turn, callerKey } = words
  const dueAt = await dueFrom(turn.at)
  let isFirstAnswer = false
  const { found, isChanged } = await changeCase(caseId, (present) => {
    if (present.turns.some(({ turnId }) => turnId === turn.turnId)) return undefined
    if (present.state === 'closed' || present.turns.length >= CASE_TURNS_MAX)
      throw new AppError('CASE_CLOSED')
    words.demandHarmless()
    isFirstAnswer = turn.by === 'butler' && present.firstAnsweredAt === undefined
    return {
      turns: lastWith(turn, CASE_TURNS_MAX),
      state: stateAfter(turn.by),
      ...(turn.textVerdict === 'unknown' ? { unchecked: true, textAsks: 0 } : {}),
      ...(turn.by === 'member' && present.state === 'answered' ? { dueAt } : {}),
      ...(isFirstAnswer ? { firstAnsweredAt: turn.at } : {}),
      // Whoever answers a case that nobody had takes it.
      ...(turn.by === 'butler' && present.butlerId === undefined
        ? { butlerId: turn.authorId, butlerCallerKey: callerKey }
        : {}),
    }
  })
  if (isChanged && isFirstAnswer)
    await countService(turn.at <= found.dueAt ? 'casesInTime' : 'casesLate', found.openedAt)
  await tellOtherSide(found, turn)
  return found
}

/** Tells whoever the words are for; telling it again changes nothing. */
export async function tellOtherSide(found: CaseDocument, turn: CaseTurn): Promise<void> {
  const to = turn.by === 'member' ? found.butlerId : found.memberId
  if (to === undefined) return
  const subject = { caseId: found._id }
  await notify([
    { to, kind: 'case', from: turn.authorId, subject, cause: `case:${turn.turnId}`, at: turn.at },
  ])
}
