/** What queries cost and which are refused: an action must cost the same at any size of the community. */
import type { Database, Document } from '../../../emulator/types'
import { noCost, withDatabase } from './world'

const POSTS = {
  posts: {
    indexes: [
      {
        name: 'state_id',
        keys: [
          ['state', 1],
          ['_id', -1],
        ],
      },
      {
        name: 'author_created',
        keys: [
          ['authorId', 1],
          ['createdAt', -1],
          ['_id', -1],
        ],
      },
      {
        name: 'tags_created',
        keys: [
          ['tags', 1],
          ['createdAt', -1],
        ],
      },
    ],
  },
} as const

function idOf(number: number): string {
  return `pst_${String(number).padStart(6, '0')}`
}

function* posts(count: number): Generator<Document> {
  for (let number = 0; number < count; number++) {
    yield {
      _id: idOf(number),
      state: number % 10 === 0 ? 'hidden' : 'visible',
      authorId: `mbr_${number % 5}`,
      tags: [`t${number % 3}`, `u${number % 4}`],
      // Three posts share each instant, so that a cursor needs the id as well.
      createdAt: new Date(1_700_000_000_000 + Math.floor(number / 3) * 1000),
    }
  }
}

/** Every shape of page that the community asks for, from the middle of the collection. */
async function costsOfPages(database: Database, count: number) {
  const middle = idOf(count / 2)
  const instant = new Date(1_700_000_000_000 + Math.floor(count / 6) * 1000)
  const requests = {
    'newest first': { query: { state: 'visible' }, order: { _id: -1 }, limit: 20 },
    'next page by id': { query: { state: 'visible', _id: { $lt: middle } }, order: { _id: -1 }, limit: 20 },
    'oldest first': { query: { state: 'visible', _id: { $gt: middle } }, order: { _id: 1 }, limit: 20 },
    'next page by time and id': {
      query: {
        authorId: 'mbr_1',
        $or: [{ createdAt: { $lt: instant } }, { createdAt: instant, _id: { $lt: middle } }],
      },
      order: { createdAt: -1, _id: -1 },
      limit: 20,
    },
    'two states merged': { query: { state: { $in: ['visible', 'hidden'] } }, order: { _id: -1 }, limit: 20 },
    'by tag': { query: { tags: 't1' }, order: { createdAt: -1 }, limit: 20 },
    'ten by id': { query: { _id: { $in: Array.from({ length: 10 }, (_, at) => idOf(at * 7)) } }, limit: 20 },
    'everything, by id': { query: {}, order: { _id: 1 }, limit: 20 },
    'everything, in any order': { query: {}, limit: 20 },
  } as const
  const costs: Record<string, unknown> = {}
  for (const [name, request] of Object.entries(requests)) {
    const cost = noCost()
    const found = await database.find('posts', request, cost)
    costs[name] = { found: found.length, ...cost }
  }
  return costs
}

