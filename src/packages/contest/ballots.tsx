/**
 * My ballots, day by day: how each vote counts, and whether the ballot is in the sealed list of its day. Ids:
 * `page-ballots`, `ballots`, `ballots-empty`, `ballot-{day}`, `vote-of-{day}-{workId}`, and those of ReceiptCheck.
 */
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import type { Output } from '../../../contract'
import { PageFrame } from '../../components/PageFrame'
import { StateView } from '../../components/StateView'
import { sayDayName } from '../../features/checkin/days'
import { useAsked } from '../../features/contest/asked'
import { Answered } from '../../features/contest/components/Answered'
import { WorkLine } from '../../features/contest/components/WorkLine'
import { MembersOnly } from '../../features/member/components/MembersOnly'
import { useTold } from '../../features/member/told'
import { useWords } from '../../i18n/words'
import { call } from '../../platform/cloud'
import './ballots.scss'
import { ReceiptCheck } from './parts/ReceiptCheck'

type OneDay = Output<'contest.listMyBallots'>['ballots'][number]

export default function BallotsPage() {
  const { contest } = useWords()
  const contestId = useRouter<{ contestId?: string }>().params.contestId ?? ''
  useTold()
  return (
    <PageFrame name="ballots" title={contest.ballots}>
      <MembersOnly>
        <Ballots contestId={contestId} />
      </MembersOnly>
    </PageFrame>
  )
}

function Ballots({ contestId }: { readonly contestId: string }) {
  const { contest } = useWords()
  const asked = useAsked(() => call('contest.listMyBallots', { contestId }))
  return (
    <Answered id="ballots" asked={asked} gone={contest.gone}>
      {({ ballots }) =>
        ballots.length > 0 ? (
          <View id="ballots" className="ballots">
            {ballots.map((ballot) => (
              <DayBallot key={ballot.day} contestId={contestId} ballot={ballot} />
            ))}
          </View>
        ) : (
          <StateView
            id="ballots-empty"
            drawing="calendar"
            title={contest.ballotsEmptyTitle}
            hint={contest.ballotsEmptyHint}
          />
        )
      }
    </Answered>
  )
}

interface DayBallotProps {
  readonly contestId: string
  readonly ballot: OneDay
}

function DayBallot({ contestId, ballot: { day, votes, isAnchored } }: DayBallotProps) {
  const words = useWords()
  const { contest } = words
  return (
    <View id={`ballot-${day}`} className="ballot">
      <View className="ballot-day">{sayDayName(day, words)}</View>
      {votes.length === 0 ? <View className="ballot-soft">{contest.ballotEmpty}</View> : null}
      {votes.map(({ work, status }) => (
        <WorkLine
          key={work.workId}
          id={`vote-of-${day}-${work.workId}`}
          work={work}
          hint={`${work.author.nickname} · ${contest.statuses[status]}`}
        />
      ))}
      {votes.some(({ status }) => status === 'waiting') ? (
        <View className="ballot-soft">{contest.newcomerWhy}</View>
      ) : null}
      {isAnchored ? (
        <ReceiptCheck contestId={contestId} day={day} />
      ) : (
        <View className="ballot-soft">{contest.notAnchored}</View>
      )}
    </View>
  )
}
