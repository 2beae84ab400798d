import { mall } from '../../contract/mall'
import { serve } from '../kit/serve'
import { cancelOrder } from './actions/cancelOrder'
import { claimCoupon } from './actions/claimCoupon'
import { completeOrder } from './actions/completeOrder'
import { confirmOrder } from './actions/confirmOrder'
import { getAddress } from './actions/getAddress'
import { getItem } from './actions/getItem'
import { getLiability } from './actions/getLiability'
import { getOrder } from './actions/getOrder'
import { giveCoupons } from './actions/giveCoupons'
import { importCodes } from './actions/importCodes'
import { listCoupons } from './actions/listCoupons'
import { listItems } from './actions/listItems'
import { listManagedItems } from './actions/listManagedItems'
import { listManagedOrders } from './actions/listManagedOrders'
import { listOrders } from './actions/listOrders'
import { placeOrder } from './actions/placeOrder'
import { receiveOrder } from './actions/receiveOrder'
import { redeemCode } from './actions/redeemCode'
import { refundOrder } from './actions/refundOrder'
import { restock } from './actions/restock'
import { revealCode } from './actions/revealCode'
import { saveCouponTemplate } from './actions/saveCouponTemplate'
import { saveItem } from './actions/saveItem'
import { setItemState } from './actions/setItemState'
import { setReminder } from './actions/setReminder'
import { shipOrder } from './actions/shipOrder'

export const main = serve(mall, {
  'mall.listItems': listItems,
  'mall.getItem': getItem,
  'mall.setReminder': setReminder,
  'mall.listManagedItems': listManagedItems,
  'mall.saveItem': saveItem,
  'mall.setItemState': setItemState,
  'mall.restock': restock,
  'mall.importCodes': importCodes,
  'mall.placeOrder': placeOrder,
  'mall.confirmOrder': confirmOrder,
  'mall.cancelOrder': cancelOrder,
  'mall.receiveOrder': receiveOrder,
  'mall.revealCode': revealCode,
  'mall.listOrders': listOrders,
  'mall.getOrder': getOrder,
  'mall.listManagedOrders': listManagedOrders,
  'mall.getAddress': getAddress,
  'mall.shipOrder': shipOrder,
  'mall.completeOrder': completeOrder,
  'mall.refundOrder': refundOrder,
  'mall.redeemCode': redeemCode,
  'mall.listCoupons': listCoupons,
  'mall.claimCoupon': claimCoupon,
  'mall.saveCouponTemplate': saveCouponTemplate,
  'mall.giveCoupons': giveCoupons,
  'mall.getLiability': getLiability,
})
