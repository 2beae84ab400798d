/** My receipt for a day, checked on this phone against the root that everybody was shown. PRODUCT 3.7. */
import type { Receipt } from '../../../contract/contest-proof'
import { call } from '../../platform/cloud'
import { isReceiptTrue } from './receipt'

export interface CheckedReceipt {
  readonly receipt: Receipt
  /** The leaf is my own ballot of the day, leads to the root, and the root is the published one. */
  readonly isTrue: boolean
}

/**
 * Fetches a receipt and what was published of its day, and computes the one from the other.
 * @throws CallError NOT_FOUND before the day is sealed, or no answer
 */
export async function fetchReceipt(contestId: string, day: string): Promise<CheckedReceipt> {
  const [{ receipt }, { anchors }] = await Promise.all([
    call('contest.getReceipt', { contestId, day }),
    call('contest.getProof', { contestId }),
  ])
  const published = anchors.find((anchor) => anchor.day === day)?.root
  return { receipt, isTrue: receipt.day === day && receipt.root === published && isReceiptTrue(receipt) }
}
