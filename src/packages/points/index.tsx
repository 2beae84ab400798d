/**
 * My wallet: what I have and what explains it, the ways to the rules and the books, and the statement to its end.
 * Ids: `page-points`, `points-mall`, `points-earn`, `points-levels`, `points-books`, `points-export`, `points-empty`,
 * `points-skeleton`, and those of the parts.
 */
import { View } from '@tarojs/components'
import Taro, { useLoad, usePullDownRefresh, useReachBottom } from '@tarojs/taro'
import { PageFrame } from '../../components/PageFrame'
import { Row, Rows } from '../../components/Row'
import { FailureView, StateView } from '../../components/StateView'
import { MembersOnly } from '../../features/member/components/MembersOnly'
import { refreshMe, useMemberStore } from '../../features/member/store'
import { fetchStatementFile } from '../../features/points/books'
import { BalanceCard } from '../../features/points/components/BalanceCard'
import { FileExport } from '../../features/points/components/FileExport'
import { StatementLines } from '../../features/points/components/StatementLines'
import { loadMoreLines, openWallet, usePointsStore } from '../../features/points/store'
import { useWords } from '../../i18n/words'
import { openPage } from '../../platform/navigate'
import './index.scss'

async function open(): Promise<void> {
  if (!useMemberStore.getState().me) await refreshMe()
  if (useMemberStore.getState().me) await openWallet()
}

export default function PointsPage() {
  const { points } = useWords()
  useLoad(() => void open())
  useReachBottom(() => void loadMoreLines())
  usePullDownRefresh(async () => {
    await open()
    Taro.stopPullDownRefresh()
  })
  return (
    <PageFrame name="points" title={points.title}>
      <MembersOnly>
        <Wallet />
      </MembersOnly>
    </PageFrame>
  )
}

function Wallet() {
  const { points, mall } = useWords()
  const balance = usePointsStore((store) => store.balance)
  const failure = usePointsStore((store) => store.failure)
  if (!balance) {
    return failure ? <FailureView failure={failure} onRetry={() => void openWallet()} /> : <Skeleton />
  }
  return (
    <>
      <BalanceCard balance={balance} />
      <View className="points-rows">
        <Rows>
          <Row
            id="points-mall"
            icon="gift"
            label={mall.title}
            onTap={() => openPage('/packages/mall/index', {})}
          />
          <Row
            id="points-earn"
            icon="plus"
            label={points.earn}
            onTap={() => openPage('/packages/points/earn', {})}
          />
          <Row
            id="points-levels"
            icon="star"
            label={points.levels}
            value={points.level(balance.level)}
            onTap={() => openPage('/packages/points/levels', {})}
          />
          <Row
            id="points-books"
            icon="book"
            label={points.books}
            onTap={() => openPage('/packages/points/books', {})}
          />
        </Rows>
      </View>
      <View className="section-title">{points.statement}</View>
      <Statement />
    </>
  )
}

function Statement() {
  const { points, common } = useWords()
  const lines = usePointsStore((store) => store.lines)
  const isLoaded = usePointsStore((store) => store.isLoaded)
  const nextCursor = usePointsStore((store) => store.nextCursor)
  if (!isLoaded) return <Skeleton />
  if (lines.length === 0) {
    return (
      <StateView
        id="points-empty"
        drawing="plate"
        title={points.statementEmpty}
        hint={points.statementEmptyHint}
      />
    )
  }
  return (
    <>
      <StatementLines lines={lines} />
      <View className="points-foot">{nextCursor ? common.loading : points.end}</View>
      <FileExport
        id="points-export"
        label={points.export}
        fileName={points.exportName}
        fetch={fetchStatementFile}
      />
    </>
  )
}

const SKELETON_LINES = ['first', 'second', 'third', 'fourth'] as const

function Skeleton() {
  return (
    <View id="points-skeleton" className="points-rows">
      {SKELETON_LINES.map((line) => (
        <View key={line} className="skeleton points-skeleton" />
      ))}
    </View>
  )
}
