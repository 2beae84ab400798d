/** My orders. Ids: `page-orders`, `orders`, `orders-skeleton`, `orders-empty`, and those of OrderLine. */
import { View } from '@tarojs/components'
import { useDidShow, useReachBottom } from '@tarojs/taro'
import { PageFrame } from '../../components/PageFrame'
import { FailureView, StateView } from '../../components/StateView'
import { OrderLine } from '../../features/mall/components/OrderLine'
import { loadMoreOrders, loadOrders, useOrderStore } from '../../features/mall/orders'
import { MembersOnly } from '../../features/member/components/MembersOnly'
import { refreshMe, useMemberStore } from '../../features/member/store'
import { useWords } from '../../i18n/words'
import { openPage } from '../../platform/navigate'
import './orders.scss'

async function show(): Promise<void> {
  if (!useMemberStore.getState().me) await refreshMe()
  if (useMemberStore.getState().me) await loadOrders()
}

export default function OrdersPage() {
  const { mall } = useWords()
  useDidShow(() => void show())
  useReachBottom(() => void loadMoreOrders())
  return (
    <PageFrame name="orders" title={mall.orders}>
      <MembersOnly>
        <Orders />
      </MembersOnly>
    </PageFrame>
  )
}

function Orders() {
  const { mall } = useWords()
  const { orders, failure, isLoaded } = useOrderStore((store) => store.list)
  if (orders.length > 0) {
    return (
      <View id="orders" className="orders">
        {orders.map((order) => (
          <OrderLine key={order.orderId} order={order} />
        ))}
      </View>
    )
  }
  if (failure) return <FailureView failure={failure} onRetry={() => void loadOrders()} />
  if (!isLoaded) return <View id="orders-skeleton" className="skeleton orders-skeleton" />
  return (
    <StateView
      id="orders-empty"
      drawing="plate"
      title={mall.ordersEmptyTitle}
      hint={mall.ordersEmptyHint}
      action={{ label: mall.toMall, onTap: () => openPage('/packages/mall/index', {}) }}
    />
  )
}
