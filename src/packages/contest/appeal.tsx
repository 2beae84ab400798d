/**
 * Appealing during the public notice, and what came of my appeals. Ids: `page-appeal`, `appeal-about-{kind}`,
 * `appeal-work-{workId}`, `appeal-words`, `appeal-refusal`, `appeal-send`, `appeal-closed`, `appeals`,
 * `appeal-{appealId}`.
 */
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import type { Appeal } from '../../../contract/contest-shapes'
import { PageFrame } from '../../components/PageFrame'
import { useAsked } from '../../features/contest/asked'
import { Answered } from '../../features/contest/components/Answered'
import { openContest, useContestStore } from '../../features/contest/store'
import { MembersOnly } from '../../features/member/components/MembersOnly'
import { useTold } from '../../features/member/told'
import { sayTime } from '../../i18n/say-time'
import { useWords } from '../../i18n/words'
import { call } from '../../platform/cloud'
import './appeal.scss'
import { AppealForm } from './parts/AppealForm'

export default function AppealPage() {
  const { contest } = useWords()
  useTold()
  return (
    <PageFrame name="appeal" title={contest.appealTitle}>
      <MembersOnly>
        <Appeals />
      </MembersOnly>
    </PageFrame>
  )
}

async function ask(contestId: string): Promise<readonly Appeal[]> {
  const [{ appeals }] = await Promise.all([
    call('contest.listMyAppeals', { contestId }),
    openContest(contestId),
  ])
  return appeals
}

function Appeals() {
  const { contest: words } = useWords()
  const { contestId = '', workId } = useRouter<{ contestId?: string; workId?: string }>().params
  const contest = useContestStore((store) => store.pages[contestId]?.contest)
  const asked = useAsked(() => ask(contestId))
  return (
    <Answered id="appeals" asked={asked} gone={words.gone}>
      {(appeals) => (
        <View className="appeal-page">
          {contest?.phase === 'notice' ? (
            <AppealForm contest={contest} workId={workId} onSent={() => void asked.ask()} />
          ) : (
            <View id="appeal-closed" className="appeal-soft">
              {words.appealClosed}
            </View>
          )}
          <View className="appeal-title">{words.appealMine}</View>
          <View id="appeals">
            {appeals.length === 0 ? <View className="appeal-soft">{words.appealsEmpty}</View> : null}
            {appeals.map((appeal) => (
              <Made key={appeal.appealId} appeal={appeal} />
            ))}
          </View>
        </View>
      )}
    </Answered>
  )
}

function Made({ appeal }: { readonly appeal: Appeal }) {
  const words = useWords()
  const { contest } = words
  const { appealId, kind, state, words: said, reason, at } = appeal
  return (
    <View id={`appeal-${appealId}`} className="appeal-made">
      <View className="appeal-state">{`${contest.appealKinds[kind]} · ${contest.appealStates[state]}`}</View>
      <View className="appeal-soft">{sayTime(at, Date.now(), words)}</View>
      <View>{said}</View>
      {reason ? <View className="appeal-answer">{contest.appealReason(reason)}</View> : null}
    </View>
  )
}
