/**
 * A work: the photograph edge to edge, its title and author, what was said of it, its votes, and the heart. Opened by a
 * card or by a mini program code. Ids: `page-work`, `work-skeleton`, `work-gone`, `work-photo`, `work-author`,
 * `work-totals`, `work-post`, `work-contest`, `work-single`, and those of the parts.
 */
import { Image, View } from '@tarojs/components'
import Taro, { useDidShow, useRouter, useShareAppMessage, useShareTimeline } from '@tarojs/taro'
import type { ContestDetail, WorkDetail } from '../../../contract/contest-shapes'
import { MemberRow } from '../../components/MemberRow'
import { PageFrame } from '../../components/PageFrame'
import { Row, Rows } from '../../components/Row'
import { FailureView, StateView } from '../../components/StateView'
import { Tappable } from '../../components/Tappable'
import { workIdOf } from '../../features/contest/arrival'
import { sayPhase } from '../../features/contest/phases'
import { contestPage, openWork, useContestStore } from '../../features/contest/store'
import { comeBack } from '../../features/contest/votes'
import { useMemberStore } from '../../features/member/store'
import { frameOf } from '../../features/post/feed'
import { sayDay } from '../../i18n/say-time'
import { useWords, wordsNow } from '../../i18n/words'
import { pictureProps } from '../../platform/control-props'
import { openPage, openTab } from '../../platform/navigate'
import { pageShare, timelineShare } from '../../platform/share'
import { isSinglePage } from '../../platform/single-page'
import { OwnWork } from './parts/OwnWork'
import { WorkBar } from './parts/WorkBar'
import './work.scss'

/** The card of a work, by whoever sends it: an invitation to look, without a word of reward. */
function cardOf(workId: string) {
  const work = useContestStore.getState().works[workId]?.work
  const { name, contest: words } = wordsNow()
  const contest = work && contestPage(work.contestId).contest
  return pageShare(
    '/packages/contest/work',
    { workId },
    {
      title: work && contest ? words.shareTitle(work.title, contest.title) : name,
      imageUrl: work?.picture.url,
      inviterId: useMemberStore.getState().me?.memberId,
    },
  )
}

/** Loads a work; a newcomer who came by it has come back. */
async function load(workId: string): Promise<void> {
  await openWork(workId)
  const { work } = useContestStore.getState().works[workId] ?? {}
  if (work && !isSinglePage()) await comeBack(work.contestId)
}

export default function WorkPage() {
  const { contest: words, admin } = useWords()
  const workId = workIdOf(useRouter<{ workId?: string; scene?: string }>().params)
  const { work, mine, failure } = useContestStore((store) => store.works[workId]) ?? {}
  const contest = useContestStore((store) => (work ? store.pages[work.contestId]?.contest : undefined))
  useDidShow(() => void load(workId))
  useShareAppMessage(() => cardOf(workId))
  useShareTimeline(() => timelineShare(cardOf(workId)))
  return (
    <PageFrame name="work" title={words.work}>
      {work && contest ? (
        <View className="work">
          <Photo work={work} />
          <Words work={work} contest={contest} />
          {mine ? <OwnWork work={mine} /> : null}
          <Facts work={work} contest={contest} />
          <Foot work={work} />
        </View>
      ) : failure === 'NOT_FOUND' || failure === 'INVALID_INPUT' ? (
        <StateView
          id="work-gone"
          drawing="door"
          title={words.workGone}
          hint={words.workGoneHint}
          action={{ label: admin.backToCommunity, onTap: () => openTab('community') }}
        />
      ) : failure ? (
        <FailureView failure={failure} onRetry={() => void load(workId)} />
      ) : (
        <View id="work-skeleton">
          <View className="skeleton work-skeleton-photo" />
          <View className="skeleton work-skeleton-line" />
        </View>
      )}
    </PageFrame>
  )
}

function Photo({ work: { title, display } }: { readonly work: WorkDetail }) {
  const { contest } = useWords()
  const preview = () => {
    Taro.previewImage({ urls: [display.url], current: display.url })
  }
  return (
    <Tappable id="work-photo" label={contest.enlarge(title)} onTap={preview}>
      <View className="work-photo" style={frameOf(display)}>
        <Image className="work-photo-picture" src={display.url} mode="aspectFill" {...pictureProps('')} />
      </View>
    </Tappable>
  )
}

interface WorkProps {
  readonly work: WorkDetail
  readonly contest: ContestDetail
}

function Words({ work, contest: { isHidden, phase } }: WorkProps) {
  const { contest: words } = useWords()
  const { title, words: said, author, votes, rank } = work
  return (
    <View className="work-words">
      <View className="work-title">{title}</View>
      <MemberRow id="work-author" member={author} {...(rank ? { hint: words.rank(rank) } : {})} />
      {said ? <View className="work-said">{said}</View> : null}
      {votes ? (
        <View id="work-totals" className="work-totals">
          <View>{words.totals(votes.counted, votes.raw)}</View>
          {votes.counted < votes.raw ? <View className="work-soft">{words.totalsWhy}</View> : null}
        </View>
      ) : isHidden && phase === 'vote' ? (
        <View id="work-totals" className="work-soft">
          {words.totalsHidden}
        </View>
      ) : null}
    </View>
  )
}

function Facts({ work, contest }: WorkProps) {
  const words = useWords()
  const { contestId, lineage, licence, enteredAt } = work
  const { licences } = words.contest
  const now = Date.now()
  return (
    <View className="work-facts">
      <View className="work-soft">
        {[
          words.contest.enteredAt(sayDay(enteredAt, now, words)),
          words.contest.licence(licences[licence].name),
        ].join(' · ')}
      </View>
      <Rows>
        {lineage.from === 'post' ? (
          <Row
            id="work-post"
            icon="reply"
            label={words.contest.fromPost}
            onTap={() => openPage('/pages/post/index', { postId: lineage.postId })}
          />
        ) : null}
        <Row
          id="work-contest"
          icon="flag"
          label={contest.title}
          hint={sayPhase(contest, now, words)}
          onTap={() => openPage('/packages/contest/index', { contestId })}
        />
      </Rows>
    </View>
  )
}

/** The heart and the ways to show it to others; the single page of the timeline can only be looked at. */
function Foot({ work }: { readonly work: WorkDetail }) {
  const { reading } = useWords()
  if (!isSinglePage()) return <WorkBar work={work} />
  return (
    <View id="work-single" className="work-soft work-single">
      {reading.single}
    </View>
  )
}
