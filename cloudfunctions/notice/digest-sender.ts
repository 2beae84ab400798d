/** Brings a digest that was let go to everybody: a slice of members at once, from a cursor that is kept with it. */
import type { Slice, SliceOutcome } from '../kit/jobs'
import { settingsOf } from '../member/settings-rules'
import { findMembersAfter } from '../member/store'
import { creditedAmong } from './credit-store'
import { findSending, keepProgress } from './digest-store'
import { notify } from './store'

const MEMBERS_PER_SLICE = 50

/** A slice of the job. A slice that is repeated tells nobody twice: the day is the cause. */
export async function fanOutDigest(_slice: Slice): Promise<SliceOutcome> {
  const digest = await findSending()
  if (!digest?.sentAt) return { handled: 0, repaired: 0 }
  const { _id: day, cursor = '', greeting, sentAt } = digest
  const page = await findMembersAfter(cursor, MEMBERS_PER_SLICE)
  const receivers = page.filter((member) => member.standing === 'active' && settingsOf(member).notify.digest)
  const credited = await creditedAmong(
    'digest',
    receivers.map(({ _id }) => _id),
  )
  await notify(
    receivers.map(({ _id: to }) => ({
      to,
      kind: 'digest' as const,
      subject: { day },
      cause: `digest:${day}`,
      at: sentAt,
      about: greeting,
      isSilent: !credited.has(to),
    })),
  )
  const last = page.length < MEMBERS_PER_SLICE ? undefined : page.at(-1)?._id
  await keepProgress(day, cursor, last)
  return { next: last, handled: page.length, repaired: receivers.length }
}
