/**
 * Whatever the order in which a post is written, read again and its photos answered, it ends where its photos' last
 * words put it: the two sides (creating a post, receiving an answer) each write first and read after.
 */
import * as fc from 'fast-check'
import type { MediaState } from '../../cloudfunctions/media/collections'
import { statesOverruledBy as photoStatesOverruledBy } from '../../cloudfunctions/media/rules'
import { decideState, statesOverruledBy } from '../../cloudfunctions/post/rules'
import type { ContentState } from '../../contract/shared'

type Verdict = 'passed' | 'rejected'

/** The database, as far as the rules see it. */
interface Stored {
  readonly photos: MediaState[]
  post?: ContentState
}

function settle(stored: Stored, photos: readonly MediaState[]): void {
  const decided = decideState('pass', photos)
  if (stored.post && statesOverruledBy(decided).includes(stored.post)) stored.post = decided
}

/** The steps of creating the post: each runs whole, others may come between. */
function creating(stored: Stored): (() => void)[] {
  let first: MediaState[] = []
  let again: MediaState[] = []
  return [
    () => {
      first = [...stored.photos]
    },
    () => {
      stored.post = decideState('pass', first)
    },
    () => {
      again = [...stored.photos]
    },
    () => settle(stored, again),
  ]
}

/** The steps of receiving one answer. */
function answering(stored: Stored, photo: number, verdict: Verdict): (() => void)[] {
  let read: MediaState[] = []
  return [
    () => {
      const state = stored.photos[photo]
      if (state && photoStatesOverruledBy(verdict).includes(state)) stored.photos[photo] = verdict
    },
    () => {
      read = [...stored.photos]
    },
    () => settle(stored, read),
  ]
}

/** What the photos' answers come to, in whatever order. */
function expected(photoCount: number, answers: readonly [number, Verdict][]): ContentState {
  const photos = Array.from({ length: photoCount }, (_, photo): MediaState => {
    const verdicts = answers.filter(([at]) => at === photo).map(([, verdict]) => verdict)
    if (verdicts.includes('rejected')) return 'rejected'
    return verdicts.includes('passed') ? 'passed' : 'checking'
  })
  return decideState('pass', photos)
}

const PHOTOS = 3
const answer = fc.tuple(fc.nat({ max: PHOTOS - 1 }), fc.constantFrom<Verdict>('passed', 'rejected'))

test('every interleaving ends where the answers put it', () => {
  const runs = fc.tuple(
    fc.array(answer, { maxLength: 6 }),
    fc.array(fc.nat(), { minLength: 40, maxLength: 40 }),
  )
  fc.assert(
    fc.property(runs, ([answers, order]) => {
      const stored: Stored = { photos: Array.from({ length: PHOTOS }, () => 'checking') }
      const threads = [
        creating(stored),
        ...answers.map(([photo, verdict]) => answering(stored, photo, verdict)),
      ]
      for (let turn = 0; threads.some((thread) => thread.length > 0); turn += 1) {
        const alive = threads.filter((thread) => thread.length > 0)
        alive[(order[turn % order.length] ?? 0) % alive.length]?.shift()?.()
      }
      expect(stored.post).toBe(expected(PHOTOS, answers))
    }),
    { numRuns: 2_000 },
  )
})
