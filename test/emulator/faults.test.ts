/** Faults at the door: what becomes of a call, what the function sees of it, and what it leaves behind. */
import type { CallFault, Emulator, HeldCall, InvocationResult } from '../../emulator/types'
import { pointSdkAt } from './sdk'
import { functionOf, startEmulator, type TestEmulator } from './support'

const FAULTS = ['crash-before', 'error', 'applied-but-timeout'] as const
/** What a function that died in the middle of a transaction held is free again after this. */
const TRANSACTION_TIMEOUT_MS = 3_000
const DIED = 'User process exit when running'

/** Runs the body, and answers with what it threw instead of failing. */
const catching = (body: string) => `try { ${body}; return { ok: true } }
  catch (error) { return { errCode: error.errCode, code: error.code, message: error.errMsg || error.message } }`

let world: TestEmulator
let emulator: Emulator

const BODIES = {
  adds: catching("await db.collection('notes').add({ data: { _id: event.id, by: 'adds' } })"),
  transacts: catching(`const transaction = await db.startTransaction()
    const note = transaction.collection('notes').doc(event.id)
    const { data } = await note.get()
    await note.update({ data: { count: data.count + 1 } })
    await transaction.commit()`),
  reruns: `let runs = 0
    await db.runTransaction(async (transaction) => {
      runs += 1
      const note = transaction.collection('notes').doc(event.id)
      const { data } = await note.get()
      await note.update({ data: { count: data.count + 1 } })
    })
    return { runs }`,
  calls: catching("await cloud.callFunction({ name: 'adds', data: event })"),
  nests: "return (await cloud.callFunction({ name: 'adds', data: event })).result",
  uploads: catching(
    "await cloud.uploadFile({ cloudPath: event.id + '.txt', fileContent: Buffer.from('text') })",
  ),
  checks: catching(
    "await cloud.openapi.security.msgSecCheck({ version: 2, openid: 'o', scene: 1, content: 'x' })",
  ),
  increments: `
    const { data } = await db.collection('notes').doc('counter').get()
    await db.collection('notes').doc('counter').update({ data: { count: data.count + 1 } })`,
}

beforeAll(async () => {
  // Longer than a new instance takes to load on a busy machine, for a dead one is followed by a new one.
  const config = { permissions: { openapi: ['security.msgSecCheck'] }, timeout: 30 }
  world = await startEmulator({
    transactionTimeoutMs: TRANSACTION_TIMEOUT_MS,
    collections: { notes: { indexes: [] } },
    functions: Object.fromEntries(
      Object.entries(BODIES).map(([name, body]) => [name, functionOf(body, config)]),
    ),
  })
  emulator = world.emulator
  await emulator.functions.warm()
})
afterAll(() => world.close())
afterEach(() => emulator.intercept(undefined))

function invoke(name: string, id = 'x'): Promise<InvocationResult> {
  return emulator.functions.invoke(name, { id }, { identity: { openid: 'o' }, source: 'wx_client' })
}
async function answer(name: string, id?: string): Promise<Record<string, unknown>> {
  const { json, error } = await invoke(name, id)
  if (json === undefined) throw new Error(error?.errorMessage)
  return JSON.parse(json)
}
async function note(id: string) {
  const [found] = await emulator.database.find('notes', { query: { _id: id } })
  return found
}

/** Does this to the calls of one action, and remembers all calls that came. */
function inject(action: string, fault: CallFault): HeldCall[] {
  const held: HeldCall[] = []
  emulator.intercept((call) => {
    held.push(call)
    return call.action === action ? fault : undefined
  })
  return held
}

describe('one write', () => {
  const WRITE = 'database.insertDocument'

  test('crash-before: the instance dies, and nothing was written', async () => {
    inject(WRITE, 'crash-before')
    expect((await invoke('adds', 'before')).error).toMatchObject({ errorMessage: DIED })
    expect(await note('before')).toBeUndefined()
  })

  test('crash-after: the instance dies, and the write is there', async () => {
    inject(WRITE, 'crash-after')
    expect((await invoke('adds', 'after')).error).toMatchObject({ errorMessage: DIED })
    expect(await note('after')).toEqual({ _id: 'after', by: 'adds' })
  })

  test('a function that died answers the next caller', async () => {
    inject(WRITE, 'crash-before')
    await invoke('adds', 'dead')
    emulator.intercept(undefined)
    expect(await answer('adds', 'alive')).toEqual({ ok: true })
  })

  test('error: the function is told, nothing was written, and the SDK asks once', async () => {
    const held = inject(WRITE, 'error')
    const told = await answer('adds', 'error')
    expect(told).toMatchObject({ errCode: -501001, message: expect.stringContaining('was made to') })
    expect(await note('error')).toBeUndefined()
    expect(held).toHaveLength(1)
  })

  test('applied-but-timeout: the write is there, the function hears nothing of it, and the SDK asks once', async () => {
    const held = inject(WRITE, 'applied-but-timeout')
    const told = await answer('adds', 'unheard')
    expect(told.ok).toBeUndefined()
    expect(told.message).toContain('socket hang up')
    expect(await note('unheard')).toEqual({ _id: 'unheard', by: 'adds' })
    expect(held).toHaveLength(1)
  })

  test('a write that fails anyway is as unheard as any', async () => {
    await answer('adds', 'twice')
    inject(WRITE, 'applied-but-timeout')
    expect((await answer('adds', 'twice')).message).toContain('socket hang up')
    inject(WRITE, 'crash-after')
    expect((await invoke('adds', 'twice')).error).toMatchObject({ errorMessage: DIED })
  })

  test('conflict: outside a transaction it is an error', async () => {
    inject(WRITE, 'conflict')
    expect(await answer('adds', 'none')).toMatchObject({ errCode: -501001 })
    expect(await note('none')).toBeUndefined()
  })
})