describe('the cost of a page', () => {
  test('is the same at 100 and at 10,000 documents, and is what the page returns', async () => {
    const costs: unknown[] = []
    for (const count of [100, 10_000]) {
      await withDatabase(POSTS, async (database) => {
        await database.importDocuments('posts', posts(count))
        costs.push(await costsOfPages(database, count))
      })
    }
    const exactly = (found: number) => ({ found, read: found, examined: found, written: 0 })
    expect(costs[0]).toMatchObject({ 'newest first': exactly(20), 'next page by id': exactly(20) })
    expect(costs[1]).toEqual({
      'newest first': exactly(20),
      'next page by id': exactly(20),
      'oldest first': exactly(20),
      // The head of the second range is looked at, too.
      'next page by time and id': { found: 20, read: 20, examined: expect.any(Number), written: 0 },
      'two states merged': { found: 20, read: 20, examined: 21, written: 0 },
      'by tag': exactly(20),
      'ten by id': exactly(10),
      'everything, by id': exactly(20),
      'everything, in any order': exactly(20),
    })
    expect(costs[1]).toMatchObject({ 'newest first': exactly(20) })
  })

  test('a page by time and id repeats nothing and leaves nothing out', async () => {
    await withDatabase(POSTS, async (database) => {
      await database.importDocuments('posts', posts(300))
      const seen: Document[] = []
      let query: Record<string, unknown> = { authorId: 'mbr_2' }
      for (;;) {
        const page = await database.find('posts', { query, order: { createdAt: -1, _id: -1 }, limit: 7 })
        seen.push(...page)
        const last = page.at(-1)
        if (!last) break
        const { createdAt, _id } = last
        query = {
          authorId: 'mbr_2',
          $or: [{ createdAt: { $lt: createdAt } }, { createdAt, _id: { $lt: _id } }],
        }
      }
      const numbers = seen.map(({ _id }) => _id)
      expect(numbers).toEqual([...new Set(numbers)].sort().reverse())
      expect(numbers.length).toBe(60)
    })
  })

  test('a missing document costs no read', async () => {
    await withDatabase(POSTS, async (database) => {
      const cost = noCost()
      expect(await database.find('posts', { query: { _id: 'pst_x' } }, cost)).toEqual([])
      expect(cost).toEqual({ read: 0, examined: 0, written: 0 })
    })
  })

  test('a count looks at what it counts', async () => {
    await withDatabase(POSTS, async (database) => {
      await database.importDocuments('posts', posts(100))
      const cost = noCost()
      expect(await database.count('posts', { authorId: 'mbr_3' }, cost)).toBe(20)
      expect(cost).toEqual({ read: 0, examined: 20, written: 0 })
      expect(await database.count('posts', {})).toBe(100)
    })
  })
})

describe('INDEX_MISSING', () => {
  const refused = async (run: (database: Database) => Promise<unknown>) => {
    let error: unknown
    await withDatabase(POSTS, async (database) => {
      await database.importDocuments('posts', posts(200))
      error = await run(database).catch((reason: unknown) => reason)
    })
    return error
  }

  test('names the collection, the query, the order and the index to declare', async () => {
    const error = await refused((database) =>
      database.find('posts', {
        query: { boardId: 'b1', likes: { $gt: 3 } },
        order: { createdAt: -1 },
        limit: 5,
      }),
    )
    expect(error).toMatchObject({
      code: 'INDEX_MISSING',
      message: expect.stringMatching(
        /posts.*boardId.*createdAt.*\[\["boardId",1\],\["createdAt",-1\],\["likes",1\]\]/,
      ),
    })
  })

  test.each([
    ['a field without an index', { query: { title: 'x' }, limit: 1 }],
    ['only a later key of an index', { query: { createdAt: new Date(0) }, limit: 1 }],
    ['an order without an index', { query: {}, order: { createdAt: -1 }, limit: 1 }],
    ['one branch of $or without an index', { query: { $or: [{ authorId: 'a' }, { title: 'x' }] }, limit: 1 }],
    ['only what a field is not', { query: { authorId: { $ne: 'mbr_1' } }, limit: 1 }],
    ['a pattern that may begin anywhere', { query: { authorId: /mbr/ }, limit: 1 }],
    ['a pattern with two beginnings', { query: { authorId: /^mbr|^adm/ }, limit: 1 }],
    ['a pattern in any case', { query: { authorId: { $regex: '^mbr', $options: 'i' } }, limit: 1 }],
  ] as const)('refuses %s', async (_name, request) => {
    expect(await refused((database) => database.find('posts', request))).toMatchObject({
      code: 'INDEX_MISSING',
    })
  })

  test('refuses a query that looks at more than twice what it returns and 20', async () => {
    const error = await refused((database) =>
      database.find('posts', { query: { authorId: 'mbr_1', title: 'none' }, limit: 100 }),
    )
    expect(error).toMatchObject({ code: 'INDEX_MISSING', message: expect.stringContaining('looked at 40') })
  })

  test('refuses an order in memory over more than that, as soon as it is known', async () => {
    const error = await refused((database) =>
      database.find('posts', { query: { state: 'visible' }, order: { createdAt: -1 }, limit: 5 }),
    )
    expect(error).toMatchObject({
      code: 'INDEX_MISSING',
      message: expect.stringContaining('looked at 31 entries and documents to return 0'),
    })
  })

  test('refuses count, update, remove and aggregate alike', async () => {
    const query = { title: 'x' }
    const refusals = [
      await refused((database) => database.count('posts', query)),
      await refused((database) => database.remove('posts', { query, multi: true })),
      await refused((database) =>
        database.modify('posts', {
          query,
          data: { $set: { a: 1 } },
          multi: true,
          merge: true,
          upsert: false,
        }),
      ),
      await refused((database) => database.aggregate('posts', [{ $match: query }])),
      await refused((database) => database.aggregate('posts', [{ $match: {} }, { $project: { a: 1 } }])),
    ]
    expect(refusals).toEqual(Array(5).fill(expect.objectContaining({ code: 'INDEX_MISSING' })))
  })

  test('is not raised where scans are allowed', async () => {
    await withDatabase(
      POSTS,
      async (database) => {
        await database.importDocuments('posts', posts(200))
        const found = await database.find('posts', {
          query: { createdAt: { $gt: new Date(0) } },
          order: { tags: 1 },
          limit: 3,
        })
        expect(found.length).toBe(3)
      },
      { allowScans: true },
    )
  })
})

