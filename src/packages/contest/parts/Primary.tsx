/** The one thing that a contest offers now, or why there is none. Ids: `contest-primary`, `contest-bar`. */
import { View } from '@tarojs/components'
import type { ContestDetail } from '../../../../contract/contest-shapes'
import { Button } from '../../../components/Button'
import { type Primary as Offered, primaryOf } from '../../../features/contest/standing'
import { whenMember } from '../../../features/member/store'
import { sayClock } from '../../../i18n/say-time'
import { useWords, type Words } from '../../../i18n/words'
import { openPage } from '../../../platform/navigate'
import './Primary.scss'

export function Primary({ contest }: { readonly contest: ContestDetail }) {
  const words = useWords()
  const primary = primaryOf(contest)
  const way = wayOf(primary, contest.contestId, words)
  if (way)
    return (
      <View className="contest-primary">
        <Button id="contest-primary" isWide label={way.label} onTap={way.onTap} />
      </View>
    )
  const bar = sayBar(primary, words)
  return bar ? (
    <View id="contest-bar" className="contest-bar">
      {bar}
    </View>
  ) : null
}

function wayOf(primary: Offered, contestId: string, { contest }: Words) {
  switch (primary.kind) {
    case 'enter':
    case 'enterMore':
      return {
        label: contest[primary.kind],
        onTap: () => void whenMember(() => openPage('/packages/contest/enter', { contestId })),
      }
    case 'standings':
      return {
        label: contest.seeStandings,
        onTap: () => openPage('/packages/contest/standings', { contestId }),
      }
    case 'winners':
      return { label: contest.seeWinners, onTap: () => openPage('/packages/contest/winners', { contestId }) }
    case 'rerun':
      return {
        label: contest.rerun,
        onTap: () => openPage('/packages/contest/index', { contestId: primary.contestId }),
      }
    default:
      return undefined
  }
}

/** Why no work is taken from the viewer. */
export function sayBar(primary: Offered, words: Words): string | undefined {
  const { contest } = words
  if (primary.kind === 'barred') return contest.entryBars[primary.bar]
  if (primary.kind !== 'tooNew' || primary.mayEnterAt === undefined) return undefined
  return contest.entryTooNew(sayClock(primary.mayEnterAt, Date.now(), words))
}
