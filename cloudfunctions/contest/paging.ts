/** How jobs read all of something, a page at a time. */
import { QUERY_LIMIT_MAX } from '../../contract/limits'
import { type Collection, type Filter, greaterThan } from '../kit/cloud'

/** Every document that matches, in the order of `_id`, which an index has to serve. No page is empty. */
export async function* pagesOf<T extends { readonly _id: string }>(
  documents: Collection<T>,
  where: Filter<T>,
  limit = QUERY_LIMIT_MAX,
): AsyncGenerator<readonly T[]> {
  for (let after = ''; ; ) {
    const beyond: Filter<{ _id: string }> = { _id: greaterThan(after) }
    const page = await documents.find({ where: { ...where, ...beyond }, orderBy: ['_id', 'asc'], limit })
    if (page.length > 0) yield page
    const last = page.at(-1)
    if (page.length < limit || !last) return
    after = last._id
  }
}

/** The same as one list: for what there are some thousands of at most. */
export async function allOf<T extends { readonly _id: string }>(
  documents: Collection<T>,
  where: Filter<T>,
): Promise<T[]> {
  const found: T[] = []
  for await (const page of pagesOf(documents, where)) found.push(...page)
  return found
}
