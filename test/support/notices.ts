/** Telling people things in a test's world: jobs run at an instant of the test's choosing, messages as the platform has them. */

import type { Job } from '../../cloudfunctions/kit/jobs'
import type { NewNotice } from '../../cloudfunctions/notice/store'
import type { ActionName, Input, Output } from '../../contract/index'
import { DAY_MS, HOUR_MS } from '../../contract/limits'
import type { SentMessage } from '../../emulator/openapi/types'
import type { PlainObject } from '../../emulator/types'
import type { Caller, InProcessWorld } from './in-process'
import { newId, stored, systemContext } from './situations'

const OFFSET_MS = 8 * HOUR_MS

/** Noon of tomorrow in Asia/Shanghai: nobody sleeps, and everything that was told today is due. */
export function tomorrowNoon(): number {
  return Math.floor((Date.now() + OFFSET_MS) / DAY_MS) * DAY_MS - OFFSET_MS + DAY_MS + 12 * HOUR_MS
}

/** What a test does with notices. */
export function noticesOf(world: InProcessWorld) {
  const { database, openapi } = world.emulator
  return {
    tell: (...notices: readonly NewNotice[]) => world.modules.noticeStore.notify(notices),
    /** Runs a job of notices to its end, as if it were then; how many documents it put right. */
    async run(name: string, at: number): Promise<number> {
      const job = world.modules.noticeJobs.noticeJobs.find((each) => each.name === name)
      if (!job) throw new Error(`there is no job ${name}`)
      return runToEnd(job, at)
    },
    /** Calls an action and answers its data; a refusal is thrown by its code. */
    async call<A extends ActionName>(caller: Caller, action: A, input: Input<A>): Promise<Output<A>> {
      const envelope = await world.invoke(caller, action, input)
      if (!envelope.ok) throw new Error(envelope.error.code)
      // What was answered has been parsed with the schema of this very action.
      return envelope.data as Output<A>
    },
    /** Messages that the platform was given for somebody, the oldest first. */
    messagesTo: ({ openid }: Caller): readonly SentMessage[] =>
      openapi.messages().filter((message) => message.openid === openid),
    /** What somebody's taps on "allow" do: at the platform and in our books. */
    async allow(caller: Caller, key: 'reply' | 'activity' | 'case' | 'digest', count = 1): Promise<void> {
      for (let n = 0; n < count; n += 1) {
        await openapi.grantCredits(caller.openid, `tpl_${key}`, 1)
        const templates = [{ templateId: `tpl_${key}`, accepted: true }]
        await this.call(caller, 'notice.recordConsent', { requestId: newId(), templates })
      }
    },
    /** The balance of a key, and what its entries sum up to. */
    async books({ memberId }: Caller, templateKey: string): Promise<{ left: number; sum: number }> {
      const entries = await database.find('message_credits', {
        query: { memberId, templateKey },
        limit: 1000,
      })
      const sum = entries.reduce((total, entry) => total + Number(entry.amount), 0)
      const balance = await stored(database, 'message_balances', `${memberId}:${templateKey}`)
      return { left: Number(balance?.left ?? 0), sum }
    },
    async statesOf({ memberId }: Caller): Promise<string[]> {
      const found = await database.find('messages', { query: { to: memberId }, limit: 1000 })
      return found.map(({ kind, state, outcome }) => `${kind}:${state}:${outcome ?? ''}`).sort()
    },
    /** Gives somebody a role, as an operator does. */
    async appoint({ memberId }: Caller, ...roles: readonly string[]): Promise<void> {
      await this.set('members', memberId, { roles })
    },
    async set(collection: string, _id: string, fields: PlainObject): Promise<void> {
      const change = { query: { _id }, data: { $set: fields }, multi: false, merge: true, upsert: false }
      const { updated } = await database.modify(collection, change)
      if (updated !== 1) throw new Error(`${collection} has no ${_id}`)
    },
  }
}

async function runToEnd(job: Job, at: number): Promise<number> {
  let cursor: string | undefined
  let repaired = 0
  do {
    const outcome = await job.run({ ...systemContext(at), cursor, period: 'test' })
    cursor = outcome.next
    repaired += outcome.repaired
  } while (cursor !== undefined)
  return repaired
}
