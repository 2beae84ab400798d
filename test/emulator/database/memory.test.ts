/** Nothing loads a collection into memory: what must be held at once is bounded, and refused beyond. */
import { heldRows, MEMORY_MAX_BYTES } from '../../../emulator/database/memory-limit'
import { sortDocuments } from '../../../emulator/database/sorting'
import { withDatabase } from './world'

const MEGABYTE = 1024 * 1024
/** One text that all documents share: large for the database, not for the test. */
const TEXT = 'x'.repeat(MEGABYTE)

function* large(count: number) {
  for (let at = 0; at < count; at++) yield { _id: at, at: (at * 7) % count, text: TEXT }
}

const TOO_MANY = MEMORY_MAX_BYTES / MEGABYTE + 10

test('DATABASE_REQUEST_FAILED: a sort of more than 100 MB without an index that has the order', () => {
  expect(() => sortDocuments(large(TOO_MANY), [['at', 1]])).toThrow(
    expect.objectContaining({
      code: 'DATABASE_REQUEST_FAILED',
      message: expect.stringContaining('Sort exceeded memory limit of 104857600 bytes'),
    }),
  )
})

test('a sort of which only the first are wanted holds no more than it needs', () => {
  function* small() {
    for (let at = 0; at < 50_000; at++) yield { _id: at, at: (at * 7919) % 50_000, text: 'x'.repeat(3000) }
  }
  const first = sortDocuments(small(), [['at', 1]], 20)
  expect(first.map(({ at }) => at)).toEqual(Array.from({ length: 20 }, (_, at) => at))
})

test('DATABASE_REQUEST_FAILED: more than 100 MB of documents at once', () => {
  expect(heldRows(large(50), 'The query').length).toBe(50)
  expect(() => heldRows(large(TOO_MANY + 100), 'The query')).toThrow(
    expect.objectContaining({ code: 'DATABASE_REQUEST_FAILED' }),
  )
})

test('a page of a large collection without an index for its order is sorted where scans are allowed', async () => {
  await withDatabase(
    { notes: { indexes: [] } },
    async (database) => {
      const notes = Array.from({ length: 3000 }, (_, _id) => ({ _id, at: (_id * 7) % 3000 }))
      await database.importDocuments('notes', notes)
      const page = await database.find('notes', { order: { at: -1 }, offset: 1, limit: 3 })
      expect(page.map(({ at }) => at)).toEqual([2998, 2997, 2996])
    },
    { allowScans: true },
  )
})
