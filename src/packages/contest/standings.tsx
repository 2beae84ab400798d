/**
 * Who stands where, as quiet bars: votes that count, and those that were cast behind them. Ids: `page-standings`,
 * `standings`, `standings-hidden`, `standings-empty`, `line-{rank}`.
 */
import { View } from '@tarojs/components'
import { useReachBottom, useRouter } from '@tarojs/taro'
import type { Output } from '../../../contract'
import type { ResultLine } from '../../../contract/contest-shapes'
import { PageFrame } from '../../components/PageFrame'
import { StateView } from '../../components/StateView'
import { Tappable } from '../../components/Tappable'
import { type Page, usePages } from '../../features/contest/asked'
import { Answered } from '../../features/contest/components/Answered'
import { WorkPicture } from '../../features/contest/components/WorkPicture'
import { barOf, sayMean } from '../../features/contest/numbers'
import { useWords, type Words } from '../../i18n/words'
import { call } from '../../platform/cloud'
import { openPage } from '../../platform/navigate'
import './standings.scss'

type Standings = Page<ResultLine> & Pick<Output<'contest.listStandings'>, 'isHidden' | 'version'>

async function ask(contestId: string, version?: string, cursor?: string): Promise<Standings> {
  const from = { ...(version ? { version: Number(version) } : {}), ...(cursor ? { cursor } : {}) }
  const { lines, ...rest } = await call('contest.listStandings', { contestId, ...from })
  return { ...rest, items: lines }
}

export default function StandingsPage() {
  const { contest } = useWords()
  const { contestId = '', version } = useRouter<{ contestId?: string; version?: string }>().params
  const asked = usePages((cursor) => ask(contestId, version, cursor))
  useReachBottom(() => void asked.askMore())
  return (
    <PageFrame name="standings" title={contest.standings}>
      <Answered id="standings" asked={asked} gone={contest.gone}>
        {(standings) => <Lines standings={standings} />}
      </Answered>
    </PageFrame>
  )
}

function Lines({ standings: { items, isHidden, version } }: { readonly standings: Standings }) {
  const { contest } = useWords()
  if (isHidden) return <StateView id="standings-hidden" drawing="door" title={contest.isHidden} />
  if (items.length === 0)
    return <StateView id="standings-empty" drawing="plate" title={contest.standingsEmpty} />
  const best = Math.max(...items.map(({ votes }) => votes.raw))
  return (
    <View id="standings" className="standings">
      <View className="standings-note">
        {version === 0 ? contest.standingsNow : contest.version(version)}
      </View>
      {items.map((line) => (
        <Line key={line.rank} line={line} best={best} />
      ))}
    </View>
  )
}

function Line({ line, best }: { readonly line: ResultLine; readonly best: number }) {
  const words = useWords()
  const { contest } = words
  const { rank, votes, work } = line
  const { workId, title, picture } = work
  const notes = notesOf(line, words)
  const totals = contest.totals(votes.counted, votes.raw)
  return (
    <Tappable
      id={`line-${rank}`}
      className="line"
      role="link"
      label={[contest.rank(rank), title, notes, totals].join('，')}
      onTap={() => openPage('/packages/contest/work', { workId })}
    >
      <View className="line-rank">{rank}</View>
      <View className="line-picture">
        <WorkPicture picture={picture} isSquare />
      </View>
      <View className="line-words">
        <View className="line-title">{title}</View>
        <View className="line-soft">{notes}</View>
        <View className="bar">
          <View className="bar-raw" style={{ width: `${barOf(votes.raw, best)}%` }} />
          <View className="bar-counted" style={{ width: `${barOf(votes.counted, best)}%` }} />
        </View>
        <View className="line-soft">{totals}</View>
      </View>
    </Tappable>
  )
}

/** Whose it is, what it has won, what the jury gave, and what told it apart from the one before. */
function notesOf({ work, prize, jury, tieBreak }: ResultLine, { contest }: Words): string {
  return [
    work.author.nickname,
    prize?.name,
    jury === undefined ? undefined : contest.juryMean(sayMean(jury)),
    tieBreak && contest.ties[tieBreak],
  ]
    .filter(Boolean)
    .join(' · ')
}
