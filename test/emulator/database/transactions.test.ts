/** Snapshot isolation and write-time conflicts, as the cloud has them: no write waits inside a transaction. */
import type { Database } from '../../../emulator/types'
import { noCost, setById, updateById, withDatabase } from './world'

const SPECS = {
  members: {
    indexes: [
      { name: 'nickname', keys: [['nickname', 1]], unique: true },
      { name: 'city', keys: [['city', 1]] },
    ],
  },
} as const

const CONFLICT = {
  code: 'DATABASE_TRANSACTION_CONFLICT',
  message: expect.stringContaining('[ResourceUnavailable.TransactionConflict]'),
}
const GONE = {
  code: 'DATABASE_TRANSACTION_FAIL',
  message: expect.stringContaining('[ResourceUnavailable.TransactionNotExist]'),
}

async function withMembers(run: (database: Database) => Promise<void>, timeoutMs?: number): Promise<void> {
  await withDatabase(
    SPECS,
    async (database) => {
      await database.insert('members', [
        { _id: 'ann', nickname: 'Ann', city: 'sh', points: 1 },
        { _id: 'bob', nickname: 'Bob', city: 'sh', points: 1 },
      ])
      await run(database)
    },
    timeoutMs === undefined ? {} : { transactionTimeoutMs: timeoutMs },
  )
}

async function points(database: Database, id: string, transactionId?: string): Promise<unknown> {
  const request = { query: { _id: id } }
  const [member] = await database.find('members', transactionId ? { ...request, transactionId } : request)
  return member?.points
}

describe('isolation', () => {
  test('a transaction reads its snapshot and its own writes; others read neither', async () => {
    await withMembers(async (database) => {
      const id = database.startTransaction()
      await database.modify('members', updateById('ann', { $inc: { points: 5 } }, id))
      await database.modify('members', updateById('bob', { $inc: { points: 7 } }))
      expect(await points(database, 'ann', id)).toBe(6)
      expect(await points(database, 'bob', id)).toBe(1)
      expect(await points(database, 'ann')).toBe(1)
      await database.commitTransaction(id)
      expect(await points(database, 'ann')).toBe(6)
      expect(await points(database, 'bob')).toBe(8)
    })
  })

  test('a query by index sees own inserts, changes and removals', async () => {
    await withMembers(async (database) => {
      const id = database.startTransaction()
      const inCity = async (city: string) => {
        const found = await database.find('members', { query: { city }, transactionId: id, limit: 10 })
        return found.map(({ _id }) => _id).sort()
      }
      await database.insert('members', [{ _id: 'cat', nickname: 'Cat', city: 'bj' }], id)
      await database.modify('members', updateById('ann', { $set: { city: 'bj' } }, id))
      expect(await inCity('bj')).toEqual(['ann', 'cat'])
      expect(await inCity('sh')).toEqual(['bob'])
      await database.remove('members', { query: { _id: 'bob' }, multi: false, transactionId: id })
      expect(await inCity('sh')).toEqual([])
      await database.abortTransaction(id)
      expect(await database.count('members', { city: 'sh' })).toBe(2)
    })
  })

  test('what a transaction got is its own: changing it changes nothing', async () => {
    await withMembers(async (database) => {
      const id = database.startTransaction()
      await database.modify('members', updateById('ann', { $set: { tags: ['a'] } }, id))
      const [member] = await database.find('members', { query: { _id: 'ann' }, transactionId: id })
      expect(member).toBeDefined()
      Object.assign(member ?? {}, { tags: 'spoilt' })
      const [again] = await database.find('members', { query: { _id: 'ann' }, transactionId: id })
      expect(again).toMatchObject({ tags: ['a'] })
      await database.abortTransaction(id)
    })
  })

  test('nothing of an aborted transaction stays, and its locks are free', async () => {
    await withMembers(async (database) => {
      const id = database.startTransaction()
      await database.modify('members', updateById('ann', { $inc: { points: 5 } }, id))
      await database.abortTransaction(id)
      await database.modify('members', updateById('ann', { $inc: { points: 1 } }))
      expect(await points(database, 'ann')).toBe(2)
    })
  })

  test('the cost of a write is counted at the write', async () => {
    await withMembers(async (database) => {
      const id = database.startTransaction()
      const cost = noCost()
      await database.modify('members', updateById('ann', { $inc: { points: 5 } }, id), cost)
      expect(cost).toEqual({ read: 1, examined: 1, written: 1 })
      const commit = noCost()
      await database.commitTransaction(id, commit)
      expect(commit).toEqual(noCost())
    })
  })
})

