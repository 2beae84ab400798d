/**
 * One item: its photographs edge to edge, what it is, what it costs, and what stands in the way.
 * Ids: `page-item`, `item-redeem`, `item-remind`, `item-gone`, `item-skeleton`, `item-left`.
 */
import { Image, Swiper, SwiperItem, View } from '@tarojs/components'
import { useDidShow, useRouter, useShareAppMessage } from '@tarojs/taro'
import { SALE_NOTICE_MS } from '../../../contract/limits'
import type { Item } from '../../../contract/mall-shapes'
import { Button } from '../../components/Button'
import { PageFrame } from '../../components/PageFrame'
import { FailureView, StateView } from '../../components/StateView'
import { sayScarcity } from '../../features/mall/components/ItemCard'
import { COUNTED_DOWN_MS, useServerNow } from '../../features/mall/opening'
import { frameOf, type Standing, standingOf } from '../../features/mall/standing'
import { loadItem, setReminder, useMallStore } from '../../features/mall/store'
import { whenMember } from '../../features/member/store'
import { sayRefusal } from '../../i18n/say-refusal'
import { sayClock, sayCountdown } from '../../i18n/say-time'
import { useWords, type Words, wordsNow } from '../../i18n/words'
import { pictureProps } from '../../platform/control-props'
import { openPage } from '../../platform/navigate'
import { pageShare } from '../../platform/share'
import { toast } from '../../platform/toast'
import './item.scss'

export default function ItemPage() {
  const { mall } = useWords()
  const itemId = useRouter<{ itemId?: string }>().params.itemId ?? ''
  const { item, failure, aheadMs = 0 } = useMallStore((store) => store.items[itemId]) ?? {}
  useDidShow(() => void loadItem(itemId))
  useShareAppMessage(() => pageShare('/packages/mall/item', { itemId }, { title: item?.name ?? mall.title }))
  return (
    <PageFrame name="item" title={mall.title}>
      {item ? (
        <Detail item={item} aheadMs={aheadMs} />
      ) : failure === 'NOT_FOUND' || failure === 'INVALID_INPUT' ? (
        <StateView id="item-gone" drawing="door" title={mall.gone} />
      ) : failure ? (
        <FailureView failure={failure} onRetry={() => void loadItem(itemId)} />
      ) : (
        <View id="item-skeleton" className="skeleton item-skeleton" />
      )}
    </PageFrame>
  )
}

interface DetailProps {
  readonly item: Item
  readonly aheadMs: number
}

function Detail({ item, aheadMs }: DetailProps) {
  const words = useWords()
  const { mall } = words
  const now = Date.now() + aheadMs
  const scarcity =
    sayScarcity(item, now, words) ?? (item.left === undefined ? undefined : mall.left(item.left))
  return (
    <View className="item">
      <Pictures item={item} />
      <View className="item-card-words">
        <View className="item-title">{item.name}</View>
        <View className="item-cost">{mall.points(item.price)}</View>
        <View id="item-left" className="item-facts">
          {[item.flash ? mall.flash : undefined, mall.kinds[item.kind], scarcity].filter(Boolean).join(' · ')}
        </View>
        {gives(item, words).map((line) => (
          <View key={line} className="item-facts">
            {line}
          </View>
        ))}
        {item.words ? <View className="item-said">{item.words}</View> : null}
      </View>
      <Foot item={item} aheadMs={aheadMs} />
    </View>
  )
}

/** What one gets, how often, and until when it can be given back. */
function gives({ grant, perMemberMax }: Item, { mall }: Words): string[] {
  return [
    ...(grant.kind === 'title' ? [mall.titleFor(grant.text, grant.days)] : []),
    ...(grant.kind === 'makeUp' ? [mall.cards(grant.count)] : []),
    ...(perMemberMax === undefined ? [] : [mall.perMember(perMemberMax)]),
    mall.refundNote[grant.kind],
  ]
}

function Pictures({ item: { name, pictures } }: { readonly item: Item }) {
  const [first] = pictures
  if (!first) return null
  return (
    <View className="item-pictures" style={frameOf(first)}>
      <Swiper className="item-swiper" indicatorDots={pictures.length > 1}>
        {pictures.map(({ url }) => (
          <SwiperItem key={url}>
            <Image className="item-photo" src={url} mode="aspectFill" {...pictureProps(name)} />
          </SwiperItem>
        ))}
      </Swiper>
    </View>
  )
}

function Foot({ item, aheadMs }: DetailProps) {
  const words = useWords()
  const { mall } = words
  const { itemId, mine } = item
  const now = useServerNow(item.opensAt, aheadMs)
  const standing = standingOf(item, now)
  return (
    <View className="item-foot-bar">
      {mine ? <View className="item-mine">{mall.mine(mine.available)}</View> : null}
      {standing.kind === 'notYet' && standing.opensAt - now > SALE_NOTICE_MS && mine ? (
        <Remind itemId={itemId} reminded={mine.reminded} />
      ) : null}
      <Button
        id="item-redeem"
        isWide
        isDisabled={!mayGoOn(standing, now)}
        label={sayStanding(standing, now, words)}
        onTap={() => whenMember(() => openPage('/packages/mall/confirm', { itemId }))}
      />
    </View>
  )
}

/** Shortly before an opening one may get ready: coupons and address are chosen then, and one tap is left. */
function mayGoOn(standing: Standing, now: number): boolean {
  if (standing.kind === 'notYet') return standing.opensAt - now <= SALE_NOTICE_MS
  return standing.kind === 'open' || standing.kind === 'guest' || standing.kind === 'short'
}

function sayStanding(standing: Standing, now: number, words: Words): string {
  const { mall } = words
  switch (standing.kind) {
    case 'soldOut':
      return mall.soldOut
    case 'limit':
      return mall.limitReached
    case 'notYet':
      return sayOpening(standing.opensAt, now, words)
    case 'level':
      return mall.level(standing.level)
    case 'owed':
      return mall.owed(standing.points)
    case 'short':
      return mall.shortOf(standing.points)
    default:
      return mall.redeem
  }
}

function sayOpening(opensAt: number, now: number, words: Words): string {
  const { mall } = words
  const leftMs = opensAt - now
  if (leftMs <= SALE_NOTICE_MS) return mall.getReady(sayCountdown(leftMs))
  return leftMs <= COUNTED_DOWN_MS
    ? mall.opensIn(sayCountdown(leftMs))
    : mall.opensAt(sayClock(opensAt, now, words))
}

function Remind({ itemId, reminded }: { readonly itemId: string; readonly reminded: boolean }) {
  const { mall } = useWords()
  const turn = async () => {
    try {
      await setReminder(itemId, !reminded)
      toast(reminded ? wordsNow().mall.remindOff : wordsNow().mall.remindedDone)
    } catch (error) {
      toast(sayRefusal(error, wordsNow()))
    }
  }
  return (
    <Button
      id="item-remind"
      kind="quiet"
      isWide
      label={reminded ? mall.reminded : mall.remind}
      onTap={() => void turn()}
    />
  )
}
