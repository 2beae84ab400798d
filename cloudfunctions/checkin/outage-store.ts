/** What is stored of outages: few, and asked for with every streak. */
import { OUTAGES_LISTED_MAX } from '../../contract/limits'
import { monotonicNow } from '../kit/clock'
import { collection } from '../kit/cloud'
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
