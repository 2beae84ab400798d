/** Who answers members, whose turn it is, and which posts wait for a first word. */
import { absent, atMost, collection } from '../kit/cloud'
import { findStaff, type Staff } from '../kit/staff'
import { BUTLER_TASKS, BUTLERS, type ButlerDocument, type ButlerTaskDocument } from './service-collections'

const butlers = collection<ButlerDocument>(BUTLERS)
const tasks = collection<ButlerTaskDocument>(BUTLER_TASKS)

/** So many at once may want the same butler before one gives up. */
const TURN_ATTEMPTS = 8
const WAITING_SHOWN_MAX = 50

/**
 * The butler whose turn it is, who has then had it: the one who was given something longest ago.
 * @param exceptId whose own matter it is
 * @returns undefined when nobody answers
 */
export async function takeTurn(now: number, exceptId: string): Promise<Staff | undefined> {
  const found = await findStaff('case.answer')
  const byId = new Map(found.map((member) => [member._id, member]))
  byId.delete(exceptId)
  const ids = [...byId.keys()]
  for (let attempt = 0; attempt < TURN_ATTEMPTS && ids.length > 0; attempt += 1) {
    const known = new Map((await butlers.getMany(ids)).map((each) => [each._id, each.givenAt]))
    const inTurn = [...ids].sort((a, b) => (known.get(a) ?? 0) - (known.get(b) ?? 0) || (a < b ? -1 : 1))
    const next = inTurn[0] ?? ''
    // Two turns of one millisecond follow each other too.
    const givenAt = Math.max(now, ...[...known.values()].map((at) => at + 1))
    if (await keepTurn(next, known.get(next), givenAt)) return byId.get(next)
  }
  return byId.get(ids[0] ?? '')
}

/** Bound to what was seen: of two who saw the same turn one takes it, the other looks again. */
async function keepTurn(butlerId: string, seenAt: number | undefined, givenAt: number): Promise<boolean> {
  if (seenAt === undefined)
    return (await butlers.addOrGet({ _id: butlerId, schemaVersion: 1, givenAt })) === undefined
  return (await butlers.updateWhere({ _id: butlerId, givenAt: seenAt }, { givenAt })) === 1
}

/** Begins the waiting of a post, once. */
export async function addTask(task: ButlerTaskDocument): Promise<boolean> {
  return (await tasks.addOrGet(task)) === undefined
}

/** A post's waiting, if it ever began. */
export function findTask(postId: string): Promise<ButlerTaskDocument | undefined> {
  return tasks.get(postId)
}

/** Ends the waiting of a post; true for the one call that did. */
export async function endTask(
  postId: string,
  end: Pick<ButlerTaskDocument, 'state' | 'repliedAt' | 'replyId'>,
): Promise<boolean> {
  return (await tasks.updateWhere({ _id: postId, state: 'waiting' }, end)) === 1
}

/** Gives a post to a butler, once; whose it is now. */
export async function assignButler(postId: string, butlerId: string): Promise<string | undefined> {
  const assigned = await tasks.updateWhere({ _id: postId, butlerId: absent<string>() }, { butlerId })
  return assigned === 1 ? butlerId : (await tasks.get(postId))?.butlerId
}

/** Says that a butler was told; true for the one call that says so. */
export async function claimTelling(postId: string): Promise<boolean> {
  return (await tasks.updateWhere({ _id: postId, state: 'waiting', told: false }, { told: true })) === 1
}

/** Posts that a butler should have been told of by now. */
export function findUntold(now: number, limit: number): Promise<ButlerTaskDocument[]> {
  return tasks.find({
    where: { state: 'waiting', told: false, dueAt: atMost(now) },
    orderBy: ['dueAt', 'asc'],
    limit,
  })
}

/** Posts that wait for a first word, the longest first. */
export function findWaiting(now: number): Promise<ButlerTaskDocument[]> {
  return tasks.find({
    where: { state: 'waiting', dueAt: atMost(now) },
    orderBy: ['dueAt', 'asc'],
    limit: WAITING_SHOWN_MAX,
  })
}
