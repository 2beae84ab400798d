/** What the ledger has to tell: members of points that will lapse, those who keep it of what is wrong with it. */
import type { NoticeKind } from '../../contract/notice'
import type { FactDocument } from '../kit/collections'
import type { Consumer } from '../kit/outbox'
import { findStaff } from '../kit/staff'
import { BOOKS_FAILED, EXPIRING, expiringOf, HOLD_OVERDUE } from '../points/facts'
import { notify } from './store'

/** Tells a member how many of their points will lapse, and with which day. */
const expiringConsumer: Consumer = {
  kind: EXPIRING,
  async consume({ _id, payload, at }) {
    const points = expiringOf(payload)
    if (!points) return
    const { memberId, amount, expiresOn } = points
    await notify([
      { to: memberId, kind: 'pointsExpiring', cause: _id, about: `${amount} · ${expiresOn}`, at },
    ])
  },
}

const tellingKeepers = (kind: string, as: NoticeKind): Consumer => ({
  kind,
  async consume({ _id, at }: FactDocument) {
    const keepers = await findStaff('ledger.adjust')
    await notify(keepers.map(({ _id: to }) => ({ to, kind: as, cause: _id, at })))
  },
})

/** Everything that the ledger tells. */
export const ledgerConsumers: readonly Consumer[] = [
  expiringConsumer,
  tellingKeepers(BOOKS_FAILED, 'booksFailed'),
  tellingKeepers(HOLD_OVERDUE, 'holdOverdue'),
]
