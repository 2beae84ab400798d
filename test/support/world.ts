/**
 * A whole community for tests: the built functions on the real emulator with the real SDK, on a folder of its own,
 * and people who call them as phones do.
 */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DEFAULT_BOARDS } from '../../cloudfunctions/post/boards'
import { BOARDS } from '../../cloudfunctions/post/collections'
import type { ErrorCode } from '../../contract/errors'
import type { ActionName, Envelope, Input, Output } from '../../contract/index'
import { createEmulator } from '../../emulator/server'
import type { Emulator, EmulatorOptions, InvocationRecord, InvocationSource } from '../../emulator/types'
import { ensureBuilt } from '../../scripts/build'
import { newVariables } from '../../scripts/function-variables'

/** A call that was refused, by its code. */
export class Refused extends Error {
  constructor(
    readonly code: string,
    readonly details: unknown,
    readonly requestId: string,
    /** What the function wrote to its log: the cause of an INTERNAL. */
    logs: readonly string[],
  ) {
    super([code, ...(code === 'INTERNAL' ? logs : [])].join('\n'))
    this.name = 'Refused'
  }
}

/** Somebody with a phone. */
export interface Person {
  readonly openid: string
  /** The id they joined with; '' for who has not joined. */
  readonly memberId: string
  /** Calls an action; a refusal is thrown as Refused. */
  call<A extends ActionName>(action: A, input: Input<A>): Promise<Output<A>>
  /** Calls an action with any input and answers its whole envelope. */
  ask(action: string, input: unknown): Promise<Envelope<unknown>>
  /** The code with which an action refuses an input; throws when it does not. */
  refusal(action: ActionName, input: unknown): Promise<ErrorCode | string>
  /** Uploads a photo or a video and completes it. */
  upload(bytes: Buffer, purpose?: 'post' | 'avatar' | 'video'): Promise<string>
  /** Publishes a post on the first board and answers its id. */
  publish(text: string, photoIds?: string[]): Promise<string>
}

export interface World {
  readonly emulator: Emulator
  readonly alice: Person
  readonly bob: Person
  readonly carol: Person
  /** Somebody new, who has not joined. */
  stranger(): Person
  /** Somebody new, who joins. */
  newcomer(nickname: string): Promise<Person>
  /** Runs a function with any event for any caller, and answers its envelope. */
  invoke(functionName: string, event: unknown, caller: Caller): Promise<Envelope<unknown>>
  /** What the last finished invocation cost. */
  lastRecord(): InvocationRecord
  /** Resolves when every answer of the photo checks has been delivered. */
  settled(): Promise<void>
  /** Ends the world, and fails when any answer it gave carried anybody's openid. */
  close(): Promise<void>
}

export interface Caller {
  readonly openid: string
  readonly source?: InvocationSource
}

export const BOARD_ID = DEFAULT_BOARDS[0]?._id ?? ''

/** A requestId as a phone makes one. */
export function newRequestId(): string {
  return randomBytes(12).toString('hex')
}

/** Narrows what must be there. */
export function present<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error('expected a value')
  return value
}

/** @param options what the emulator is to have besides, such as the h5 app for a browser. */
export async function createWorld(
  options: Pick<EmulatorOptions, 'h5Dir' | 'identities'> = {},
): Promise<World> {
  await ensureBuilt('cloud')
  const dataDir = mkdtempSync(join(tmpdir(), 'tonghao-world-'))
  const emulator = await createEmulator({ ...options, port: 0, dataDir, variables: newVariables() })
  // A test that wants the jobs to run says so: none meets them because it lasted into another minute.
  emulator.timers.isPaused = true
  const end = async () => {
    await emulator.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
  try {
    return await populate(emulator, end)
  } catch (error) {
    await end()
    throw error
  }
}

async function populate(emulator: Emulator, end: () => Promise<void>): Promise<World> {
  const boards = DEFAULT_BOARDS.map((board) => ({ ...board }))
  await emulator.database.importDocuments(BOARDS, boards)
  const openids: string[] = []
  const leaks: string[] = []
  const invoke: Invoke = async (functionName, event, { openid, source = 'wx_client' }) => {
    const result = await emulator.functions.invoke(functionName, event, { identity: { openid }, source })
    const { json } = result
    if (json === undefined) throw new Error(`${functionName} failed: ${result.error?.errorMessage}`)
    if (openids.some((each) => json.includes(each))) leaks.push(json)
    return toEnvelope(JSON.parse(json))
  }
  const stranger = (): Person => {
    const openid = `oTest${randomBytes(12).toString('hex')}`
    openids.push(openid)
    return makePerson(emulator, invoke, openid, '')
  }
  const newcomer = async (nickname: string): Promise<Person> => {
    const guest = stranger()
    const { member } = await guest.call('member.join', { requestId: newRequestId(), nickname })
    return makePerson(emulator, invoke, guest.openid, member.memberId)
  }
  // One after another: a second instance of the function costs more than both wait.
  const [alice, bob, carol] = [await newcomer('Alice'), await newcomer('Bob'), await newcomer('Carol')]
  return {
    emulator,
    alice,
    bob,
    carol,
    stranger,
    newcomer,
    invoke,
    lastRecord: () => present(emulator.functions.records.at(-1)),
    settled: () => emulator.openapi.settled(),
    async close() {
      await end()
      if (leaks.length > 0) throw new Error(`an answer carries an openid: ${leaks[0]}`)
    },
  }
}

type Invoke = World['invoke']

function makePerson(emulator: Emulator, invoke: Invoke, openid: string, memberId: string): Person {
  const ask: Person['ask'] = (action, input) => {
    const functionName = action.split('.')[0] ?? ''
    return invoke(functionName, { action, input, clientVersion: 'test' }, { openid })
  }
  const call = async <A extends ActionName>(action: A, input: Input<A>): Promise<Output<A>> => {
    const envelope = await ask(action, input)
    if (!envelope.ok) {
      const { code, details, requestId } = envelope.error
      const record = emulator.functions.records.find((each) => each.requestId === requestId)
      throw new Refused(code, details, requestId, record?.logs ?? [])
    }
    // What comes over the wire was parsed by the server with the schema of this very action.
    return envelope.data as Output<A>
  }
  return {
    openid,
    memberId,
    call,
    ask,
    async refusal(action, input) {
      const envelope = await ask(action, input)
      if (envelope.ok) throw new Error(`${action} was not refused`)
      return envelope.error.code
    },
    async upload(bytes, purpose = 'post') {
      const place = await call('media.requestUpload', {
        requestId: newRequestId(),
        purpose,
        bytes: bytes.length,
      })
      const fileId = await emulator.storage.write(place.path, bytes)
      await call('media.complete', { mediaId: place.mediaId, fileId })
      return place.mediaId
    },
    async publish(text, photoIds = []) {
      const input = { requestId: newRequestId(), boardId: BOARD_ID, text, photoIds }
      return (await call('post.createPost', input)).postId
    },
  }
}

function toEnvelope(value: unknown): Envelope<unknown> {
  if (typeof value !== 'object' || value === null || !('ok' in value)) throw new Error('no envelope')
  return value as Envelope<unknown>
}
