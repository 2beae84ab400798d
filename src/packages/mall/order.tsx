/**
 * One order: where it stands and how it came there, its parcel, its code, and what can be done with it. Ids:
 * `page-order`, `order-state`, `order-confirm`, `order-received`, `order-reveal`, `order-cancel`, `order-code`,
 * `order-qr`, `order-copy`, `order-copy-parcel`, `order-steps`, `order-gone`, `order-skeleton`.
 */
import { Image, View } from '@tarojs/components'
import { useDidShow, useRouter } from '@tarojs/taro'
import { useState } from 'react'
import type { Address, Order } from '../../../contract/mall-shapes'
import { Button } from '../../components/Button'
import { Confirm } from '../../components/Confirm'
import { PageFrame } from '../../components/PageFrame'
import { FailureView, StateView } from '../../components/StateView'
import { AddressForm, NO_ADDRESS, wholeAddress } from '../../features/mall/components/AddressForm'
import { OrderLine, sayState } from '../../features/mall/components/OrderLine'
import {
  cancelOrder,
  confirmOrder,
  loadOrder,
  receiveOrder,
  revealCode,
  useOrderStore,
} from '../../features/mall/orders'
import { qrPicture } from '../../features/mall/qr'
import { sayRefusal } from '../../i18n/say-refusal'
import { sayClock, sayDay, sayTime } from '../../i18n/say-time'
import { useWords, wordsNow } from '../../i18n/words'
import { copyText } from '../../platform/clipboard'
import { pictureProps } from '../../platform/control-props'
import { tick } from '../../platform/haptic'
import { toast } from '../../platform/toast'
import './order.scss'

export default function OrderPage() {
  const { mall } = useWords()
  const orderId = useRouter<{ orderId?: string }>().params.orderId ?? ''
  const { order, address, code, failure } = useOrderStore((store) => store.details[orderId]) ?? {}
  useDidShow(() => void loadOrder(orderId))
  return (
    <PageFrame name="order" title={mall.order}>
      {order ? (
        <Detail order={order} address={address} code={code} />
      ) : failure === 'NOT_FOUND' || failure === 'INVALID_INPUT' ? (
        <StateView id="order-gone" drawing="door" title={mall.orderGone} />
      ) : failure ? (
        <FailureView failure={failure} onRetry={() => void loadOrder(orderId)} />
      ) : (
        <View id="order-skeleton" className="skeleton order-skeleton" />
      )}
    </PageFrame>
  )
}

interface DetailProps {
  readonly order: Order
  readonly address: Address | undefined
  readonly code: string | undefined
}

function Detail({ order, address, code }: DetailProps) {
  const words = useWords()
  const { mall } = words
  const { state, paid, shipping, lapsesAt, orderId, piece } = order
  const now = Date.now()
  return (
    <View className="order">
      <View>
        <View id="order-state" className="order-stands">
          {sayState(order, words)}
        </View>
        <View className="order-soft">
          {state === 'reserved' ? mall.whenHeld(paid) : mall.whenSpent(paid)}
        </View>
        {state === 'reserved' && piece !== undefined ? (
          <View className="order-soft">{mall.piece(piece)}</View>
        ) : null}
        {lapsesAt === undefined ? null : (
          <View className="order-soft">{mall.until(sayClock(lapsesAt, now, words))}</View>
        )}
      </View>
      <View className="order-card">
        <OrderLine order={order} leadsTo="item" />
      </View>
      {state === 'reserved' ? <Reserved order={order} /> : null}
      {order.code ? <Code order={order} code={code} /> : null}
      {shipping ? <Parcel orderId={orderId} shipping={shipping} state={state} /> : null}
      {address ? <Where address={address} /> : null}
      <Steps order={order} />
      {order.refundable || state === 'reserved' ? <GiveUp order={order} /> : null}
    </View>
  )
}

/** Runs something that may be refused; the refusal is said, the joy felt. */
async function attempt(work: () => Promise<unknown>, done?: string): Promise<void> {
  try {
    await work()
    if (done) toast(done)
  } catch (error) {
    toast(sayRefusal(error, wordsNow()))
  }
}

function Reserved({ order: { orderId, item } }: { readonly order: Order }) {
  const { mall } = useWords()
  const [address, setAddress] = useState(NO_ADDRESS)
  const needsAddress = item.kind === 'goods'
  const go = async () => {
    const whole = wholeAddress(address)
    if (needsAddress && !whole) return toast(wordsNow().mall.addressMissing)
    await attempt(async () => {
      await confirmOrder(orderId, needsAddress ? whole : undefined)
      tick()
    }, wordsNow().mall.done[item.kind])
  }
  return (
    <>
      {needsAddress ? <AddressForm address={address} onChange={setAddress} /> : null}
      <Button id="order-confirm" isWide label={mall.confirmOrder} onTap={() => void go()} />
    </>
  )
}