describe('a pattern that begins with text', () => {
  const SPECS = { words: { indexes: [{ name: 'word', keys: [['word', 1]] }] } } as const
  const WORDS = ['ab', 'abc', 'abd', 'a.c', 'ac', 'b', 'ABC', '茶馆', '茶', 'a', ['abx', 'z'], /^ab/, 7, null]

  const found = async (condition: unknown) => {
    let words: unknown[] = []
    await withDatabase(SPECS, async (database) => {
      await database.insert(
        'words',
        WORDS.map((word, _id) => ({ _id, word })),
      )
      const documents = await database.find('words', { query: { word: condition }, order: { _id: 1 } })
      words = documents.map(({ word }) => word)
    })
    return words
  }

  test.each([
    [/^ab/, ['ab', 'abc', 'abd', ['abx', 'z'], /^ab/]],
    [/^ab.$/, ['abc', 'abd', ['abx', 'z']]],
    [/^a\.c/, ['a.c']],
    [/^abx?c/, ['abc']],
    [/^abc*/, ['ab', 'abc', 'abd', ['abx', 'z'], /^ab/].slice(0, 4)],
    [/^茶+/, ['茶馆', '茶']],
    [{ $regex: '^ab[cd]' }, ['abc', 'abd']],
  ])('%s is looked up by its beginning', async (pattern, expected) => {
    expect(await found(pattern)).toEqual(expected)
  })

  test('costs what begins so, in a collection of any size', async () => {
    await withDatabase(SPECS, async (database) => {
      await database.importDocuments(
        'words',
        Array.from({ length: 2000 }, (_, at) => ({ _id: at, word: `w${String(at).padStart(4, '0')}` })),
      )
      const cost = noCost()
      const page = await database.find('words', { query: { word: /^w123/ }, order: { word: -1 } }, cost)
      expect(page.map(({ word }) => word)).toEqual(Array.from({ length: 10 }, (_, at) => `w123${9 - at}`))
      expect(cost).toMatchObject({ read: 10, examined: 10 })
    })
  })
})

