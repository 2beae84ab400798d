/** The file that declares the collections and their indexes. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { describeIssues } from './issues'
import { StartError } from './start-error'
import type { CollectionSpecs } from './types'

const indexSchema = z.strictObject({
  name: z.string().min(1),
  keys: z.array(z.tuple([z.string().min(1), z.union([z.literal(1), z.literal(-1)])])).min(1),
  unique: z.boolean().optional(),
})
const collectionsSchema = z.record(z.string(), z.strictObject({ indexes: z.array(indexSchema) }))

/**
 * What `file` declares; without one, what the build of the functions put into `{functionsDir}/collections.json`,
 * or nothing if there is no such file.
 * @throws StartError when the file cannot be read or declares something else.
 */
export function readCollections(file: string | undefined, functionsDir: string): CollectionSpecs {
  const built = join(functionsDir, 'collections.json')
  if (file === undefined && !existsSync(built)) return {}
  const source = file ?? built
  try {
    return collectionsSchema.parse(JSON.parse(readFileSync(source, 'utf8')))
  } catch (error) {
    const reason = error instanceof z.ZodError ? describeIssues(error) : String(error)
    throw new StartError(`${source} does not declare collections: ${reason}`)
  }
}
