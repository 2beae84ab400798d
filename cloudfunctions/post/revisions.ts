/**
 * What an author writes anew: a revision of its own, checked like a new post, and put in the place of the one before
 * once it has passed. Until then others go on seeing that one. Only the latest revision can come into place: what a
 * check says of an earlier one, however late, changes nothing that anybody sees.
 */
import { now } from '../kit/clock'
import {
  absent,
  between,
  collection,
  greaterThan,
  holding,
  increasedBy,
  removed,
  replacedBy,
} from '../kit/cloud'
import { idsFrom } from '../kit/id'
import { shownNow } from './announcement-rules'
import { POSTS, type PostContent, type PostDocument } from './collections'
import { POST_REVISIONS, type RevisionDocument } from './engagement-collections'
import { contentOf, firstRevisionId } from './revision-rules'
import { decideState } from './rules'
import { followUp, statesOfPhotos } from './settling'
import { tellOfPost } from './telling'
import { countTopics } from './used-topics'

const posts = collection<PostDocument>(POSTS)
const revisions = collection<RevisionDocument>(POST_REVISIONS)

/** A revision by id, or undefined. */
export function findRevision(revisionId: string): Promise<RevisionDocument | undefined> {
  return revisions.get(revisionId)
}

/** Writes a revision down, and before the first edit also what it replaces. */
export async function keepRevision(revision: RevisionDocument, before: PostDocument): Promise<void> {
  const first: RevisionDocument = {
    ...contentOf(before),
    _id: firstRevisionId(before._id),
    schemaVersion: 1,
    postId: before._id,
    memberId: before.authorId,
    state: stateBefore(before.state),
    createdAt: before.createdAt,
  }
  await Promise.all([
    revisions.addOrGet(revision),
    before.latestRevisionId === undefined ? revisions.addOrGet(first) : undefined,
  ])
}

/** What became of a post's first revision, when a second is written. */
function stateBefore(state: PostDocument['state']): RevisionDocument['state'] {
  if (state === 'rejected') return 'rejected'
  return state === 'checking' ? 'superseded' : 'passed'
}

/**
 * Makes a revision the latest of its post, unless a later one is: ids of revisions run with time. An earlier one that
 * still waits is superseded. False when the post is gone.
 */
export async function makeLatest(revision: RevisionDocument, seen: PostDocument): Promise<boolean> {
  let post: PostDocument | undefined = seen
  while (post && !post.removed) {
    const { latestRevisionId } = post
    if (latestRevisionId !== undefined && latestRevisionId >= revision._id) return true
    const changed = await posts.updateWhere(
      { _id: post._id, removed: false, latestRevisionId: latestRevisionId ?? absent<string>() },
      { latestRevisionId: revision._id },
    )
    if (changed === 1) {
      if (latestRevisionId !== undefined) await supersede(latestRevisionId)
      return true
    }
    post = await posts.get(post._id)
  }
  return false
}

async function supersede(revisionId: string): Promise<void> {
  await revisions.updateWhere({ _id: revisionId, state: 'checking' }, { state: 'superseded' })
}

/** Brings a revision to what its checks have come to; answers where it stands, as far as this knows. */
export async function settleRevision(revision: RevisionDocument): Promise<RevisionDocument['state']> {
  if (revision.state !== 'checking') return revision.state
  const decided = decideState(revision.textVerdict, await statesOfPhotos(revision.photoIds))
  if (decided === 'checking') return 'checking'
  if (decided === 'visible' && !(await putInPlace(revision))) return 'checking'
  const state = decided === 'visible' ? 'passed' : 'rejected'
  await revisions.updateWhere({ _id: revision._id, state: 'checking' }, { state })
  return state
}

/** Puts a revision in the place of the one before; false when it is not the latest, or its post is gone. */
async function putInPlace(revision: RevisionDocument): Promise<boolean> {
  for (;;) {
    const post = await posts.get(revision.postId)
    if (!post || post.removed || post.latestRevisionId !== revision._id) return false
    if (post.revisionId === revision._id) return true
    // What a person has hidden stays so: writing it anew does not bring it back.
    const state = post.state === 'hidden' ? 'hidden' : 'visible'
    const at = now()
    const owed = owedBy(post, revision, at)
    const changed = await posts.updateWhere(
      { _id: post._id, revision: post.revision, state: post.state, latestRevisionId: revision._id },
      {
        ...replacing(contentOf(revision)),
        revisionId: revision._id,
        revision: increasedBy(1),
        editedAt: revision.createdAt,
        state,
        ...owed,
        // A photo that comes with an edit earns as one that was there from the beginning: a job looks.
        awardDueSince: at,
      },
    )
    if (changed === 1) {
      await followEdit(post, revision, state, owed)
      return true
    }
  }
}

