/**
 * A contest: where it stands, what it is about, the one thing to do now, and its works. Ids: `page-contest`,
 * `contest-skeleton`, `contest-gone`, `contest-stands`, `contest-primary`, `contest-bar`, `contest-hidden`,
 * `contest-standings`, `contest-ballots`, `contest-mine`, `contest-jury`, `contest-appeal`, `contest-rules`,
 * `contest-proof`, and those of the parts.
 */
import { View } from '@tarojs/components'
import Taro, {
  useLoad,
  usePullDownRefresh,
  useReachBottom,
  useRouter,
  useShareAppMessage,
} from '@tarojs/taro'
import type { ContestDetail } from '../../../contract/contest-shapes'
import { PageFrame } from '../../components/PageFrame'
import { FailureView, StateView } from '../../components/StateView'
import { BallotBar } from '../../features/contest/components/BallotBar'
import { Gallery, GallerySkeleton } from '../../features/contest/components/Gallery'
import { PhaseRibbon } from '../../features/contest/components/PhaseRibbon'
import { sayPhase } from '../../features/contest/phases'
import {
  contestPage,
  EMPTY_CONTEST,
  type ContestPage as Known,
  loadMoreWorks,
  openContest,
  useContestStore,
} from '../../features/contest/store'
import { comeBack } from '../../features/contest/votes'
import { useMemberStore } from '../../features/member/store'
import { useWords, wordsNow } from '../../i18n/words'
import { pageShare } from '../../platform/share'
import './index.scss'
import { Primary } from './parts/Primary'
import { Prizes } from './parts/Prizes'
import { Ways } from './parts/Ways'

export default function ContestPage() {
  const { contest: words } = useWords()
  const contestId = useRouter<{ contestId?: string }>().params.contestId ?? ''
  const page = useContestStore((store) => store.pages[contestId]) ?? EMPTY_CONTEST
  const { contest, failure } = page
  const load = async () => {
    await openContest(contestId)
    await comeBack(contestId)
  }
  useLoad(() => void load())
  useReachBottom(() => void loadMoreWorks(contestId))
  usePullDownRefresh(async () => {
    await load()
    Taro.stopPullDownRefresh()
  })
  useShareAppMessage(() => {
    const known = contestPage(contestId).contest
    const title = known?.title ?? wordsNow().contest.title
    const inviterId = useMemberStore.getState().me?.memberId
    return pageShare(
      '/packages/contest/index',
      { contestId },
      { title, imageUrl: known?.cover?.url, inviterId },
    )
  })
  return (
    <PageFrame name="contest" title={contest?.title ?? words.title}>
      {contest ? (
        <Opened contest={contest} page={page} />
      ) : failure === 'NOT_FOUND' || failure === 'INVALID_INPUT' ? (
        <StateView id="contest-gone" drawing="door" title={words.gone} />
      ) : failure ? (
        <FailureView failure={failure} onRetry={() => void load()} />
      ) : (
        <View id="contest-skeleton">
          <View className="skeleton contest-skeleton-head" />
          <GallerySkeleton />
        </View>
      )}
    </PageFrame>
  )
}

interface OpenedProps {
  readonly contest: ContestDetail
  readonly page: Known
}

function Opened({ contest, page }: OpenedProps) {
  const { contestId, phase } = contest
  const isVoting = phase === 'vote'
  return (
    <View className={isVoting ? 'contest contest-with-bar' : 'contest'}>
      <Head contest={contest} />
      <Prizes prizes={contest.prizes} />
      <Primary contest={contest} />
      <Ways contest={contest} />
      <GalleryHead contest={contest} />
      <Gallery contestId={contestId} page={page} />
      {isVoting ? <BallotBar contest={contest} wishes={page.wishes} /> : null}
    </View>
  )
}

function Head({ contest }: { readonly contest: ContestDetail }) {
  const words = useWords()
  const { title, phase, theme, cancelReason } = contest
  return (
    <View className="contest-head">
      <View className="contest-title">{title}</View>
      <PhaseRibbon phase={phase} />
      <View id="contest-stands" className="contest-stands">
        {sayPhase(contest, Date.now(), words)}
      </View>
      {cancelReason ? <View className="contest-note">{cancelReason}</View> : null}
      <View className="contest-theme">{theme}</View>
    </View>
  )
}

/** How many works there are, in what order they hang, and why there are no totals. */
function GalleryHead({ contest: { workCount, phase, isHidden } }: { readonly contest: ContestDetail }) {
  const { contest } = useWords()
  if (workCount === 0) return null
  const isShuffled = phase !== 'submit' && phase !== 'screen'
  return (
    <View className="contest-gallery-head">
      <View className="contest-works">{contest.works(workCount)}</View>
      {isHidden ? (
        <View id="contest-hidden" className="contest-soft">
          {contest.hiddenNote}
        </View>
      ) : null}
      {isShuffled ? <View className="contest-soft">{contest.shuffledNote}</View> : null}
    </View>
  )
}
