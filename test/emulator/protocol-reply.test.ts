/** The bytes of replies: what is written ahead is what JSON would have made of it. */
import * as fc from 'fast-check'
import { stringifyEjson } from '../../emulator/protocol/ejson'
import { DocumentList, replyBytes } from '../../emulator/protocol/reply'

const text = fc.string({ unit: 'binary' })
const fields = fc.dictionary(text, fc.oneof(text, fc.double(), fc.array(text)), { noNullPrototype: true })
const documents = fc.array(fc.record({ _id: text, fields }), { maxLength: 5 })

const plainly = (list: readonly object[]) =>
  JSON.stringify({ requestId: 'r', data: { list: list.map(stringifyEjson) } })
const replied = (list: readonly Record<string, unknown>[]) =>
  replyBytes('r', new DocumentList(list)).toString('utf8')

describe('a reply of documents', () => {
  test('is what JSON makes of their Extended JSON, also when they are kept and given again', () => {
    fc.assert(
      fc.property(documents, fc.boolean(), (list, isKept) => {
        if (isKept) list.forEach(Object.freeze)
        for (let time = 0; time < 2; time += 1) expect(replied(list)).toBe(plainly(list))
      }),
    )
  })

  test('says what a document has become that was not frozen', () => {
    const document = { _id: 'd', n: 1 }
    replied([document])
    document.n = 2
    expect(replied([document])).toBe(plainly([document]))
  })

  // Each quote has two bytes as Extended JSON, and four within a reply.
  test('is as large as its Extended JSON, not as what carries that', () => {
    const document = { _id: 'd', text: '"'.repeat(7 * 1024 * 1024) }
    expect(replied([document]).length).toBeGreaterThan(16 * 1024 * 1024)
  })

  test('DATABASE_REQUEST_FAILED: more than 16 MB', () => {
    const document = { _id: 'd', text: '"'.repeat(9 * 1024 * 1024) }
    expect(() => new DocumentList([document])).toThrow(
      expect.objectContaining({
        code: 'DATABASE_REQUEST_FAILED',
        message: expect.stringContaining('larger'),
      }),
    )
  })
})
