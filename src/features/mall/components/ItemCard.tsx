/** An item in the catalogue: its photograph, its name, its price, and what stands in its way. Ids: `item-{itemId}`. */
import { Image, Text, View } from '@tarojs/components'
import { memo } from 'react'
import type { ItemCard as ItemCardData } from '../../../../contract/mall-shapes'
import { Tappable } from '../../../components/Tappable'
import { sayClock } from '../../../i18n/say-time'
import { useWords, type Words } from '../../../i18n/words'
import { pictureProps } from '../../../platform/control-props'
import { openPage } from '../../../platform/navigate'
import { frameOf } from '../standing'
import './ItemCard.scss'

/** So few that they are worth telling. */
const FEW = 5

/** What is worth knowing before one opens it; undefined when there is nothing in the way. */
export function sayScarcity(
  { left, opensAt, level }: ItemCardData,
  now: number,
  words: Words,
): string | undefined {
  const { mall } = words
  if (left === 0) return mall.soldOut
  if (opensAt !== undefined && opensAt > now) return mall.opensAt(sayClock(opensAt, now, words))
  if (level > 1) return mall.level(level)
  return left !== undefined && left <= FEW ? mall.few(left) : undefined
}

export const ItemCard = memo(function ItemCard({ item }: { readonly item: ItemCardData }) {
  const words = useWords()
  const { itemId, name, price, kind, picture } = item
  const note = sayScarcity(item, Date.now(), words)
  const cost = words.mall.points(price)
  return (
    <Tappable
      id={`item-${itemId}`}
      className="item-card"
      role="link"
      label={[name, cost, words.mall.kinds[kind], note].filter(Boolean).join('，')}
      onTap={() => openPage('/packages/mall/item', { itemId })}
    >
      {picture ? (
        <View className="item-frame" style={frameOf(picture)}>
          <Image
            className="item-picture"
            src={picture.url}
            mode="aspectFill"
            lazyLoad
            {...pictureProps('')}
          />
        </View>
      ) : (
        <View className="item-plain">
          <View className="icon-gift" />
        </View>
      )}
      <View className="item-words">
        <View className="item-name">{name}</View>
        <View className="item-foot">
          <Text className="item-price">{cost}</Text>
          {note ? <Text className="item-note">{note}</Text> : null}
        </View>
      </View>
    </Tappable>
  )
})
