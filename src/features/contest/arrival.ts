/** Which work a page was opened with: by a card's parameter, or by the scene of a mini program code. PURE. */
import { idOpenedWith } from '../../platform/opened-with'

interface WorkParameters {
  readonly workId?: string
  readonly scene?: string
}

const WORK_ID = /wrk_[0-9a-z]{8,40}/

/** The id of the work, or '' when the address names none. */
export function workIdOf({ workId, scene }: WorkParameters): string {
  return idOpenedWith({ parameter: workId, scene }, WORK_ID)
}
