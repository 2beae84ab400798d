/**
 * The paths of stored files. A file lies under the hash of its path, which does not say the path, so beside each lies a
 * small one that does: `{hash}.name`. It is written first; a half written one does not hash to its own name and counts
 * for nothing.
 */
import { createHash } from 'node:crypto'
import { mkdir, open, readdir, readFile, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'

const NAME_SUFFIX = '.name'
/** How many files are looked at side by side. */
const SIDE_BY_SIDE = 32

/** What the disk knows of a file. `writtenAt` in epoch milliseconds. */
export interface NamedFile {
  readonly path: string
  readonly bytes: number
  readonly writtenAt: number
}

export function hashOf(path: string): string {
  return createHash('sha256').update(path).digest('hex')
}

/**
 * Remembers that the object lies there for `path`. Durable as soon as the object's own folder is flushed. A name stays
 * when its object goes, because the object may just be written anew; `orphanedNames` tells those that are left over.
 */
export async function ensureName(object: string, path: string): Promise<void> {
  const file = object + NAME_SUFFIX
  const stats = await stat(file).catch(() => undefined)
  if (stats?.size === Buffer.byteLength(path)) return
  await mkdir(dirname(file), { recursive: true })
  const handle = await open(file, 'w', 0o600)
  try {
    await handle.writeFile(path)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Of the entries of a storage folder, the names whose objects are gone. */
export function orphanedNames(entries: readonly string[]): string[] {
  const present = new Set(entries)
  return entries.filter(
    (entry) => entry.endsWith(NAME_SUFFIX) && !present.has(entry.slice(0, -NAME_SUFFIX.length)),
  )
}

async function readNamed(nameFile: string): Promise<NamedFile | undefined> {
  const object = nameFile.slice(0, -NAME_SUFFIX.length)
  const stats = await stat(object).catch(() => undefined)
  if (!stats) return undefined
  const path = await readFile(nameFile, 'utf8')
  if (!object.endsWith(hashOf(path))) return undefined
  return { path, bytes: stats.size, writtenAt: Math.round(stats.mtimeMs) }
}

/** Every object below `dir` whose path is known. */
export async function readNames(dir: string): Promise<NamedFile[]> {
  const names = (await readdir(dir, { recursive: true })).filter((name) => name.endsWith(NAME_SUFFIX))
  const found: NamedFile[] = []
  for (let start = 0; start < names.length; start += SIDE_BY_SIDE) {
    const slice = names.slice(start, start + SIDE_BY_SIDE)
    for (const file of await Promise.all(slice.map((name) => readNamed(join(dir, name)))))
      if (file) found.push(file)
  }
  return found
}
