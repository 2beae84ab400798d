/**
 * The jury's page: one work at a time, without its author and its votes, and a score from 0 to 10. Ids: `page-jury`,
 * `jury`, `jury-empty`, `jury-not`, `jury-photo`, `jury-said`, `jury-score-{score}`, `jury-before`, `jury-next`.
 */
import { Image, View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import type { Output } from '../../../contract'
import type { JuryWork } from '../../../contract/contest-jury'
import { JURY_SCORE_MAX } from '../../../contract/limits'
import { PageFrame } from '../../components/PageFrame'
import { StateView } from '../../components/StateView'
import { Tappable } from '../../components/Tappable'
import { type AskedPages, type Page, usePages } from '../../features/contest/asked'
import { Answered } from '../../features/contest/components/Answered'
import { MembersOnly } from '../../features/member/components/MembersOnly'
import { useTold } from '../../features/member/told'
import { frameOf } from '../../features/post/feed'
import { sayRefusal } from '../../i18n/say-refusal'
import { useWords, wordsNow } from '../../i18n/words'
import { call } from '../../platform/cloud'
import { labelProps, pictureProps } from '../../platform/control-props'
import { tick } from '../../platform/haptic'
import { toast } from '../../platform/toast'
import './jury.scss'

type About = Pick<Output<'contest.listJuryWorks'>, 'scored' | 'total' | 'isOpen'>
type Asked = AskedPages<JuryWork, About>

async function ask(contestId: string, cursor?: string): Promise<Page<JuryWork> & About> {
  const { works, ...rest } = await call('contest.listJuryWorks', { contestId, ...(cursor ? { cursor } : {}) })
  return { ...rest, items: works }
}

export default function JuryPage() {
  const { contest } = useWords()
  const contestId = useRouter<{ contestId?: string }>().params.contestId ?? ''
  useTold()
  return (
    <PageFrame name="jury" title={contest.jury}>
      <MembersOnly>
        <Jury contestId={contestId} />
      </MembersOnly>
    </PageFrame>
  )
}

function Jury({ contestId }: { readonly contestId: string }) {
  const { contest } = useWords()
  const asked: Asked = usePages((cursor) => ask(contestId, cursor))
  if (asked.failure === 'NOT_ELIGIBLE')
    return <StateView id="jury-not" drawing="door" title={contest.juryNot} />
  return (
    <Answered id="jury" asked={asked} gone={contest.gone}>
      {(page) =>
        page.items.length > 0 ? (
          <Scoring asked={asked} page={page} />
        ) : (
          <StateView id="jury-empty" drawing="plate" title={contest.juryEmpty} />
        )
      }
    </Answered>
  )
}

interface ScoringProps {
  readonly asked: Asked
  readonly page: Page<JuryWork> & About
}

function Scoring({ asked, page: { items, isOpen, total, ...page } }: ScoringProps) {
  const { contest } = useWords()
  /** What was scored on this page, over what the cloud has said before. */
  const [given, give] = useState<Readonly<Record<string, number>>>({})
  const [scored, setScored] = useState(page.scored)
  const [place, setPlace] = useState(() =>
    Math.max(
      0,
      items.findIndex(({ score }) => score === undefined),
    ),
  )
  const work = items[place]
  if (!work) return null
  const go = (to: number) => {
    setPlace(Math.min(items.length - 1, Math.max(0, to)))
    if (to >= items.length - 2) void asked.askMore()
  }
  const score = async (value: number) => {
    const before = given
    give({ ...before, [work.workId]: value })
    tick()
    try {
      setScored((await call('contest.scoreWork', { workId: work.workId, score: value })).scored)
      go(place + 1)
    } catch (error) {
      give(before)
      toast(sayRefusal(error, wordsNow()))
    }
  }
  return (
    <View id="jury" className="jury">
      <Blind work={work} />
      <View id="jury-said" className="jury-soft">
        {[contest.jurySaid(scored, total), isOpen ? undefined : contest.juryClosed]
          .filter(Boolean)
          .join(' · ')}
      </View>
      <Scores
        isOpen={isOpen}
        chosen={given[work.workId] ?? work.score}
        onScore={(value) => void score(value)}
      />
      <View className="jury-ways">
        <Way id="jury-before" label={contest.juryBefore} isOff={place === 0} onTap={() => go(place - 1)} />
        <Way
          id="jury-next"
          label={contest.juryNext}
          isOff={place === items.length - 1}
          onTap={() => go(place + 1)}
        />
      </View>
      <View className="jury-soft">{scored < total ? contest.juryBlind : contest.juryDone}</View>
    </View>
  )
}

function Blind({ work: { title, words, picture } }: { readonly work: JuryWork }) {
  const { contest } = useWords()
  const preview = () => {
    Taro.previewImage({ urls: [picture.url], current: picture.url })
  }
  return (
    <View>
      <Tappable id="jury-photo" label={contest.enlarge(title)} onTap={preview}>
        <View className="jury-photo" style={frameOf(picture)}>
          <Image className="jury-picture" src={picture.url} mode="aspectFit" {...pictureProps('')} />
        </View>
      </Tappable>
      <View className="jury-title">{title}</View>
      {words ? <View>{words}</View> : null}
    </View>
  )
}

interface ScoresProps {
  readonly isOpen: boolean
  readonly chosen: number | undefined
  readonly onScore: (score: number) => void
}

function Scores({ isOpen, chosen, onScore }: ScoresProps) {
  const { contest } = useWords()
  return (
    <View className="jury-scores" {...labelProps('radiogroup', contest.jury)}>
      {Array.from({ length: JURY_SCORE_MAX + 1 }, (_, score) => (
        <Tappable
          // biome-ignore lint/suspicious/noArrayIndexKey: a score is its own name.
          key={score}
          id={`jury-score-${score}`}
          className={score === chosen ? 'jury-score jury-score-chosen' : 'jury-score'}
          role="radio"
          label={contest.scoreOf(score)}
          isSelected={score === chosen}
          isDisabled={!isOpen}
          onTap={() => onScore(score)}
        >
          {score}
        </Tappable>
      ))}
    </View>
  )
}

interface WayProps {
  readonly id: string
  readonly label: string
  readonly isOff: boolean
  readonly onTap: () => void
}

function Way({ id, label, isOff, onTap }: WayProps) {
  return (
    <Tappable
      id={id}
      className={isOff ? 'jury-way jury-way-off' : 'jury-way'}
      label={label}
      isDisabled={isOff}
      onTap={onTap}
    >
      {label}
    </Tappable>
  )
}
