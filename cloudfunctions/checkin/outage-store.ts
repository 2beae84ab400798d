/** What is stored of outages: few, and asked for with every streak. */
import { OUTAGES_LISTED_MAX } from '../../contract/limits'
import { monotonicNow } from '../kit/clock'
import { atMost, collection, removed } from '../kit/cloud'
import { remembered } from '../kit/remembered'
import { OUTAGES, type OutageDocument } from './collections'

const outages = collection<OutageDocument>(OUTAGES)

/** The latest outages, as they are now. */
export function findOutages(): Promise<OutageDocument[]> {
  return outages.find({ where: {}, orderBy: ['startsAt', 'desc'], limit: OUTAGES_LISTED_MAX })
}

const loadOutages = remembered(async () => [await findOutages()], monotonicNow)

/** The latest outages. A new one is seen everywhere within half a minute. */
export async function listOutages(): Promise<readonly OutageDocument[]> {
  return (await loadOutages())[0] ?? []
}

/** Keeps an outage, once. */
export async function addOutage(outage: OutageDocument): Promise<void> {
  await outages.addOrGet(outage)
}

/** The outage whose challenges have waited longest to be looked for. */
export async function findDueOutage(now: number): Promise<OutageDocument | undefined> {
  const [found] = await outages.find({
    where: { dueAt: atMost(now) },
    orderBy: ['dueAt', 'asc'],
    limit: 1,
  })
  return found
}

/** Keeps how far the looking has come, unless somebody else has come further; there is one who looks at a time. */
export async function keepLooked({ _id, dueAt }: OutageDocument, creditedTo: string): Promise<void> {
  await outages.updateWhere({ _id, dueAt }, { creditedTo })
}

/** Ends a looking: another is due, or none any more. */
export async function endLooking({ _id, dueAt }: OutageDocument, nextAt: number | undefined): Promise<void> {
  await outages.updateWhere({ _id, dueAt }, { dueAt: nextAt ?? removed<number>(), creditedTo: removed() })
}
