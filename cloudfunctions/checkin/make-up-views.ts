/** What of missed days is offered. Pure. */
import type { MakeUpOffer } from '../../contract/checkin-shapes'
import { daysToMakeUp, type MakeUpCase, makeUpsLeft } from './make-up-rules'

/** The days that can be made up, how many more this month allows, and what one costs. */
export function makeUpOffer(about: MakeUpCase, points: number, cards: number): MakeUpOffer {
  return { days: daysToMakeUp(about), left: makeUpsLeft(about, about.today), points, cards }
}