describe('DATABASE_TRANSACTION_CONFLICT', () => {
  test('a write to a document that another open transaction has written ends the second at once', async () => {
    await withMembers(async (database) => {
      const first = database.startTransaction()
      const second = database.startTransaction()
      await database.modify('members', updateById('ann', { $inc: { points: 5 } }, first))
      await expect(
        database.modify('members', updateById('ann', { $inc: { points: 7 } }, second)),
      ).rejects.toMatchObject(CONFLICT)
      await expect(database.commitTransaction(second)).rejects.toMatchObject(GONE)
      await database.commitTransaction(first)
      expect(await points(database, 'ann')).toBe(6)
    })
  })

  test.each([
    [
      'changed',
      (database: Database) => database.modify('members', updateById('ann', { $inc: { points: 5 } })),
    ],
    ['replaced', (database: Database) => database.modify('members', setById('ann', { nickname: 'Ann' }))],
    ['removed', (database: Database) => database.remove('members', { query: { _id: 'ann' }, multi: false })],
  ])('a write to a document that was %s after the snapshot', async (_name, change) => {
    await withMembers(async (database) => {
      const id = database.startTransaction()
      await change(database)
      await expect(
        database.modify('members', updateById('ann', { $inc: { points: 1 } }, id)),
      ).rejects.toMatchObject(CONFLICT)
    })
  })

  test('a write while the rival commit is still on its way to the disk', async () => {
    await withMembers(async (database) => {
      const first = database.startTransaction()
      await database.modify('members', updateById('ann', { $inc: { points: 5 } }, first))
      const committed = database.commitTransaction(first)
      const second = database.startTransaction()
      await expect(
        database.modify('members', updateById('ann', { $inc: { points: 7 } }, second)),
      ).rejects.toMatchObject(CONFLICT)
      await committed
      expect(await points(database, 'ann')).toBe(6)
    })
  })

  test('two transactions insert the same _id', async () => {
    await withMembers(async (database) => {
      const first = database.startTransaction()
      const second = database.startTransaction()
      await database.insert('members', [{ _id: 'dan', nickname: 'Dan' }], first)
      await expect(
        database.insert('members', [{ _id: 'dan', nickname: 'Don' }], second),
      ).rejects.toMatchObject(CONFLICT)
      await database.commitTransaction(first)
    })
  })

  test('two transactions claim the same value of a unique index', async () => {
    await withMembers(async (database) => {
      const first = database.startTransaction()
      const second = database.startTransaction()
      await database.insert('members', [{ _id: 'x', nickname: 'Star' }], first)
      await expect(
        database.insert('members', [{ _id: 'y', nickname: 'Star' }], second),
      ).rejects.toMatchObject(CONFLICT)
      await database.commitTransaction(first)
      const third = database.startTransaction()
      await expect(database.insert('members', [{ _id: 'z', nickname: 'Star' }], third)).rejects.toMatchObject(
        {
          code: 'DATABASE_REQUEST_FAILED',
          message: expect.stringContaining('E11000'),
        },
      )
    })
  })

  test('a transaction that starts after the commit does not conflict', async () => {
    await withMembers(async (database) => {
      await database.modify('members', updateById('ann', { $inc: { points: 5 } }))
      const id = database.startTransaction()
      await database.modify('members', updateById('ann', { $inc: { points: 1 } }, id))
      await database.commitTransaction(id)
      expect(await points(database, 'ann')).toBe(7)
    })
  })

  test('ten rivals with a retry of their own lose no increment', async () => {
    await withMembers(async (database) => {
      const increment = async (): Promise<void> => {
        const id = database.startTransaction()
        try {
          const now = await points(database, 'ann', id)
          await database.modify('members', updateById('ann', { $set: { points: Number(now) + 1 } }, id))
          await database.commitTransaction(id)
        } catch (error) {
          expect(error).toMatchObject(CONFLICT)
          // The rival's commit needs a turn of the event loop.
          await new Promise(setImmediate)
          await increment()
        }
      }
      await Promise.all(Array.from({ length: 10 }, increment))
      expect(await points(database, 'ann')).toBe(11)
    })
  })
})

describe('a write outside transactions', () => {
  test('waits for the lock and then sees what was committed', async () => {
    await withMembers(async (database) => {
      const id = database.startTransaction()
      await database.modify('members', updateById('ann', { $inc: { points: 5 } }, id))
      const order: string[] = []
      const plain = database
        .modify('members', updateById('ann', { $inc: { points: 10 } }))
        .then(() => order.push('plain'))
      // A write to another document passes the one that waits.
      await database.modify('members', updateById('bob', { $inc: { points: 1 } }))
      order.push('other')
      await database.commitTransaction(id)
      await plain
      expect(order).toEqual(['other', 'plain'])
      expect(await points(database, 'ann')).toBe(16)
    })
  })

  test('waits, too, for a value of a unique index', async () => {
    await withMembers(async (database) => {
      const id = database.startTransaction()
      await database.insert('members', [{ _id: 'x', nickname: 'Star' }], id)
      const plain = database.insert('members', [{ _id: 'y', nickname: 'Star' }])
      await database.abortTransaction(id)
      expect(await plain).toEqual(['y'])
    })
  })
})

