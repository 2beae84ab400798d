/** What is on disk: it survives, it is one database's alone, and what cannot be read is named in one sentence. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { open } from 'lmdb'
import { openDatabase } from '../../../emulator/database/database'
import { updateById, withDatabase, withFolder } from './world'

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
    ],
  },
} as const

test('documents, collections and indexes are there after a restart', async () => {
  await withFolder(async (dir) => {
    const first = await openDatabase(dir)
    await first.declareCollections(SPECS)
    await first.insert('notes', [
      { _id: 'a', kind: 'k', at: 1 },
      { _id: 'b', kind: ['k', 'l'], at: 2 },
    ])
    await first.close()
    const second = await openDatabase(dir)
    expect(second.collectionNames()).toEqual(['notes'])
    const found = await second.find('notes', { query: { kind: 'k' }, order: { at: -1 } })
    expect(found.map(({ _id }) => _id)).toEqual(['b', 'a'])
    // That `kind` has met an array is remembered, too: bounds on it must not be intersected.
    expect(await second.count('notes', { kind: { $gt: 'k', $lt: 'l' } })).toBe(1)
    await second.close()
  })
})

test('a folder may have a dot in its name', async () => {
  await withFolder(async (dir) => {
    const dotted = path.join(dir, 'my.data')
    const database = await openDatabase(dotted)
    await database.close()
    expect(statSync(path.join(dotted, 'data.mdb')).isFile()).toBe(true)
  })
})

test('an open transaction is gone after a restart, with all it wrote', async () => {
  await withFolder(async (dir) => {
    const first = await openDatabase(dir)
    await first.declareCollections(SPECS)
    const transactionId = first.startTransaction()
    await first.insert('notes', [{ _id: 'a' }], transactionId)
    await first.close()
    const second = await openDatabase(dir)
    expect(await second.count('notes', {})).toBe(0)
    await second.close()
  })
})

test('writes that were accepted before the close are finished by it', async () => {
  await withFolder(async (dir) => {
    const first = await openDatabase(dir)
    await first.declareCollections(SPECS)
    const writes = Array.from({ length: 50 }, (_, at) => first.insert('notes', [{ _id: at }]))
    await first.close()
    await Promise.all(writes)
    const second = await openDatabase(dir)
    expect(await second.count('notes', {})).toBe(50)
    await second.close()
  })
})

test('a closed database refuses writes', async () => {
  await withFolder(async (dir) => {
    const database = await openDatabase(dir)
    await database.declareCollections(SPECS)
    await database.close()
    await expect(database.insert('notes', [{}])).rejects.toThrow('The database is closed.')
  })
})

/** Inserts pairs in transactions and prints each pair's number after its acknowledgement, until it is killed. */
const WRITER = `
  const { openDatabase } = require('./emulator/database/database.ts')
  async function main() {
    const database = await openDatabase(process.argv[1])
    await database.declareCollections({ notes: { indexes: [{ name: 'pair', keys: [['pair', 1]] }] } })
    const work = async (worker) => {
      for (let round = 0; ; round++) {
        const pair = worker + '-' + round
        const transactionId = database.startTransaction()
        await database.insert('notes', [{ _id: pair + '-l', pair }], transactionId)
        await database.insert('notes', [{ _id: pair + '-r', pair }], transactionId)
        await database.commitTransaction(transactionId)
        process.stdout.write(pair + '\\n')
      }
    }
    for (let worker = 0; worker < 4; worker++) void work(worker)
  }
  void main()
`