interface CodeProps {
  readonly order: Order
  readonly code: string | undefined
}

/** A code of ours is shown as often as one likes; a third party's is asked about before it is seen the first time. */
function Code({ order: { orderId, item, code: seen, state }, code }: CodeProps) {
  const { mall } = useWords()
  const [isAsked, ask] = useState(false)
  const isService = item.kind === 'service'
  const look = () => {
    ask(false)
    void attempt(() => revealCode(orderId))
  }
  if (code === undefined) {
    const isFirstLook = !isService && seen === 'hidden'
    return (
      <>
        <Button
          id="order-reveal"
          isWide
          label={isService ? mall.showService : mall.reveal}
          onTap={isFirstLook ? () => ask(true) : look}
        />
        <Confirm
          isOpen={isAsked}
          title={mall.revealTitle}
          hint={mall.revealHint}
          yes={mall.reveal}
          onYes={look}
          onClose={() => ask(false)}
        />
      </>
    )
  }
  return (
    <View className="order-card order-code-card">
      <View className="order-soft">{isService ? mall.serviceCode : mall.code}</View>
      {isService && state === 'fulfilled' ? (
        <Image id="order-qr" className="order-qr" src={qrPicture(code)} {...pictureProps(mall.serviceCode)} />
      ) : null}
      <View id="order-code" className="order-code">
        {code}
      </View>
      {isService ? <View className="order-soft">{mall.serviceHint}</View> : null}
      <Button id="order-copy" kind="quiet" label={mall.copyCode} onTap={() => void copy(code)} />
    </View>
  )
}

async function copy(text: string): Promise<void> {
  await attempt(() => copyText(text), wordsNow().mall.copied)
}

interface ParcelProps {
  readonly orderId: string
  readonly shipping: NonNullable<Order['shipping']>
  readonly state: Order['state']
}

function Parcel({ orderId, shipping: { carrier, number, receivedAt }, state }: ParcelProps) {
  const words = useWords()
  const { mall } = words
  return (
    <View className="order-card order-parcel">
      <View>{mall.parcel(carrier, number)}</View>
      <Button id="order-copy-parcel" kind="quiet" label={mall.copyParcel} onTap={() => void copy(number)} />
      {state === 'fulfilled' ? (
        <>
          <View className="order-soft">{mall.receivedBy(sayDay(receivedAt, Date.now(), words))}</View>
          <Button
            id="order-received"
            isWide
            label={mall.received}
            onTap={() => void attempt(() => receiveOrder(orderId), mall.receivedDone)}
          />
        </>
      ) : null}
    </View>
  )
}

function Where({ address: { name, phone, region, detail } }: { readonly address: Address }) {
  const { mall } = useWords()
  return (
    <View className="order-card order-where">
      <View className="order-soft">{mall.address}</View>
      <View>{`${name} ${phone}`}</View>
      <View>{`${region} ${detail}`}</View>
    </View>
  )
}

function Steps({ order: { steps } }: { readonly order: Order }) {
  const words = useWords()
  const { mall } = words
  const now = Date.now()
  return (
    <View id="order-steps" className="order-steps">
      {steps.map(({ state, at, by, reason }) => (
        <View key={state} className="order-step">
          <View>{state === 'cancelled' && by === 'timer' ? mall.lapsed : mall.steps[state]}</View>
          {reason ? <View className="order-soft">{reason}</View> : null}
          <View className="order-soft">{sayTime(at, now, words)}</View>
        </View>
      ))}
    </View>
  )
}

function GiveUp({ order: { orderId, state } }: { readonly order: Order }) {
  const { mall } = useWords()
  const [isAsked, ask] = useState(false)
  const isReserved = state === 'reserved'
  const label = isReserved ? mall.cancelOrder : mall.refund
  const go = () => {
    ask(false)
    void attempt(() => cancelOrder(orderId), wordsNow().mall.givenBackDone)
  }
  return (
    <>
      <Button id="order-cancel" kind="quiet" isWide label={label} onTap={() => ask(true)} />
      <Confirm
        isOpen={isAsked}
        title={isReserved ? mall.cancelTitle : mall.refundTitle}
        hint={mall.givenBack}
        yes={label}
        onYes={go}
        onClose={() => ask(false)}
      />
    </>
  )
}
