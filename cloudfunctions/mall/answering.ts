/** An order with the address of its picture, for an answer. */
import type { Order, OrderMover } from '../../contract/mall-shapes'
import { AppError } from '../kit/app-error'
import { temporaryUrls } from '../kit/files'
import type { OrderDocument } from './order-collections'
import { orderFileIds, orderView } from './views'

/** @throws AppError NOT_FOUND when there is none */
export async function answerOrder(
  order: OrderDocument | undefined,
  by: OrderMover = 'member',
): Promise<Order> {
  if (!order) throw new AppError('NOT_FOUND')
  return orderView(order, await temporaryUrls(orderFileIds([order])), by)
}
