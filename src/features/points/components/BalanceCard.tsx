/**
 * What I have: points to spend, the level and the way to the next, and whatever explains the figure. Ids: `balance`,
 * `balance-available`, `balance-held`, `balance-debt`, `balance-soonest`.
 */
import { Text, View } from '@tarojs/components'
import type { Balance } from '../../../../contract/points-shapes'
import { useWords } from '../../../i18n/words'
import { LevelBar } from './LevelBar'
import './BalanceCard.scss'

export function BalanceCard({ balance }: { readonly balance: Balance }) {
  const { points } = useWords()
  const { available, held, debt, lots, today } = balance
  const [soonest] = lots
  return (
    <View id="balance" className="balance">
      <View className="balance-label">{points.available}</View>
      <View id="balance-available" className="balance-available">
        {available}
      </View>
      <LevelBar balance={balance} />
      <View className="balance-note">{points.today(today.earned, today.max)}</View>
      {soonest ? (
        <View id="balance-soonest" className="balance-note">
          {points.soonest(soonest.expiresOn, soonest.amount)}
        </View>
      ) : null}
      {held > 0 ? (
        <Figure id="balance-held" label={points.held} amount={held} hint={points.heldHint} />
      ) : null}
      {debt > 0 ? (
        <Figure id="balance-debt" label={points.debt} amount={debt} hint={points.debtHint} />
      ) : null}
    </View>
  )
}

interface FigureProps {
  readonly id: string
  readonly label: string
  readonly amount: number
  readonly hint: string
}

function Figure({ id, label, amount, hint }: FigureProps) {
  return (
    <View id={id} className="balance-figure">
      <View className="balance-figure-line">
        <Text>{label}</Text>
        <Text>{amount}</Text>
      </View>
      <View className="balance-note">{hint}</View>
    </View>
  )
}
