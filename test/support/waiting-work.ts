/** What stands in a world and waits for a job: a race that runs a job would do what other races have left, too. */
import type { Document } from '../../emulator/types'
import type { InProcessWorld } from './in-process'
import { newId, stored, upTo } from './situations'

/** More than a job takes in one go. */
const PLENTY = 100
/** The queues, each with the document that waits in it, due since the beginning of time. */
const QUEUES: Readonly<Record<string, object>> = {
  outbox: {
    kind: 'race.other',
    key: 'other',
    place: '0',
    payload: {},
    state: 'waiting',
    attempts: 0,
    dueAt: 1,
  },
  messages: { to: 'mbr_other', templateKey: 'reply', state: 'waiting', attempts: 0, dueAt: 1 },
  mall_orders: { memberId: 'mbr_other', itemId: 'itm_other', state: 'reserved', dueAt: 1 },
}
const DUE_POSTS = { query: { awardDueSince: { $gt: 0 } }, multi: true, merge: true, upsert: false }

/** Takes away what waits: from now on a job finds what is made from now on, and nothing else. */
export async function clearWork({ emulator: { database } }: InProcessWorld): Promise<void> {
  for (const name of Object.keys(QUEUES)) {
    const [first] = await database.find(name, { query: {}, order: { _id: 1 }, limit: 1 })
    if (first) await database.remove(name, { query: { _id: { $gt: '' } }, multi: true })
  }
  const [due] = await database.find('posts', { query: DUE_POSTS.query, limit: 1 })
  if (due) await database.modify('posts', { ...DUE_POSTS, data: { $unset: { awardDueSince: '' } } })
}

/** Leaves more of everything than a job takes in one go. */
export async function leaveWork({ emulator: { database } }: InProcessWorld, postId: string): Promise<void> {
  const some = (document: object): Document[] =>
    upTo(PLENTY).map(() => ({ schemaVersion: 1, ...document, _id: newId() }))
  for (const [name, document] of Object.entries(QUEUES)) await database.importDocuments(name, some(document))
  const post = await stored(database, 'posts', postId)
  await database.importDocuments('posts', some({ ...post, awardDueSince: 1 }))
}
