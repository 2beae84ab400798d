/**
 * The catalogue: what can be had for points, photographs first. Ids: `page-mall`, `mall-orders`, `mall-coupons`,
 * `mall-items`, `mall-skeleton`, `mall-empty`, and those of ItemCard.
 */
import { View } from '@tarojs/components'
import Taro, { useDidShow, usePullDownRefresh, useReachBottom } from '@tarojs/taro'
import type { ItemCard as ItemCardData } from '../../../contract/mall-shapes'
import { PageFrame } from '../../components/PageFrame'
import { FailureView, StateView } from '../../components/StateView'
import { Tappable } from '../../components/Tappable'
import { ItemCard } from '../../features/mall/components/ItemCard'
import { loadCatalogue, loadMoreItems, useMallStore } from '../../features/mall/store'
import { useWords } from '../../i18n/words'
import { openPage } from '../../platform/navigate'
import './index.scss'

export default function MallPage() {
  const { mall } = useWords()
  useDidShow(() => void loadCatalogue())
  useReachBottom(() => void loadMoreItems())
  usePullDownRefresh(() => void loadCatalogue().finally(() => Taro.stopPullDownRefresh()))
  return (
    <PageFrame name="mall" title={mall.title}>
      <View className="mall-ways">
        <Way
          id="mall-orders"
          icon="bookmark"
          label={mall.orders}
          onTap={() => openPage('/packages/mall/orders', {})}
        />
        <Way
          id="mall-coupons"
          icon="ticket"
          label={mall.coupons}
          onTap={() => openPage('/packages/mall/coupons', {})}
        />
      </View>
      <Items />
    </PageFrame>
  )
}

interface WayProps {
  readonly id: string
  readonly icon: string
  readonly label: string
  readonly onTap: () => void
}

function Way({ id, icon, label, onTap }: WayProps) {
  return (
    <Tappable id={id} className="mall-way" role="link" label={label} onTap={onTap}>
      <View className={`icon-${icon}`} />
      {label}
    </Tappable>
  )
}

function Items() {
  const { mall } = useWords()
  const { items, failure, isLoaded } = useMallStore((store) => store.catalogue)
  if (items.length === 0) {
    if (failure) return <FailureView failure={failure} onRetry={() => void loadCatalogue()} />
    return isLoaded ? (
      <StateView id="mall-empty" drawing="plate" title={mall.emptyTitle} hint={mall.emptyHint} />
    ) : (
      <Skeleton />
    )
  }
  const side = (at: 0 | 1) => items.filter((_item, place) => place % 2 === at)
  return (
    <View id="mall-items" className="mall-items">
      <Column items={side(0)} />
      <Column items={side(1)} />
    </View>
  )
}

function Column({ items }: { readonly items: readonly ItemCardData[] }) {
  return (
    <View className="mall-column">
      {items.map((item) => (
        <ItemCard key={item.itemId} item={item} />
      ))}
    </View>
  )
}

function Skeleton() {
  return (
    <View id="mall-skeleton" className="mall-items">
      {['left', 'right'].map((side) => (
        <View key={side} className="mall-column">
          <View className="skeleton mall-skeleton" />
          <View className="skeleton mall-skeleton" />
        </View>
      ))}
    </View>
  )
}
