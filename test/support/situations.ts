/** Where races and faults begin: people, posts, and what an invocation is given. */
import { randomBytes } from 'node:crypto'
import type { SystemContext } from '../../cloudfunctions/kit/handler'
import type { Database, Document } from '../../emulator/types'
import { type Caller, type InProcessWorld, textAt } from './in-process'

/** Collections of the races' own. */
export const RACE_COLLECTIONS = { race_marks: { indexes: [] }, race_ballots: { indexes: [] } }

/** A document of `race_marks`. */
export interface Mark {
  readonly _id: string
  readonly value: number
}

/** A text that nobody has used. */
export const newId = (): string => randomBytes(12).toString('hex')
export const upTo = (count: number) => Array.from({ length: count }, (_, n) => n)

/** A stored document, looked at behind the functions' backs. */
export async function stored(database: Database, name: string, _id: string): Promise<Document | undefined> {
  return (await database.find(name, { query: { _id } }))[0]
}

/** What an invocation of the kit's own parts is given. */
export function systemContext(now = Date.now()): SystemContext {
  return { requestId: newId(), now, newId: (prefix) => `${prefix}_${newId()}`, randomKey: newId }
}

const people = new WeakMap<InProcessWorld, Promise<{ alice: Caller; bob: Caller; postId: string }>>()
/** Two members and a post of the first, the same in every race of a world. */
export function peopleOf(world: InProcessWorld) {
  const known =
    people.get(world) ??
    (async () => {
      const [alice, bob] = [await world.newcomer('Alice'), await world.newcomer('Bob')]
      return { alice, bob, postId: await publish(world, alice) }
    })()
  people.set(world, known)
  return known
}

/** What createPost is asked with. */
export function postInput(text: string, requestId = newId()) {
  return { requestId, boardId: 'brd_showcase', text, photoIds: [] as string[] }
}

/** Publishes a post and answers its id. */
export async function publish(world: InProcessWorld, author: Caller, text = 'a loaf'): Promise<string> {
  return textAt(await world.invoke(author, 'post.createPost', postInput(text)), 'data', 'postId')
}

/** Puts a copy of a stored document there under an id of its own: a situation that costs no calls. */
export async function copyOf(
  world: InProcessWorld,
  name: string,
  _id: string,
  changes: object = {},
): Promise<string> {
  const { database } = world.emulator
  const original = await stored(database, name, _id)
  const copyId = `${_id.slice(0, 4)}${newId()}`
  await database.importDocuments(name, [{ ...original, ...changes, _id: copyId }])
  return copyId
}
