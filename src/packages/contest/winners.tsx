/**
 * The winners: the first photograph large, the next two beside each other, the others as a list. Ids: `page-winners`,
 * `winners`, `winners-empty`, `winner-{rank}`, `certificate-{rank}`.
 */
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import type { Output } from '../../../contract'
import { PageFrame } from '../../components/PageFrame'
import { StateView } from '../../components/StateView'
import { Tappable } from '../../components/Tappable'
import { useAsked } from '../../features/contest/asked'
import { Answered } from '../../features/contest/components/Answered'
import { WorkPicture } from '../../features/contest/components/WorkPicture'
import { sayDay } from '../../i18n/say-time'
import { useWords } from '../../i18n/words'
import { call } from '../../platform/cloud'
import { openPage } from '../../platform/navigate'
import './winners.scss'

type Winners = Output<'contest.listWinners'>
type Winner = Winners['winners'][number]

export default function WinnersPage() {
  const { contest } = useWords()
  const contestId = useRouter<{ contestId?: string }>().params.contestId ?? ''
  const asked = useAsked(() => call('contest.listWinners', { contestId }))
  return (
    <PageFrame name="winners" title={contest.winners}>
      <Answered id="winners" asked={asked} gone={contest.gone}>
        {(answer) => <Podium contestId={contestId} answer={answer} />}
      </Answered>
    </PageFrame>
  )
}

/** Places of the podium beneath the first one. */
const BESIDE = 2

function Podium({ contestId, answer }: { readonly contestId: string; readonly answer: Winners }) {
  const words = useWords()
  const { contest } = words
  const { title, finalAt, winners } = answer
  const [first, ...others] = winners
  if (!first)
    return (
      <StateView
        id="winners-empty"
        drawing="cup"
        title={contest.winnersEmpty}
        hint={contest.winnersEmptyHint}
      />
    )
  return (
    <View id="winners" className="winners">
      <View className="winners-title">{title}</View>
      {finalAt === undefined ? null : (
        <View className="winners-soft">{contest.finalAt(sayDay(finalAt, Date.now(), words))}</View>
      )}
      <Place contestId={contestId} winner={first} />
      <View className="winners-beside">
        {others.slice(0, BESIDE).map((winner) => (
          <View key={winner.work.workId} className="winners-half">
            <Place contestId={contestId} winner={winner} />
          </View>
        ))}
      </View>
      {others.slice(BESIDE).map((winner) => (
        <Place key={winner.work.workId} contestId={contestId} winner={winner} />
      ))}
    </View>
  )
}

function Place({ contestId, winner }: { readonly contestId: string; readonly winner: Winner }) {
  const { contest } = useWords()
  const { rank, prize, work, isPaid } = winner
  const { workId, title, picture, author } = work
  const worth = [prize.name, contest.rank(rank), contest.prizePoints(prize.points)].join(' · ')
  return (
    <View className="place">
      <Tappable
        id={`winner-${rank}`}
        role="link"
        label={`${worth}，${title}，${author.nickname}`}
        onTap={() => openPage('/packages/contest/work', { workId })}
      >
        <WorkPicture picture={picture} />
        <View className="place-prize">{prize.name}</View>
        <View className="place-title">{title}</View>
        <View className="winners-soft">{author.nickname}</View>
      </Tappable>
      <View className="place-foot">
        <View className="winners-soft">
          {[contest.prizePoints(prize.points), isPaid ? contest.prizePaid : undefined]
            .filter(Boolean)
            .join(' · ')}
        </View>
        <Tappable
          id={`certificate-${rank}`}
          className="place-certificate"
          label={`${contest.certificate}，${title}`}
          onTap={() => openPage('/packages/compose/poster', { workId, contestId })}
        >
          {contest.certificate}
        </Tappable>
      </View>
    </View>
  )
}