describe('a transaction', () => {
  /** A document of each test's own: some leave theirs held. */
  let id: string
  let tests = 0
  beforeEach(async () => {
    tests++
    id = `balance-${tests}`
    await emulator.database.importDocuments('notes', [{ _id: id, count: 0 }])
  })

  test.each(['database.modifyDocument', 'database.getDocument'])(
    'a conflict at %s ends it, and it holds nothing any more',
    async (action) => {
      inject(action, 'conflict')
      const told = await answer('transacts', id)
      expect(JSON.stringify(told)).toContain('TransactionConflict')
      emulator.intercept(undefined)
      expect(await note(id)).toMatchObject({ count: 0 })
      expect(await answer('transacts', id)).toEqual({ ok: true })
      expect(await note(id)).toMatchObject({ count: 1 })
    },
  )

  test.each([
    ['conflict', 0],
    ['error', 0],
    ['applied-but-timeout', 1],
  ] as const)('a commit that meets %s leaves %d', async (fault, count) => {
    inject('database.commitTransaction', fault)
    expect((await answer('transacts', id)).ok).toBeUndefined()
    expect(await note(id)).toMatchObject({ count })
  })

  test.each([
    ['crash-before', 0],
    ['crash-after', 1],
  ] as const)('%s at the commit leaves %d', async (fault, count) => {
    inject('database.commitTransaction', fault)
    expect((await invoke('transacts', id)).error).toMatchObject({ errorMessage: DIED })
    expect(await note(id)).toMatchObject({ count })
  })

  test("the SDK's own runTransaction runs its callback again when the commit met a conflict", async () => {
    let commits = 0
    emulator.intercept(({ action }) => {
      if (action !== 'database.commitTransaction') return undefined
      commits += 1
      return commits === 1 ? 'conflict' : undefined
    })
    expect(await answer('reruns', id)).toEqual({ runs: 2 })
    expect(await note(id)).toMatchObject({ count: 1 })
  })

  test('a function that died holds its documents until the transaction expires', async () => {
    inject('database.commitTransaction', 'crash-before')
    const startedAt = performance.now()
    await invoke('transacts', id)
    const query = { _id: id }
    const write = { query, data: { $set: { count: 7 } }, multi: false, merge: true, upsert: false }
    await emulator.database.modify('notes', write)
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(TRANSACTION_TIMEOUT_MS - 1)
    expect(await note(id)).toMatchObject({ count: 7 })
  })
})

describe('every port', () => {
  const PORTS = [
    ['calls', 'functions.invokeFunction'],
    ['uploads', 'storage.getUploadMetadata'],
    ['uploads', 'storage.putFile'],
    ['checks', 'wx.openApi'],
    ['transacts', 'database.startTransaction'],
  ] as const
  const cases = PORTS.flatMap(([name, action]) => FAULTS.map((fault) => [fault, action, name] as const))

  test.each(cases)('%s at %s', async (fault, action, name) => {
    await emulator.database.importDocuments('notes', [{ _id: 'shared', count: 0 }])
    const held = inject(action, fault)
    const { json, error } = await invoke(name, 'shared')
    if (fault.startsWith('crash')) expect(error).toMatchObject({ errorMessage: DIED })
    else expect(JSON.parse(json ?? '')).toMatchObject({ message: expect.any(String) })
    expect(held.filter((call) => call.action === action)).toHaveLength(1)
  })

  test.each([
    ['crash-before', false],
    ['error', false],
    ['crash-after', true],
    ['applied-but-timeout', true],
  ] as const)('an upload that meets %s is stored: %s', async (fault, isStored) => {
    inject('storage.putFile', fault)
    await invoke('uploads', fault)
    const bytes = await emulator.storage.read(emulator.storage.fileIdOf(`${fault}.txt`))
    expect(bytes !== undefined).toBe(isStored)
  })

  test('a nested function that dies is a failed call of the outer one', async () => {
    inject('database.insertDocument', 'crash-before')
    const { error } = await invoke('nests', 'nested')
    expect(error?.errorMessage).toContain(DIED)
  })
})

describe('the interceptor', () => {
  test('is told whose call it is, which, and the how manieth', async () => {
    await emulator.database.importDocuments('notes', [{ _id: 'shared', count: 0 }])
    const held: HeldCall[] = []
    emulator.intercept((call) => {
      held.push(call)
      return undefined
    })
    const { record } = await invoke('transacts', 'shared')
    const actions = ['startTransaction', 'getDocument', 'modifyDocument', 'commitTransaction']
    expect(held).toEqual(
      actions.map((action, index) => ({
        functionName: 'transacts',
        requestId: record.requestId,
        action: `database.${action}`,
        index,
      })),
    )
  })

  test('is not shown what comes from no function', async () => {
    const held = inject('database.getDocument', 'error')
    await pointSdkAt(emulator).database().collection('notes').where({ _id: 'x' }).get()
    expect(held).toEqual([])
  })

  test('may hold a call until another has gone through: a lost update, whenever it is wanted', async () => {
    await emulator.database.importDocuments('notes', [{ _id: 'counter', count: 0 }])
    let bothHaveRead = () => {}
    const reads = new Promise<void>((resolve) => {
      let readers = 0
      bothHaveRead = () => {
        readers++
        if (readers === 2) resolve()
      }
    })
    emulator.intercept(async (call) => {
      if (call.action === 'database.modifyDocument') {
        bothHaveRead()
        await reads
      }
      return undefined
    })
    await Promise.all([invoke('increments'), invoke('increments')])
    expect(await note('counter')).toMatchObject({ count: 1 })
  })
})
