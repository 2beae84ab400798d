/**
 * The activity tab: today's check-in, what can be made up, the month as a calendar of photographs, the contests and the
 * challenges. Ids: `page-activity`, `activity-guest`, `activity-join`, `activity-skeleton`, `activity-why`,
 * `make-up-{day}`, `activity-contests`, `contests-all`, and those of the parts.
 */
import { View } from '@tarojs/components'
import Taro, { useDidShow, useLoad, usePullDownRefresh } from '@tarojs/taro'
import { useState } from 'react'
import { PageFrame } from '../../components/PageFrame'
import { Row, Rows } from '../../components/Row'
import { FailureView, StateView } from '../../components/StateView'
import { Tappable } from '../../components/Tappable'
import { ChallengeRows } from '../../features/checkin/components/ChallengeRows'
import { MakeUpSheet } from '../../features/checkin/components/MakeUpSheet'
import { MonthGrid } from '../../features/checkin/components/MonthGrid'
import { TodayCard } from '../../features/checkin/components/TodayCard'
import { sayDayName } from '../../features/checkin/days'
import { type Activity, checkIn, loadActivity, makeUp, useCheckinStore } from '../../features/checkin/store'
import { ContestRows } from '../../features/contest/components/ContestRows'
import { refreshMe, useMemberStore, whenMember } from '../../features/member/store'
import { MessageOffer } from '../../features/notice/components/MessageOffer'
import { useWords } from '../../i18n/words'
import { openPage } from '../../platform/navigate'
import './index.scss'

const joinAndCheckIn = () => whenMember(() => void checkIn({ proof: { how: 'tap' } }))

export default function ActivityPage() {
  const words = useWords()
  const activity = useCheckinStore((store) => store.activity)
  const failure = useCheckinStore((store) => store.failure)
  // By a code or a message nobody has asked yet who I am.
  useLoad(() => {
    if (!useMemberStore.getState().me) void refreshMe()
  })
  useDidShow(() => void loadActivity())
  usePullDownRefresh(async () => {
    await loadActivity()
    Taro.stopPullDownRefresh()
  })
  return (
    <PageFrame name="activity" title={words.tabs.activity} tab="activity">
      {activity ? <Loaded activity={activity} /> : null}
      {!activity && failure ? <FailureView failure={failure} onRetry={() => void loadActivity()} /> : null}
      {!activity && !failure ? <View id="activity-skeleton" className="skeleton activity-skeleton" /> : null}
    </PageFrame>
  )
}

function Loaded({ activity: { mine, today, challenges, contests } }: { readonly activity: Activity }) {
  const { checkin } = useWords()
  return (
    <>
      {mine ? (
        <Mine mine={mine} today={today} />
      ) : (
        <StateView
          id="activity-guest"
          drawing="calendar"
          title={checkin.guest}
          action={{ id: 'activity-join', label: checkin.join, onTap: joinAndCheckIn }}
        />
      )}
      {contests.length > 0 ? <Contests contests={contests} /> : null}
      <View id="challenges" className="activity-rows">
        <ChallengeRows challenges={challenges} />
      </View>
    </>
  )
}

/** The contests that run or were over lately, and the way to all of them. */
function Contests({ contests }: Pick<Activity, 'contests'>) {
  const { contest } = useWords()
  return (
    <View id="activity-contests" className="activity-rows">
      <View className="activity-title">{contest.title}</View>
      <ContestRows contests={contests} />
      <Tappable
        id="contests-all"
        className="activity-all"
        role="link"
        label={contest.titles}
        onTap={() => openPage('/packages/contest/list', {})}
      >
        {contest.titles}
      </Tappable>
    </View>
  )
}

function Mine({ mine, today }: { readonly mine: NonNullable<Activity['mine']>; readonly today: string }) {
  const words = useWords()
  const { checkin } = words
  const other = useCheckinStore((store) => store.month)
  const [missed, choose] = useState<string>()
  return (
    <>
      <TodayCard mine={mine} today={today} onPhoto={() => openPage('/packages/checkin/photo', {})} />
      <MessageOffer after={['checkIn']} />
      {mine.makeUp.days.length > 0 ? (
        <View className="activity-rows">
          <Rows title={checkin.makeUp}>
            {mine.makeUp.days.map((day) => (
              <Row
                key={day}
                id={`make-up-${day}`}
                icon="retry"
                label={sayDayName(day, words)}
                hint={checkin.makeUpHint(mine.makeUp.left)}
                onTap={() => choose(day)}
              />
            ))}
          </Rows>
        </View>
      ) : null}
      <MonthGrid shown={other ?? mine.month} today={today} />
      <View className="activity-rows">
        <Rows>
          <Row
            id="activity-why"
            icon="question"
            label={checkin.why}
            onTap={() => openPage('/packages/checkin/why', {})}
          />
        </Rows>
      </View>
      <MakeUpSheet day={missed} offer={mine.makeUp} onMakeUp={makeUp} onClose={() => choose(undefined)} />
    </>
  )
}
