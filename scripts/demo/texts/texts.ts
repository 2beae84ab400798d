/** All that is written in the demo community, from the files beside this one. */
import type { Story, SubjectTexts } from '../story'
import type { Remarks } from '../talk'
import { bread } from './bread'
import { cake } from './cake'
import { everyday } from './everyday'
import { festive } from './festive'
import { kitchen } from './kitchen'
import { known } from './known'
import { pastry } from './pastry'
import { boardRemarks } from './remarks'
import { small } from './small'

/** Every fifth post of a finished bake shows more than one photo, every second question shows what went wrong. */
const SEVERAL_EVERY = 5
const SHOWN_EVERY = 2

const subjects: readonly SubjectTexts[] = [...bread, ...pastry, ...cake, ...small, ...festive, ...kitchen]

/** Everything but the newest, in no order. */
export const otherStories: readonly Story[] = [...subjects.flatMap(storiesOf), ...everyday, ...known]

export const remarks: Remarks = {
  byBoard: boardRemarks,
  bySubject: new Map(
    subjects.filter((each) => each.remarks.length > 0).map(({ subject, remarks: found }) => [subject, found]),
  ),
}

function storiesOf({ subject, works, recipes = [], kitchen = [], questions = [] }: SubjectTexts): Story[] {
  return [
    ...works.map((work, place): Story => {
      const [text, ...talk] = typeof work === 'string' ? [work] : work
      const photos = place % SEVERAL_EVERY === 1 ? 2 + (text.length % 3) : 1
      return { board: 'works', subject, text, talk, photos }
    }),
    ...recipes.map((text): Story => ({ board: 'recipes', subject, text })),
    ...kitchen.map((text): Story => ({ board: 'kitchen', subject, text })),
    ...questions.map(([text, ...talk], place): Story => {
      const photos = place % SHOWN_EVERY === 0 ? 1 : 0
      return { board: 'questions', subject, text, talk, photos }
    }),
  ]
}
