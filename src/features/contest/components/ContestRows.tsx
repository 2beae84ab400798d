/** Contests, each with a photograph of its works and where it stands, as ways to their pages. Ids: `contest-{contestId}`. */
import { Image, View } from '@tarojs/components'
import type { ContestCard } from '../../../../contract/contest-shapes'
import { Tappable } from '../../../components/Tappable'
import { useWords } from '../../../i18n/words'
import { pictureProps } from '../../../platform/control-props'
import { openPage } from '../../../platform/navigate'
import { sayPhase } from '../phases'
import './ContestRows.scss'

export function ContestRows({ contests }: { readonly contests: readonly ContestCard[] }) {
  return (
    <View className="contest-rows">
      {contests.map((contest) => (
        <ContestRow key={contest.contestId} contest={contest} />
      ))}
    </View>
  )
}

function ContestRow({ contest }: { readonly contest: ContestCard }) {
  const words = useWords()
  const { contestId, title, cover, workCount } = contest
  const stands = sayPhase(contest, Date.now(), words)
  const works = workCount > 0 ? words.contest.works(workCount) : undefined
  return (
    <Tappable
      id={`contest-${contestId}`}
      className="contest-row"
      role="link"
      label={[title, stands, works].filter(Boolean).join('，')}
      onTap={() => openPage('/packages/contest/index', { contestId })}
    >
      {cover ? (
        <View className="contest-row-frame">
          <Image
            className="contest-row-cover"
            src={cover.url}
            mode="aspectFill"
            lazyLoad
            {...pictureProps('')}
          />
        </View>
      ) : null}
      <View className="contest-row-words">
        <View className="contest-row-title">{title}</View>
        <View className="contest-row-soft">{stands}</View>
        {works ? <View className="contest-row-soft">{works}</View> : null}
      </View>
    </Tappable>
  )
}