describe('DATABASE_TRANSACTION_FAIL', () => {
  test('after 30 seconds, shortened here: locks and snapshot are free, nothing was written', async () => {
    await withMembers(async (database) => {
      const id = database.startTransaction()
      await database.modify('members', updateById('ann', { $inc: { points: 5 } }, id))
      // The plain write goes through exactly when the transaction expires.
      await database.modify('members', updateById('ann', { $inc: { points: 1 } }))
      expect(await points(database, 'ann')).toBe(2)
      await expect(points(database, 'ann', id)).rejects.toMatchObject(GONE)
      await expect(database.commitTransaction(id)).rejects.toMatchObject(GONE)
    }, 40)
  })

  test('unknown, committed and aborted transactions', async () => {
    await withMembers(async (database) => {
      await expect(database.commitTransaction('nobody')).rejects.toMatchObject(GONE)
      const committed = database.startTransaction()
      await database.commitTransaction(committed)
      await expect(database.abortTransaction(committed)).rejects.toMatchObject(GONE)
      const aborted = database.startTransaction()
      await database.abortTransaction(aborted)
      await expect(database.insert('members', [{ nickname: 'E' }], aborted)).rejects.toMatchObject(GONE)
    })
  })
})

test('five hundred snapshots at once are kept apart and all given back', async () => {
  await withMembers(async (database) => {
    const ids: string[] = []
    for (let at = 0; at < 500; at++) {
      ids.push(database.startTransaction())
      await database.modify('members', updateById('bob', { $set: { points: at } }))
    }
    const seen = await Promise.all(ids.map((id) => points(database, 'bob', id)))
    expect(seen).toEqual([1, ...Array.from({ length: 499 }, (_, at) => at)])
    await Promise.all(ids.map((id) => database.abortTransaction(id)))
  })
})

describe('an index declared while a transaction is open', () => {
  const EMAIL = { name: 'email', keys: [['email', 1]], unique: true } as const
  const declareEmail = async (database: Database) => {
    // Two without an email would be the same to a unique index.
    await database.modify('members', updateById('bob', { $set: { email: 'bob' } }))
    await database.declareCollections({ members: { indexes: [...SPECS.members.indexes, EMAIL] } })
  }

  test('DATABASE_REQUEST_FAILED: its commit would put a second document into a unique index', async () => {
    await withMembers(async (database) => {
      await database.insert('members', [{ _id: 'dan', nickname: 'Dan', email: 'x' }])
      const transactionId = database.startTransaction()
      await database.insert('members', [{ _id: 'cem', nickname: 'Cem', email: 'x' }], transactionId)
      await database.modify('members', updateById('ann', { $inc: { points: 5 } }, transactionId))
      await declareEmail(database)
      await expect(database.commitTransaction(transactionId)).rejects.toMatchObject({
        code: 'DATABASE_REQUEST_FAILED',
        message: expect.stringContaining('E11000'),
      })
      expect(await points(database, 'ann')).toBe(1)
      expect(await database.count('members', { email: 'x' })).toBe(1)
    })
  })

  test('DATABASE_TRANSACTION_CONFLICT: two that are open claim the same value', async () => {
    await withMembers(async (database) => {
      const first = database.startTransaction()
      const second = database.startTransaction()
      await database.insert('members', [{ _id: 'cem', nickname: 'Cem', email: 'x' }], first)
      await database.insert('members', [{ _id: 'dan', nickname: 'Dan', email: 'x' }], second)
      await declareEmail(database)
      await database.commitTransaction(first)
      await expect(database.commitTransaction(second)).rejects.toMatchObject(CONFLICT)
      expect(await database.count('members', { email: 'x' })).toBe(1)
    })
  })

  test('holds what the transaction wrote', async () => {
    await withMembers(async (database) => {
      const transactionId = database.startTransaction()
      await database.insert('members', [{ _id: 'cem', nickname: 'Cem', age: 30 }], transactionId)
      await database.modify('members', updateById('ann', { $set: { age: 30 } }, transactionId))
      const age = { name: 'age', keys: [['age', 1]] } as const
      await database.declareCollections({ members: { indexes: [...SPECS.members.indexes, age] } })
      await database.commitTransaction(transactionId)
      expect(await database.count('members', { age: 30 })).toBe(2)
    })
  })
})

test('an insert of several documents that is refused leaves none of them in the transaction', async () => {
  await withMembers(async (database) => {
    const transactionId = database.startTransaction()
    await database.insert('members', [{ _id: 'cem', nickname: 'Cem' }], transactionId)
    const several = [
      { _id: 'dan', nickname: 'Dan' },
      { _id: 'eve', nickname: 'Ann' },
    ]
    await expect(database.insert('members', several, transactionId)).rejects.toMatchObject({
      code: 'DATABASE_REQUEST_FAILED',
    })
    await database.commitTransaction(transactionId)
    const members = await database.find('members', { order: { _id: 1 } })
    expect(members.map(({ _id }) => _id)).toEqual(['ann', 'bob', 'cem'])
  })
})
