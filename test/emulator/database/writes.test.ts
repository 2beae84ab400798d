/** Inserts, replacements, updates and removals outside of transactions, and what they count. */
import { noCost, setById, updateById, withDatabase } from './world'

const SPECS = { notes: { indexes: [{ name: 'kind', keys: [['kind', 1]] }] } } as const

test('an insert makes an _id of 32 characters, or keeps the one it is given', async () => {
  await withDatabase(SPECS, async (database) => {
    const cost = noCost()
    const [made, given] = await database.insert('notes', [{ a: 1 }, { _id: 7, a: 2 }], undefined, cost)
    expect(made).toMatch(/^[0-9a-f]{32}$/)
    expect(given).toBe(7)
    expect(cost).toEqual({ read: 0, examined: 0, written: 2 })
    expect(await database.find('notes', { query: { _id: 7 } })).toEqual([{ _id: 7, a: 2 }])
    expect(await database.find('notes', { query: { _id: '7' } })).toEqual([])
  })
})

test('every kind of value comes back as it went in, and is not shared with the caller', async () => {
  await withDatabase(SPECS, async (database) => {
    const note = {
      _id: 'all',
      text: '你好 😀\0',
      numbers: [0.1, -1e300, 2 ** 53, Number.NaN, Number.POSITIVE_INFINITY],
      date: new Date(-5),
      pattern: /a\/b/gi,
      empty: { list: [], object: {}, nothing: null, text: '' },
    }
    await database.insert('notes', [note])
    const [found] = await database.find('notes', { query: { _id: 'all' } })
    expect(found).toEqual(note)
    expect(found?.date).toBeInstanceOf(Date)
    note.empty.text = 'changed'
    expect(await database.find('notes', { query: { _id: 'all' } })).toMatchObject([{ empty: { text: '' } }])
  })
})

describe('DATABASE_REQUEST_FAILED', () => {
  test('a second document with the same _id: E11000, and none of the others is stored', async () => {
    await withDatabase(SPECS, async (database) => {
      await database.insert('notes', [{ _id: 'a' }])
      await expect(database.insert('notes', [{ _id: 'b' }, { _id: 'a' }])).rejects.toMatchObject({
        code: 'DATABASE_REQUEST_FAILED',
        message: expect.stringContaining('E11000 duplicate key error'),
      })
      expect(await database.count('notes', {})).toBe(1)
    })
  })

  test.each([
    ['a document beyond 16 MB', { text: 'x'.repeat(16 * 1024 * 1024) }, /larger than/],
    ['nesting beyond 100', nested(101), /nested deeper/],
    ['an _id that is an object', { _id: { a: 1 } }, /_id/],
    ['an _id that is too long', { _id: 'x'.repeat(1025) }, /_id is longer/],
    ['an _id that is no text', { _id: '\ud800' }, /Unicode/],
    ['a field that begins with $', { a: { $b: 1 } }, /must not begin with/],
    ['a field with a dot', { 'a.b': 1 }, /must not contain/],
    ['a field that would be a prototype', JSON.parse('{"__proto__":{"a":1}}'), /reserved/],
    ['a function', { a: () => 1 }, /cannot be stored/],
  ])('%s', async (_name, document, message) => {
    await withDatabase(SPECS, async (database) => {
      await expect(database.insert('notes', [document])).rejects.toMatchObject({
        code: 'DATABASE_REQUEST_FAILED',
        message: expect.stringMatching(message),
      })
    })
  })

  test('an operator that no query has', async () => {
    await withDatabase(SPECS, async (database) => {
      await expect(database.find('notes', { query: { kind: { $foo: 1 } } })).rejects.toMatchObject({
        code: 'DATABASE_REQUEST_FAILED',
      })
      await expect(database.find('notes', { query: { $foo: 1 } })).rejects.toMatchObject({
        code: 'DATABASE_REQUEST_FAILED',
      })
    })
  })
})

function nested(depth: number): Record<string, unknown> {
  let inner: Record<string, unknown> = {}
  for (let level = 1; level < depth; level++) inner = { inner }
  return inner
}

test.each([
  ['words', { $text: { $search: 'a' } }],
  ['a schema', { $jsonSchema: {} }],
  ['code', { $where: 'true' }],
  ['flat geometry', { at: { $geoWithin: { $box: [] } } }],
])('NOT_EMULATED: queries by %s', async (_name, query) => {
  await withDatabase(SPECS, async (database) => {
    await expect(database.find('notes', { query })).rejects.toMatchObject({ code: 'NOT_EMULATED' })
  })
})

test('DATABASE_COLLECTION_NOT_EXIST: any operation on a collection nobody declared', async () => {
  await withDatabase(SPECS, async (database) => {
    const missing = { code: 'DATABASE_COLLECTION_NOT_EXIST', message: expect.stringContaining('nope') }
    await expect(database.find('nope', {})).rejects.toMatchObject(missing)
    await expect(database.insert('nope', [{}])).rejects.toMatchObject(missing)
    await expect(database.count('nope', {})).rejects.toMatchObject(missing)
    await expect(database.modify('nope', updateById('a', { $set: { a: 1 } }))).rejects.toMatchObject(missing)
    await expect(database.remove('nope', { query: { _id: 'a' }, multi: false })).rejects.toMatchObject(
      missing,
    )
    await expect(database.aggregate('nope', [])).rejects.toMatchObject(missing)
  })
})