describe('a count by the index alone', () => {
  const SPECS = {
    notes: {
      indexes: [
        {
          name: 'kind_at',
          keys: [
            ['kind', 1],
            ['at', -1],
          ],
        },
        { name: 'tags', keys: [['tags', 1]] },
      ],
    },
  } as const
  const NOTES = [
    { kind: 'a', at: 1, tags: ['x', 'y'] },
    { kind: 'a', at: 2, tags: ['x'] },
    { kind: 'a', at: Number.NaN, tags: 'x' },
    { kind: 'a', at: '2', tags: [] },
    { kind: 'b', at: 1 },
    { kind: null, at: 2, tags: null },
    { at: 3 },
  ]

  test.each([
    [{ kind: 'a' }, 4],
    [{ kind: 'a', at: { $gt: 1 } }, 1],
    [{ kind: 'a', at: { $gte: 1, $lt: 2 } }, 1],
    [{ kind: 'a', at: { $lte: 2 } }, 2],
    [{ kind: { $in: ['a', 'b'] }, at: 1 }, 2],
    [{ $and: [{ kind: 'a' }, { at: 2 }] }, 1],
    [{ kind: null }, 2],
    [{ tags: { $in: ['x', 'y'] } }, 3],
    [{ tags: { $gte: 'x', $lt: 'y' } }, 3],
    [{ kind: 'a', at: { $gt: Number.NaN } }, 0],
    [{}, 7],
  ])('%j is what a look at every document answers', async (query, expected) => {
    await withDatabase(SPECS, async (database) => {
      await database.insert('notes', NOTES)
      expect(await database.count('notes', query)).toBe(expected)
      const seen = await database.find('notes', { query })
      expect(seen.length).toBe(expected)
    })
  })
})

test('more than a thousand values are looked up one by one, and only they', async () => {
  await withDatabase(POSTS, async (database) => {
    await database.importDocuments('posts', posts(3000))
    const cost = noCost()
    const wanted = Array.from({ length: 1500 }, (_, at) => idOf(at * 2))
    const query = { _id: { $in: [...wanted, 'pst_none'] } }
    const found = await database.find('posts', { query, order: { _id: 1 } }, cost)
    expect(found.map(({ _id }) => _id)).toEqual(wanted)
    expect(cost).toMatchObject({ read: 1500, examined: 1500 })
  })
})

describe('values in an index', () => {
  test('DATABASE_REQUEST_FAILED: a key that is too long for an index, and nothing is stored', async () => {
    await withDatabase(POSTS, async (database) => {
      const tooLong = { _id: 'a', state: '长'.repeat(700) }
      await expect(database.insert('posts', [tooLong])).rejects.toMatchObject({
        code: 'DATABASE_REQUEST_FAILED',
        message: expect.stringContaining('key too large to index'),
      })
      expect(await database.find('posts', { query: { _id: 'a' } })).toEqual([])
    })
  })

  test('a query with bounds longer than any key finds what is there', async () => {
    await withDatabase(POSTS, async (database) => {
      await database.insert('posts', [
        { _id: 'a', state: 'x'.repeat(1900) },
        { _id: 'b', state: 'y' },
      ])
      const ids = async (query: Record<string, unknown>) =>
        (await database.find('posts', { query })).map(({ _id }) => _id)
      expect(await ids({ state: { $gt: 'x'.repeat(5000) } })).toEqual(['b'])
      expect(await ids({ state: { $lt: 'x'.repeat(5000) } })).toEqual(['a'])
      expect(await ids({ state: 'x'.repeat(5000) })).toEqual([])
    })
  })

  test('DATABASE_REQUEST_FAILED: two arrays in one index', async () => {
    await withDatabase(POSTS, async (database) => {
      await expect(
        database.insert('posts', [{ _id: 'a', tags: ['x'], createdAt: [1, 2] }]),
      ).rejects.toMatchObject({ message: expect.stringContaining('cannot index parallel arrays') })
    })
  })

  test('a document is found once, however many of its elements match', async () => {
    await withDatabase(POSTS, async (database) => {
      await database.insert('posts', [{ _id: 'a', tags: ['x', 'y', 'z'], createdAt: 1 }])
      const found = await database.find('posts', { query: { tags: { $in: ['x', 'y', 'z'] } }, limit: 5 })
      expect(found.length).toBe(1)
    })
  })
})
