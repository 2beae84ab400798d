/** Looking at and changing what is stored, behind the functions' backs. */
import type { Document, PlainObject } from '../../emulator/types'
import { present, type World } from './world'

/** A stored document; throws when there is none. */
export async function storedDocument(world: World, collection: string, _id: string): Promise<Document> {
  const [document] = await world.emulator.database.find(collection, { query: { _id } })
  return present(document)
}

/** Sets fields of a stored document. */
export async function setFields(
  world: World,
  collection: string,
  _id: string,
  fields: PlainObject,
): Promise<void> {
  const change = { query: { _id }, data: { $set: fields }, multi: false, merge: true, upsert: false }
  const { updated } = await world.emulator.database.modify(collection, change)
  if (updated !== 1) throw new Error(`${collection} has no ${_id}`)
}

/** Removes a stored document, as a crash before its writing would have left it out. */
export async function removeDocument(world: World, collection: string, _id: string): Promise<void> {
  const removed = await world.emulator.database.remove(collection, { query: { _id }, multi: false })
  if (removed !== 1) throw new Error(`${collection} has no ${_id}`)
}