test('set replaces a document or makes it', async () => {
  await withDatabase(SPECS, async (database) => {
    expect(await database.modify('notes', setById('a', { x: 1 }))).toEqual({
      updated: 0,
      upsertedId: 'a',
      document: { _id: 'a', x: 1 },
    })
    expect(await database.modify('notes', setById('a', { y: 2 }))).toEqual({
      updated: 1,
      upsertedId: null,
      document: { _id: 'a', y: 2 },
    })
    expect(await database.find('notes', { query: { _id: 'a' } })).toEqual([{ _id: 'a', y: 2 }])
  })
})

test('an update counts what is different afterwards', async () => {
  await withDatabase(SPECS, async (database) => {
    await database.insert('notes', [{ _id: 'a', n: 1 }])
    const cost = noCost()
    expect(await database.modify('notes', updateById('a', { $set: { n: 1 } }), cost)).toMatchObject({
      updated: 0,
    })
    expect(cost).toEqual({ read: 1, examined: 1, written: 0 })
    expect(await database.modify('notes', updateById('a', { $set: { n: 2 } }))).toMatchObject({ updated: 1 })
    expect(await database.modify('notes', updateById('b', { $set: { n: 2 } }))).toMatchObject({ updated: 0 })
  })
})

test('an upsert with operators starts from the equalities of the query', async () => {
  await withDatabase(SPECS, async (database) => {
    const data = { $inc: { n: 1 }, $setOnInsert: { first: true } }
    const request = { query: { _id: 'a', kind: 'k' }, data, multi: false, merge: true, upsert: true }
    expect(await database.modify('notes', request)).toMatchObject({ updated: 0, upsertedId: 'a' })
    await database.modify('notes', request)
    expect(await database.find('notes', { query: { _id: 'a' } })).toEqual([
      { _id: 'a', kind: 'k', n: 2, first: true },
    ])
  })
})

test('multi changes and removes all that match, single only one', async () => {
  await withDatabase(SPECS, async (database) => {
    await database.insert(
      'notes',
      [1, 2, 3].map((n) => ({ _id: n, kind: 'k' })),
    )
    const data = { $set: { seen: true } }
    const query = { kind: 'k' }
    const request = { query, data, merge: true, upsert: false }
    expect(await database.modify('notes', { ...request, multi: false })).toMatchObject({ updated: 1 })
    expect(await database.modify('notes', { ...request, multi: true })).toMatchObject({ updated: 2 })
    expect(await database.remove('notes', { query, multi: false })).toBe(1)
    expect(await database.remove('notes', { query, multi: true })).toBe(2)
    expect(await database.count('notes', query)).toBe(0)
  })
})

test('an index follows a document through change and removal', async () => {
  await withDatabase(SPECS, async (database) => {
    await database.insert('notes', [{ _id: 'a', kind: 'old' }])
    await database.modify('notes', updateById('a', { $set: { kind: ['new', 'newer'] } }))
    expect(await database.count('notes', { kind: 'old' })).toBe(0)
    expect(await database.count('notes', { kind: 'newer' })).toBe(1)
    await database.remove('notes', { query: { _id: 'a' }, multi: false })
    expect(await database.count('notes', { kind: 'newer' })).toBe(0)
  })
})

test('a hundred increments at once make a hundred', async () => {
  await withDatabase(SPECS, async (database) => {
    await database.insert('notes', [{ _id: 'a', n: 0 }])
    await Promise.all(
      Array.from({ length: 100 }, () => database.modify('notes', updateById('a', { $inc: { n: 1 } }))),
    )
    expect(await database.find('notes', { query: { _id: 'a' } })).toEqual([{ _id: 'a', n: 100 }])
  })
})

test('of a hundred inserts of one _id exactly one succeeds', async () => {
  await withDatabase(SPECS, async (database) => {
    const attempts = Array.from({ length: 100 }, (_, n) => database.insert('notes', [{ _id: 'once', n }]))
    const results = await Promise.allSettled(attempts)
    expect(results.filter(({ status }) => status === 'fulfilled').length).toBe(1)
  })
})

test('a refused write does not disturb those that share its commit', async () => {
  await withDatabase(SPECS, async (database) => {
    const results = await Promise.allSettled([
      database.insert('notes', [{ _id: 'a' }]),
      database.insert('notes', [{ _id: 'a' }]),
      database.insert('notes', [{ _id: 'b' }]),
    ])
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(await database.count('notes', {})).toBe(2)
  })
})

test('a projection leaves what it names', async () => {
  await withDatabase(SPECS, async (database) => {
    await database.insert('notes', [{ _id: 'a', x: 1, y: { z: 2, w: 3 } }])
    const only = async (projection: Record<string, unknown>) =>
      database.find('notes', { query: { _id: 'a' }, projection })
    expect(await only({ 'y.z': 1 })).toEqual([{ _id: 'a', y: { z: 2 } }])
    expect(await only({ y: 0 })).toEqual([{ _id: 'a', x: 1 }])
    expect(await only({ _id: 0, x: true })).toEqual([{ x: 1 }])
  })
})

test('an embedded document equals only one with the same order of fields', async () => {
  await withDatabase(
    SPECS,
    async (database) => {
      await database.insert('notes', [{ _id: 'a', at: { x: 1, y: 2 } }])
      expect(await database.count('notes', { at: { $eq: { x: 1, y: 2 } } })).toBe(1)
      expect(await database.count('notes', { at: { $eq: { y: 2, x: 1 } } })).toBe(0)
    },
    { allowScans: true },
  )
})
