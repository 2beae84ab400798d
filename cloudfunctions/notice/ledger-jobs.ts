/** What the ledger has to tell: members of points that will lapse, those who keep it of what is wrong with it. */
import type { NoticeKind } from '../../contract/notice'
import type { FactDocument } from '../kit/collections'
import type { Consumer } from '../kit/outbox'
import { findStaff } from '../kit/staff'
import {
  ADJUSTMENT_DECIDED,
  ADJUSTMENT_WAITS,
  BOOKS_FAILED,
  EXPIRING,
  expiringOf,
  HOLD_OVERDUE,
  toldAdjustmentOf,
} from '../points/facts'
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

/** Tells those who may approve an adjustment that it waits, but for who has asked. PRODUCT 5.7, 11.1. */
const adjustmentConsumer: Consumer = {
  kind: ADJUSTMENT_WAITS,
  async consume({ _id, payload, at }) {
    const told = toldAdjustmentOf(payload)
    if (!told) return
    const others = (await findStaff('ledger.adjust')).filter((each) => each._id !== told.requestedBy)
    const waits = { kind: 'adjustmentWaits', cause: _id, about: signed(told.points), at } as const
    await notify(others.map(({ _id: to }) => ({ to, ...waits })))
  },
}

/** Tells who has asked for an adjustment that it was decided. */
const decisionConsumer: Consumer = {
  kind: ADJUSTMENT_DECIDED,
  async consume({ _id, payload, at }) {
    const told = toldAdjustmentOf(payload)
    if (!told) return
    const about = signed(told.points)
    await notify([{ to: told.requestedBy, kind: 'adjustmentDecided', cause: _id, about, at }])
  },
}

const signed = (points: number) => (points > 0 ? `+${points}` : String(points))

/** Everything that the ledger tells. */
export const ledgerConsumers: readonly Consumer[] = [
  expiringConsumer,
  adjustmentConsumer,
  decisionConsumer,
  tellingKeepers(BOOKS_FAILED, 'booksFailed'),
  tellingKeepers(HOLD_OVERDUE, 'holdOverdue'),
]
