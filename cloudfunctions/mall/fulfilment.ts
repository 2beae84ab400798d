/** What a confirmed order brings, by its kind, in the transaction that confirms it (PRODUCT 6.2, 6.3). */
import { DAY_MS } from '../../contract/limits'
import type { Address } from '../../contract/mall-shapes'
import type { Title } from '../../contract/member-shapes'
import { grantMakeUpCard } from '../checkin/card-store'
import { AppError } from '../kit/app-error'
import { randomBytes } from '../kit/clock'
import type { Patch } from '../kit/cloud'
import type { Transaction } from '../kit/transaction'
import { MEMBERS, type MemberDocument } from '../member/collections'
import { withTitle } from '../member/mark-rules'
import { refreshCopies } from '../member/store'
import { keepHonours } from '../member/title-store'
import { SERVICE_CODE_DIGITS, serviceCodeKey, serviceCodeOf } from './code-rules'
import { addCouponIn, couponOf, templateIn } from './coupon-store'
import {
  MALL_SERVICE_CODES,
  MALL_VOUCHERS,
  type OrderDocument,
  type ServiceCodeDocument,
  type VoucherDocument,
} from './order-collections'
import type { OrderEvent } from './order-rules'
import { seal } from './sealing'

/** Who confirms, and what with. */
export interface Confirming {
  readonly callerKey: string
  readonly address: Address | undefined
  readonly at: number
}

/** What fulfilling has made of an order: where it goes on to, if anywhere, and what is kept in it. */
export interface Fulfilled {
  readonly event?: OrderEvent
  readonly patch?: Patch<OrderDocument>
}

/**
 * Gives what an order is for, or says that somebody has to send it.
 * @throws AppError INVALID_INPUT for goods without an address; what cannot be given, such as LIMIT_REACHED for a title
 */
export async function fulfil(
  tx: Transaction,
  order: OrderDocument,
  confirming: Confirming,
): Promise<Fulfilled> {
  const { grant } = order
  switch (grant.kind) {
    case 'goods':
      return { patch: { address: seal(addressText(confirming.address), order._id) } }
    case 'service':
      return { event: 'fulfil', patch: { serviceCode: await issueCode(tx, order) } }
    case 'code':
      return { event: 'fulfil' }
    case 'seat':
      await issueVoucher(tx, order, grant.courseId)
      return { event: 'fulfil' }
    case 'coupon':
      await giveCoupon(tx, order, grant.templateKey, confirming)
      return { event: 'finish' }
    case 'makeUp':
      await giveCards(tx, order, grant, confirming.at)
      return { event: 'finish' }
    case 'title':
      await giveTitle(tx, order, grant, confirming.at)
      return { event: 'finish' }
  }
}

function addressText(address: Address | undefined): string {
  if (!address) throw new AppError('INVALID_INPUT', { field: 'address', rule: 'required' })
  return JSON.stringify(address)
}

async function issueCode(tx: Transaction, { _id }: OrderDocument) {
  const code = serviceCodeOf(randomBytes(SERVICE_CODE_DIGITS))
  const key = serviceCodeKey(code)
  const codes = tx.collection<ServiceCodeDocument>(MALL_SERVICE_CODES)
  await codes.add({ _id: key, schemaVersion: 1, orderId: _id, state: 'open' })
  return { key, sealed: seal(code, _id) }
}

async function issueVoucher(tx: Transaction, { _id, memberId }: OrderDocument, courseId: string) {
  const vouchers = tx.collection<VoucherDocument>(MALL_VOUCHERS)
  await vouchers.add({ _id, schemaVersion: 1, memberId, courseId, state: 'valid' })
}

async function giveCoupon(
  tx: Transaction,
  { _id, memberId }: OrderDocument,
  templateKey: string,
  { callerKey, at }: Confirming,
): Promise<void> {
  const template = await templateIn(tx, templateKey)
  if (!template) throw new Error(`an item gives the coupon ${templateKey}, which there is not`)
  await addCouponIn(tx, couponOf(template, { memberId, callerKey, claimKey: `order:${_id}`, at }))
}

async function giveCards(
  tx: Transaction,
  { _id, memberId }: OrderDocument,
  { count: cards }: { readonly count: number },
  at: number,
): Promise<void> {
  for (let card = 1; card <= cards; card += 1) await grantMakeUpCard(tx, memberId, `${_id}:${card}`, at)
}

async function giveTitle(
  tx: Transaction,
  { _id, memberId, name }: OrderDocument,
  { text, days }: { readonly text: string; readonly days: number },
  at: number,
): Promise<void> {
  const member = await tx.collection<MemberDocument>(MEMBERS).get(memberId)
  if (!member) throw new AppError('NOT_A_MEMBER')
  const granted: Title = {
    titleId: _id.replace('ord_', 'ttl_'),
    kind: 'title',
    text,
    reason: name,
    grantedAt: at,
    lapsesAt: at + days * DAY_MS,
  }
  const titles = withTitle(member.titles ?? [], granted)
  if (!titles) throw new AppError('LIMIT_REACHED')
  await keepHonours(tx, member, { titles }, granted.titleId)
  tx.afterCommit(() => refreshCopies(memberId))
}
