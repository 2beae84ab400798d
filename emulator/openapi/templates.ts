/** The templates of subscribe messages, as the mini program's console would list them. */
import { existsSync, readFileSync } from 'node:fs'
import * as z from 'zod'
import { describeIssues } from '../issues'
import { StartError } from '../start-error'
import { FIELD_KINDS } from './template-fields'
import type { MessageTemplate } from './types'

/** `thing1`: a field is named by its kind and a number. */
const FIELD_NAME = /^([a-z_]+?)\d+$/

const templateSchema = z.strictObject({
  title: z.string().min(1),
  fields: z
    .record(z.string().regex(FIELD_NAME), z.enum(FIELD_KINDS))
    .refine((fields) => Object.entries(fields).every(([name, kind]) => FIELD_NAME.exec(name)?.[1] === kind), {
      message: 'a field is named by its kind and a number',
    }),
})
const templatesSchema = z.record(z.string().min(1), templateSchema)

function listOf(text: string): MessageTemplate[] {
  const templates = templatesSchema.parse(JSON.parse(text))
  return Object.entries(templates).map(([templateId, template]) => ({ templateId, ...template }))
}

/** The first thing that is wrong; a file of another kind has everything wrong. */
function reasonOf(error: unknown): string {
  return error instanceof z.ZodError
    ? describeIssues(new z.ZodError(error.issues.slice(0, 1)))
    : String(error)
}

export interface TemplatesFile {
  /** `{ [templateId]: { title, fields: { thing1: 'thing', ... } } }` */
  readonly path: string
  /** No file is no templates. */
  readonly isOptional: boolean
}

/**
 * Reads the templates as they are now.
 * @throws StartError when the file is missing and should not be, or says something else.
 */
export function readTemplates({ path, isOptional }: TemplatesFile): MessageTemplate[] {
  if (isOptional && !existsSync(path)) return []
  try {
    return listOf(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new StartError(`${path} does not list message templates: ${reasonOf(error)}`)
  }
}
