/** The mall: items for points, orders, coupons. PRODUCT 6. */
import { mallCoupons } from './mall-coupons'
import { mallItems } from './mall-items'
import { mallOrders } from './mall-orders'

export const mall = { ...mallItems, ...mallOrders, ...mallCoupons } as const