test('kill -9 under load loses no acknowledged write and leaves no half of a transaction', async () => {
  await withFolder(async (dir) => {
    for (let round = 0; round < 3; round++) {
      const folder = path.join(dir, String(round))
      const child = spawn(process.execPath, ['--require', 'tsx/cjs', '--eval', WRITER, folder], {
        cwd: path.resolve(__dirname, '../../..'),
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      let acknowledged = ''
      child.stdout.on('data', (chunk: Buffer) => {
        acknowledged += chunk.toString()
        if (acknowledged.split('\n').length > 50 * (round + 1)) child.kill('SIGKILL')
      })
      await once(child, 'close')
      const database = await openDatabase(folder)
      for (const pair of acknowledged.split('\n').slice(0, -1)) {
        expect(await database.count('notes', { pair })).toBe(2)
      }
      const all = await database.find('notes', { limit: 1_000_000 })
      expect(all.filter(({ _id }) => String(_id).endsWith('-l')).length).toBe(all.length / 2)
      expect(all.length / 2).toBeGreaterThan(50)
      await database.close()
    }
  })
})

describe('a folder that cannot be used', () => {
  const refusal = async (dir: string) => {
    const error: unknown = await openDatabase(dir).catch((reason: unknown) => reason)
    return String(error)
  }

  test('one that this process has open', async () => {
    await withDatabase({}, async (_database, dir) => {
      expect(await refusal(dir)).toMatch(/The data folder .* is in use by process \d+ .*\.$/)
    })
  })

  test('one that a living process has open', async () => {
    await withFolder(async (dir) => {
      writeFileSync(path.join(dir, 'owner.pid'), `${process.ppid}\n`)
      expect(await refusal(dir)).toContain(`is in use by process ${process.ppid}`)
    })
  })

  test('not one whose owner is gone', async () => {
    await withFolder(async (dir) => {
      const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' })
      await once(child, 'close')
      writeFileSync(path.join(dir, 'owner.pid'), `${child.pid}\n`)
      const database = await openDatabase(dir)
      await database.close()
    })
  })

  test('one whose data is something else', async () => {
    await withFolder(async (dir) => {
      writeFileSync(path.join(dir, 'data.mdb'), 'x'.repeat(100_000))
      expect(await refusal(dir)).toMatch(/^Error: The data folder .* cannot be used as a database: [^\n]*\.$/)
      rmSync(path.join(dir, 'data.mdb'))
      const database = await openDatabase(dir)
      await database.close()
    })
  })

  test('one that another program has written', async () => {
    await withFolder(async (dir) => {
      const foreign = open({ path: dir, overlappingSync: false })
      await foreign.put('greeting', 'hello')
      await foreign.close()
      expect(await refusal(dir)).toContain('another program wrote it')
    })
  })

  test('one that is a file', async () => {
    await withFolder(async (dir) => {
      const file = path.join(dir, 'file')
      writeFileSync(file, '')
      expect(await refusal(file)).toMatch(/^Error: The data folder .* cannot be written: [^\n]*\.$/)
    })
  })

  test('one that has lost its end', async () => {
    await withFolder(async (dir) => {
      const folder = path.join(dir, 'cut')
      mkdirSync(folder)
      const database = await openDatabase(folder)
      await database.declareCollections(SPECS)
      for (let at = 0; at < 200; at++) await database.insert('notes', [{ _id: at, text: 'x'.repeat(2000) }])
      await database.close()
      const file = path.join(folder, 'data.mdb')
      truncateSync(file, Math.floor(readFileSync(file).length / 2 / 4096) * 4096)
      expect(await refusal(folder)).toMatch(/cannot be used as a database: [^\n]*\.$/)
    })
  })

  test('a meta page that was torn: the one before it is used, and nothing is half there', async () => {
    await withFolder(async (dir) => {
      const database = await openDatabase(dir)
      await database.declareCollections(SPECS)
      await database.insert('notes', [{ _id: 'a', n: 1 }])
      await database.modify('notes', updateById('a', { $set: { n: 2 } }))
      await database.close()
      const file = path.join(dir, 'data.mdb')
      const bytes = readFileSync(file)
      // The newest of the two meta pages is the one with the higher transaction number, at byte 152 of the page.
      const newest = bytes.readBigUInt64LE(152) > bytes.readBigUInt64LE(4096 + 152) ? 0 : 4096
      bytes.fill(0, newest + 152, newest + 160)
      writeFileSync(file, bytes)
      const again = await openDatabase(dir)
      expect(await again.find('notes', { query: { _id: 'a' } })).toEqual([{ _id: 'a', n: 1 }])
      await again.close()
    })
  })
})