/** What is absent from the new revision is taken away; objects are replaced whole. */
function replacing(content: PostContent) {
  const { location, topics = [], topicIds = [], mentionIds = [], tokens = [], ...rest } = content
  return {
    ...rest,
    topics,
    topicIds,
    mentionIds,
    tokens,
    location: location === undefined ? removed<never>() : replacedBy(location),
    textAsks: removed<number>(),
    textAskedAt: removed<number>(),
  }
}

type Owed = ReturnType<typeof shownNow>

/** What is to be told when a revision comes into place: of what was seen before, only to those whom it names anew. */
function owedBy(before: PostDocument, revision: RevisionDocument, at: number): Owed {
  if (before.state === 'hidden') return {}
  if (before.state !== 'visible') return shownNow(before, at)
  return namedAnew(before, revision).length > 0 ? { untoldSince: at } : {}
}

function namedAnew(before: PostDocument, { mentionIds = [] }: RevisionDocument): string[] {
  return mentionIds.filter((memberId) => !before.mentionIds?.includes(memberId))
}

/** What was seen before goes on with other topics and names; what was not is seen now for what it has become. */
async function followEdit(
  before: PostDocument,
  revision: RevisionDocument,
  state: 'hidden' | 'visible',
  owed: Owed,
): Promise<void> {
  const { topicIds = [], mentionIds = [] } = revision
  const after = { ...before, ...owed, topicIds, mentionIds }
  if (before.state !== 'visible') return followUp(after, before.state, state)
  const had = before.topicIds ?? []
  const gained = topicIds.filter((topicId) => !had.includes(topicId))
  const lost = had.filter((topicId) => !topicIds.includes(topicId))
  const { _id, authorId } = before
  // What was still to be told before the edit is told along with it.
  const told =
    before.untoldSince === undefined
      ? { _id, authorId, mentionIds: namedAnew(before, revision), ...owed }
      : after
  await Promise.all([countTopics(gained, 1), countTopics(lost, -1), tellOfPost(told)])
}

const SETTLED_AT_ONCE = 20

/** Settles the revisions that show this photo, however many. */
export async function settleRevisionsOfPhoto(mediaId: string): Promise<void> {
  let after: string | undefined
  do {
    const found: RevisionDocument[] = await revisions.find({
      where: { photoIds: holding(mediaId), ...(after === undefined ? {} : { _id: greaterThan(after) }) },
      orderBy: ['_id', 'asc'],
      limit: SETTLED_AT_ONCE,
    })
    await Promise.all(found.map(settleRevision))
    after = found.length < SETTLED_AT_ONCE ? undefined : found.at(-1)?._id
  } while (after !== undefined)
}

/** Who has written a revision that shows this photo, whatever its state. */
export async function findReviserOfPhoto(mediaId: string): Promise<string | undefined> {
  const where = { photoIds: holding(mediaId) }
  const [found] = await revisions.find({ where, limit: 1, fields: ['memberId'] })
  return found?.memberId
}

/** Revisions written before `before` (epoch milliseconds) that wait, as posts do, after `cursor`. */
export function findUncheckedRevisions(
  before: number,
  cursor: string | undefined,
  limit: number,
  textVerdict: 'unknown' | 'pass' = 'unknown',
): Promise<RevisionDocument[]> {
  const made = between(cursor ?? '', idsFrom('rev', before))
  return revisions.find({
    where: { state: 'checking', textVerdict, _id: made },
    orderBy: ['_id', 'asc'],
    limit,
  })
}

/** Keeps what the platform says of a revision's text now, or that it was asked in vain. */
export async function keepRevisionVerdict(
  revision: RevisionDocument,
  verdict: RevisionDocument['textVerdict'] | 'risky',
  at: number,
): Promise<void> {
  const asked = { textAsks: (revision.textAsks ?? 0) + 1, textAskedAt: at }
  await revisions.updateWhere(
    { _id: revision._id, state: 'checking', textVerdict: 'unknown' },
    verdict === 'risky' ? { ...asked, state: 'rejected' } : { ...asked, textVerdict: verdict },
  )
  const kept = verdict === 'pass' ? await revisions.get(revision._id) : undefined
  if (kept) await settleRevision(kept)
}
