/**
 * A challenge: what it asks, my days, today's proof, the ranking, and what members did. Ids: `page-challenge`,
 * `challenge-join`, `challenge-done`, `challenge-replace-{day}`, `challenge-make-up-{day}`, `challenge-gone`, and those
 * of the parts.
 */
import { View } from '@tarojs/components'
import Taro, {
  useLoad,
  usePullDownRefresh,
  useReachBottom,
  useRouter,
  useShareAppMessage,
  useUnload,
} from '@tarojs/taro'
import { useState } from 'react'
import { Button } from '../../components/Button'
import { PageFrame } from '../../components/PageFrame'
import { FailureView, StateView } from '../../components/StateView'
import {
  type Challenge,
  joinChallenge,
  loadMoreRanking,
  makeUpChallenge,
  openChallenge,
  submitProof,
  useChallengeStore,
} from '../../features/checkin/challenge'
import { ChallengeDays } from '../../features/checkin/components/ChallengeDays'
import { MakeUpSheet } from '../../features/checkin/components/MakeUpSheet'
import { ProofForm } from '../../features/checkin/components/ProofForm'
import { RankingLines } from '../../features/checkin/components/RankingLines'
import { ShownProofs } from '../../features/checkin/components/ShownProofs'
import { sayDayName } from '../../features/checkin/days'
import { loadMoreProofs } from '../../features/checkin/proofs'
import { PhotoTray } from '../../features/media/components/PhotoTray'
import { clearTray, trayOf, useMediaStore } from '../../features/media/store'
import { useMemberStore, whenMember } from '../../features/member/store'
import { sayClock } from '../../i18n/say-time'
import { useWords, type Words } from '../../i18n/words'
import { pageShare } from '../../platform/share'
import './challenge.scss'

const TRAY = 'challenge'

export default function ChallengePage() {
  const { checkin } = useWords()
  const challengeId = useRouter<{ challengeId?: string }>().params.challengeId ?? ''
  const challenge = useChallengeStore((store) => store.challenge)
  const failure = useChallengeStore((store) => store.failure)
  const load = () => openChallenge(challengeId)
  useLoad(() => void load())
  useUnload(() => clearTray(TRAY))
  useReachBottom(() => void loadMoreProofs())
  usePullDownRefresh(async () => {
    await load()
    Taro.stopPullDownRefresh()
  })
  useShareAppMessage(() =>
    pageShare(
      '/packages/checkin/challenge',
      { challengeId },
      {
        title: useChallengeStore.getState().challenge?.title ?? checkin.challenges,
        inviterId: useMemberStore.getState().me?.memberId,
      },
    ),
  )
  return (
    <PageFrame name="challenge" title={challenge?.title ?? checkin.challenges}>
      {challenge ? <Opened challenge={challenge} /> : null}
      {!challenge && failure === 'NOT_FOUND' ? (
        <StateView id="challenge-gone" drawing="door" title={checkin.gone} />
      ) : null}
      {!challenge && failure && failure !== 'NOT_FOUND' ? (
        <FailureView failure={failure} onRetry={() => void load()} />
      ) : null}
      {!challenge && !failure ? <View className="skeleton challenge-skeleton" /> : null}
    </PageFrame>
  )
}

function Opened({ challenge }: { readonly challenge: Challenge }) {
  const { checkin } = useWords()
  const ranking = useChallengeStore((store) => store.ranking)
  return (
    <View className="challenge">
      <Terms challenge={challenge} />
      {challenge.mine ? <Mine challenge={challenge} mine={challenge.mine} /> : <Join challenge={challenge} />}
      <View className="challenge-title">{checkin.ranking}</View>
      <View className="challenge-hint">{checkin.rankingHint}</View>
      <RankingLines lines={ranking?.lines ?? []} />
      {ranking?.nextCursor ? (
        <Button
          id="ranking-more"
          kind="quiet"
          isWide
          label={checkin.moreRanking}
          onTap={() => void loadMoreRanking(challenge.challengeId)}
        />
      ) : null}
      <View className="challenge-title">{checkin.shownProofs}</View>
      <ShownProofs />
    </View>
  )
}

