/** An order in a list: what it was for, what it cost, where it stands. Ids: `order-{orderId}`. */
import { Image, Text, View } from '@tarojs/components'
import { memo } from 'react'
import type { Order } from '../../../../contract/mall-shapes'
import { Tappable } from '../../../components/Tappable'
import { sayTime } from '../../../i18n/say-time'
import { useWords, type Words } from '../../../i18n/words'
import { pictureProps } from '../../../platform/control-props'
import { openPage } from '../../../platform/navigate'
import './OrderLine.scss'

/** Where an order stands, in a word: what is not sent is ready to be used. */
export function sayState({ state, item: { kind } }: Pick<Order, 'state' | 'item'>, { mall }: Words): string {
  return state === 'fulfilled' && kind !== 'goods' ? mall.ready : mall.states[state]
}

interface OrderLineProps {
  readonly order: Order
  /** On the order's own page it leads to the item. */
  readonly leadsTo?: 'order' | 'item'
}

export const OrderLine = memo(function OrderLine({ order, leadsTo = 'order' }: OrderLineProps) {
  const words = useWords()
  const { orderId, item, paid, state, steps } = order
  const stood = sayState(order, words)
  const facts = [words.mall.points(paid), sayTime(steps[0]?.at ?? 0, Date.now(), words)].join(' · ')
  const open = () => {
    if (leadsTo === 'item') openPage('/packages/mall/item', { itemId: item.itemId })
    else openPage('/packages/mall/order', { orderId })
  }
  return (
    <Tappable
      id={`order-${orderId}`}
      className="order-line"
      role="link"
      label={[item.name, facts, stood].join('，')}
      onTap={open}
    >
      {item.picture ? (
        <Image className="order-picture" src={item.picture.url} mode="aspectFill" {...pictureProps('')} />
      ) : (
        <View className="order-picture order-plain">
          <View className="icon-gift" />
        </View>
      )}
      <View className="order-words">
        <View className="order-name">{item.name}</View>
        <View className="order-facts">{facts}</View>
      </View>
      <Text className={`order-state order-state-${state}`}>{stood}</Text>
    </Tappable>
  )
})
