/**
 * Entering a work: one photo from the album or from one of my posts, a title, words, and how it may be used. Ids:
 * `page-enter`, `enter-source-{source}`, `enter-title`, `enter-words`, `enter-licence-{licence}`, `enter-refusal`,
 * `enter-send`, `enter-bar`, `enter-done`, `enter-work`, and those of PhotoTray and OwnPhotos.
 */
import { View } from '@tarojs/components'
import { useLoad, useRouter, useUnload } from '@tarojs/taro'
import { useState } from 'react'
import type { ContestDetail } from '../../../contract/contest-shapes'
import { PageFrame } from '../../components/PageFrame'
import { FailureView, StateView } from '../../components/StateView'
import { openContest, useContestStore } from '../../features/contest/store'
import { clearTray } from '../../features/media/store'
import { MembersOnly } from '../../features/member/components/MembersOnly'
import { useTold } from '../../features/member/told'
import { useWords } from '../../i18n/words'
import { openPage } from '../../platform/navigate'
import './enter.scss'
import { primaryOf } from '../../features/contest/standing'
import { EntryForm, TRAY } from './parts/EntryForm'
import { sayBar } from './parts/Primary'

export default function EnterPage() {
  const { contest: words } = useWords()
  const contestId = useRouter<{ contestId?: string }>().params.contestId ?? ''
  const { contest, failure } = useContestStore((store) => store.pages[contestId]) ?? {}
  const load = () => void openContest(contestId)
  useTold()
  useLoad(load)
  useUnload(() => clearTray(TRAY))
  return (
    <PageFrame name="enter" title={words.enterTitle}>
      <MembersOnly>
        {contest ? (
          <Entering contest={contest} />
        ) : failure === 'NOT_FOUND' || failure === 'INVALID_INPUT' ? (
          <StateView id="enter-gone" drawing="door" title={words.gone} />
        ) : failure ? (
          <FailureView failure={failure} onRetry={load} />
        ) : (
          <View id="enter-skeleton" className="skeleton enter-skeleton" />
        )}
      </MembersOnly>
    </PageFrame>
  )
}

/** The form, or why there is none; after a work was taken, the way to it. */
function Entering({ contest }: { readonly contest: ContestDetail }) {
  const words = useWords()
  const [enteredId, setEntered] = useState<string>()
  if (enteredId !== undefined)
    return (
      <StateView
        id="enter-done"
        drawing="plate"
        title={words.contest.entered}
        hint={words.contest.enteredHint}
        action={{
          ...{ id: 'enter-work', label: words.contest.seeWork },
          onTap: () => openPage('/packages/contest/work', { workId: enteredId }),
        }}
      />
    )
  const primary = primaryOf(contest)
  if (primary.kind === 'enter' || primary.kind === 'enterMore')
    return <EntryForm contestId={contest.contestId} onEntered={setEntered} />
  return (
    <StateView id="enter-bar" drawing="door" title={sayBar(primary, words) ?? words.contest.enterClosed} />
  )
}