/** What the challenge asks, and what it gives. */
function Terms({ challenge }: { readonly challenge: Challenge }) {
  const words = useWords()
  return (
    <View className="challenge-card">
      <View className="challenge-hint">{spanOf(challenge, words)}</View>
      <View className="challenge-rules">{challenge.rules}</View>
      {termsOf(challenge, words).map((term) => (
        <View key={term} className="challenge-term">
          <View className="icon-check" />
          <View>{term}</View>
        </View>
      ))}
    </View>
  )
}

function spanOf({ phase, firstDay, lastDay, memberCount }: Challenge, words: Words): string {
  const { checkin } = words
  const span = checkin.span(sayDayName(firstDay, words), sayDayName(lastDay, words))
  return [checkin.phases[phase], span, checkin.members(memberCount)].join(' · ')
}

function termsOf({ proofs, makeUpsMax, coupon }: Challenge, { checkin }: Words): string[] {
  return [
    checkin.proofsTaken(proofs.map((kind) => checkin.proofs[kind]).join(' / ')),
    ...(makeUpsMax > 0 ? [checkin.makeUpsMax(makeUpsMax)] : []),
    ...(coupon ? [checkin.reward(coupon.validDays)] : []),
  ]
}

function Join({ challenge: { challengeId, phase } }: { readonly challenge: Challenge }) {
  const { checkin } = useWords()
  if (phase === 'over') return null
  return (
    <Button
      id="challenge-join"
      isWide
      label={checkin.joinChallenge}
      onTap={() => whenMember(() => void joinChallenge(challengeId))}
    />
  )
}

interface MineProps {
  readonly challenge: Challenge
  readonly mine: NonNullable<Challenge['mine']>
}

function Mine({ challenge, mine }: MineProps) {
  const words = useWords()
  const { checkin } = words
  const { challengeId, days, phase, coupon, makeUp } = challenge
  const [missed, choose] = useState<string>()
  return (
    <View className="challenge-card">
      <View className="challenge-progress">{checkin.progress(mine.done, days)}</View>
      <ChallengeDays challenge={challenge} />
      {mine.completedAt === undefined ? null : (
        <View id="challenge-done" className="challenge-done">
          {coupon ? checkin.completed : checkin.completedPlain}
        </View>
      )}
      {mine.completedAt === undefined && mine.doneToday ? (
        <View className="challenge-done">{checkin.proven}</View>
      ) : null}
      {phase === 'running' && !mine.doneToday ? <Proving challenge={challenge} /> : null}
      {(challenge.toReplace ?? []).map(({ day, until }) => (
        <View key={day} id={`challenge-replace-${day}`} className="challenge-replace">
          <View>{checkin.replace(sayDayName(day, words))}</View>
          <View className="challenge-hint">{checkin.replaceUntil(sayClock(until, Date.now(), words))}</View>
          <Proving challenge={challenge} day={day} />
        </View>
      ))}
      {makeUp?.days.map((day) => (
        <Button
          key={day}
          id={`challenge-make-up-${day}`}
          kind="quiet"
          isWide
          label={checkin.makeUpTitle(sayDayName(day, words))}
          onTap={() => choose(day)}
        />
      ))}
      <MakeUpSheet
        day={missed}
        offer={makeUp ?? { points: 0, cards: 0 }}
        onMakeUp={(day, payWith) => makeUpChallenge(challengeId, day, payWith)}
        onClose={() => choose(undefined)}
      />
    </View>
  )
}

/** The proof of today, or of a day whose proof was rejected. */
function Proving({ challenge, day }: { readonly challenge: Challenge; readonly day?: string }) {
  const [photo] = useMediaStore((store) => trayOf(store, TRAY))
  return (
    <ProofForm
      kinds={challenge.proofs}
      photoId={photo?.done?.photo.mediaId}
      photoTray={<PhotoTray tray={TRAY} countMax={1} />}
      onProof={async (proof) => {
        const isTaken = await submitProof(challenge.challengeId, proof, day)
        if (isTaken) clearTray(TRAY)
        return isTaken
      }}
    />
  )
}
