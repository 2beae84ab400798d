/**
 * Revisions: whatever an author writes anew, and in whatever order its checks answer, others only ever see words that
 * have passed, and in the end the latest ones that did not fail.
 */
import * as fc from 'fast-check'
import type { PostDocument } from '../../cloudfunctions/post/collections'
import type { RevisionDocument } from '../../cloudfunctions/post/engagement-collections'
import { asItsAuthorSees, contentOf, firstRevisionId } from '../../cloudfunctions/post/revision-rules'
import { decideState, hasNewerRevision, statesOverruledBy } from '../../cloudfunctions/post/rules'

type Answer = 'passed' | 'rejected'

/** What is stored of one post, as far as the rules see it. */
interface Stored {
  shown: { text: number; state: 'checking' | 'visible' | 'rejected' }
  revisionId: string | undefined
  latestRevisionId: string | undefined
  readonly answers: Map<number, Answer>
}

const idOf = (n: number) => `rev_${String(n).padStart(8, '0')}`

/** What `settlePost` and `settleRevision` do, by the rules. */
function settle(stored: Stored): void {
  const stateOf = (n: number) => decideState('pass', [stored.answers.get(n) ?? 'checking'])
  const own = stateOf(stored.shown.text)
  const isOver = own === 'visible' && hasNewerRevision(stored)
  if (!isOver && statesOverruledBy(own).includes(stored.shown.state)) stored.shown.state = own
  const { latestRevisionId } = stored
  if (latestRevisionId === undefined || latestRevisionId === stored.revisionId) return
  const latest = Number(latestRevisionId.slice(4))
  if (stateOf(latest) !== 'visible') return
  stored.shown = { text: latest, state: 'visible' }
  stored.revisionId = latestRevisionId
}

test('others see only what has passed, and at last the latest that did not fail', () => {
  const answer = fc.constantFrom<Answer>('passed', 'passed', 'rejected')
  const histories = fc.array(answer, { minLength: 1, maxLength: 6 }).chain((verdicts) => {
    const events = verdicts.flatMap(
      (_, n) =>
        (n === 0
          ? [['answer', n]]
          : [
              ['write', n],
              ['answer', n],
            ]) as [string, number][],
    )
    return fc.tuple(fc.constant(verdicts), fc.shuffledSubarray(events, { minLength: events.length }))
  })
  fc.assert(
    fc.property(histories, ([verdicts, events]) => {
      const stored: Stored = {
        shown: { text: 0, state: 'checking' },
        revisionId: undefined,
        latestRevisionId: undefined,
        answers: new Map(),
      }
      for (const [what, n] of events) {
        if (what === 'answer') stored.answers.set(n, verdicts[n] ?? 'rejected')
        else if (idOf(n) > (stored.latestRevisionId ?? '')) stored.latestRevisionId = idOf(n)
        settle(stored)
        const { text, state } = stored.shown
        if (state === 'visible') expect(stored.answers.get(text)).toBe('passed')
      }
      const last = verdicts.length - 1
      if (verdicts[last] === 'passed') expect(stored.shown).toEqual({ text: last, state: 'visible' })
    }),
  )
})

const post: PostDocument = {
  _id: 'pst_0000000000000000',
  schemaVersion: 2,
  boardId: 'brd_showcase',
  authorId: 'mbr_0000000000000',
  author: { nickname: 'A' },
  text: 'before',
  excerpt: 'before',
  photos: [],
  photoIds: [],
  location: { name: 'home' },
  textVerdict: 'pass',
  state: 'visible',
  removed: false,
  revision: 1,
  likeCount: 3,
  commentCount: 0,
  createdAt: 1,
}
const revision: RevisionDocument = {
  ...contentOf({ ...post, text: 'after', excerpt: 'after' }),
  _id: 'rev_1111111111111111',
  schemaVersion: 1,
  postId: post._id,
  memberId: post.authorId,
  state: 'checking',
  createdAt: 2,
}

test('its author sees the latest words where they stand, with everything that is the post’s', () => {
  expect(asItsAuthorSees(post, revision)).toMatchObject({
    text: 'after',
    state: 'checking',
    likeCount: 3,
    editedAt: 2,
  })
  const { location: _location, ...bare } = revision
  expect(asItsAuthorSees(post, bare).location).toBeUndefined()
  expect(asItsAuthorSees(post, { ...revision, state: 'rejected' }).state).toBe('rejected')
  for (const same of [undefined, { ...revision, state: 'superseded' as const }]) {
    expect(asItsAuthorSees(post, same)).toBe(post)
  }
  expect(firstRevisionId(post._id) < revision._id).toBe(true)
})
