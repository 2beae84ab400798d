/** The templates of subscribe messages, as the mini program's console would list them. */
import { readFileSync } from 'node:fs'
import * as z from 'zod'
import { describeIssues } from '../issues'
import { StartError } from '../start-error'
import type { MessageTemplate } from '../types'
import { FIELD_KINDS } from './template-fields'

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

/**
 * Reads `{ [templateId]: { title, fields: { thing1: 'thing', ... } } }`; no file is no templates.
 * @throws StartError when the file says something else.
 */
export function readTemplates(file: string): MessageTemplate[] {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    return []
  }
  try {
    const templates = templatesSchema.parse(JSON.parse(text))
    return Object.entries(templates).map(([templateId, template]) => ({ templateId, ...template }))
  } catch (error) {
    const reason = error instanceof z.ZodError ? describeIssues(error) : String(error)
    throw new StartError(`${file} does not list message templates: ${reason}`)
  }
}
