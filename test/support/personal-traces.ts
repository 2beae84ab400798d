/** Searches everything that a world keeps for what tells who somebody was, and reads what was exported of them. */
import { createHash } from 'node:crypto'
import { unzipSync } from 'fflate'
import { present, type World } from './world'

/** Where one of these texts stands: every document of every collection, and every file, by its path and its bytes. */
export async function findTexts(world: Pick<World, 'emulator'>, texts: readonly string[]): Promise<string[]> {
  const traces: string[] = []
  const look = (place: string, content: string) => {
    for (const text of texts) if (content.includes(text)) traces.push(`${text} in ${place}`)
  }
  const { database, storage } = world.emulator
  const snapshot = database.snapshot()
  try {
    for (const name of database.collectionNames())
      for (const document of snapshot.documents(name))
        look(`${name}/${document._id}`, JSON.stringify(document))
  } finally {
    snapshot.release()
  }
  for (const { fileId, path } of await storage.list())
    look(path, `${path}\n${present(await storage.read(fileId)).toString('utf8')}`)
  return traces
}

/** The hash of every file there is, by path. */
export async function fileHashes(world: World): Promise<ReadonlyMap<string, string>> {
  const { storage } = world.emulator
  const files = await storage.list()
  return new Map(
    await Promise.all(
      files.map(async ({ fileId, path }): Promise<[string, string]> => {
        return [path, hashOf(present(await storage.read(fileId)))]
      }),
    ),
  )
}

/** A hash of bytes, by which a picture is recognised wherever it lies. */
export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** What an export's zip holds, by name. */
export async function readExport(url: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const answer = await fetch(url)
  if (!answer.ok) throw new Error(`the export answers ${answer.status}`)
  return new Map(Object.entries(unzipSync(new Uint8Array(await answer.arrayBuffer()))))
}

/** The `data.json` of an export. */
export function dataOf(files: ReadonlyMap<string, Uint8Array>): Record<string, Record<string, unknown[]>> {
  return JSON.parse(new TextDecoder().decode(present(files.get('data.json'))))
}
