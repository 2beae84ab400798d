/** Goal: what is exported and imported is the same to the last byte. Method: random folders, there and back. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import fc from 'fast-check'
import { stageImport } from '../../emulator/archive/import'
import { finishImport } from '../../emulator/archive/swap'
import { contentOf, exportBytes, openFolder } from '../support/archive-folder'

const fieldName = fc.oneof(
  fc.constantFrom('a', 'b', 'n', '标题', 'with space'),
  fc.string({ minLength: 1 }).filter((name) => /^[^$.\0][^.\0]*$/.test(name) && name !== '__proto__'),
)
const value = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.string({ unit: 'grapheme' }),
    fc.integer(),
    fc.double(),
    fc.constantFrom(-0, 2 ** 31, 2 ** 53, -(2 ** 63), null, true, false),
    fc.date({ noInvalidDate: true }),
    fc.constantFrom(/^a.b\/c$/i, /中文\n/ms, /[/]/),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fieldName, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
})).value
const id = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 20 }), fc.integer(), fc.double({ noNaN: true }))
const document = fc
  .tuple(id, fc.dictionary(fieldName, value, { maxKeys: 5, noNullPrototype: true }))
  .map(([_id, fields]) => ({ ...fields, _id }))
const collection = fc.uniqueArray(document, { selector: ({ _id }) => (_id === 0 ? 0 : _id), maxLength: 12 })
const path = fc
  .array(
    fc.stringMatching(/^[\w\u4e00-\u4e20 .-]{1,30}$/).filter((part) => part !== '.' && part !== '..'),
    {
      minLength: 1,
      maxLength: 4,
    },
  )
  .map((parts) => parts.join('/'))
const files = fc.dictionary(path, fc.uint8Array({ maxLength: 300 }), { maxKeys: 5, noNullPrototype: true })

async function inFolder(run: (dir: string) => Promise<void>): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'tonghao-archive-'))
  try {
    await run(dir)
  } finally {
    rmSync(dir, { recursive: true })
  }
}

test('an import is what was exported, whatever was there before', async () => {
  const world = fc.record({ posts: collection, 'odd-name': collection, files })
  await fc.assert(
    fc.asyncProperty(world, async (given) => {
      await inFolder(async (dir) => {
        const from = await openFolder(join(dir, 'from'))
        await from.database.declareCollections({
          posts: { indexes: [{ name: 'a_-1', keys: [['a', -1]] }] },
          'odd-name': { indexes: [] },
          empty: { indexes: [{ name: 'u', keys: [['u', 1]], unique: true }] },
        })
        await from.database.importDocuments('posts', given.posts)
        await from.database.importDocuments('odd-name', given['odd-name'])
        for (const [name, bytes] of Object.entries(given.files)) await from.storage.write(name, bytes)
        writeFileSync(join(from.dir, 'clock.json'), '{"offset":5}')
        const archive = await exportBytes(from)
        const wanted = await contentOf(from)
        await from.close()

        const before = await openFolder(join(dir, 'to'))
        await before.database.createCollection('gone')
        await before.storage.write('gone.txt', Buffer.from('gone'))
        await before.close()
        writeFileSync(join(dir, 'to', 'identities.json'), '[]')
        await stageImport(Readable.from([archive]), join(dir, 'to'))
        await finishImport(join(dir, 'to'))
        const to = await openFolder(join(dir, 'to'))
        const arrived = await contentOf(to)
        await to.close()
        expect(arrived).toEqual(wanted)
        expect(arrived.documents.posts).toHaveLength(given.posts.length)
      })
    }),
    { numRuns: 15 },
  )
})
