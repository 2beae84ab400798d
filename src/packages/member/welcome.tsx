/**
 * What the answers of the survey have changed: the boards that come first, people to meet, a group nearby.
 * Ids: `page-welcome`, `welcome-boards`, `welcome-people`, `welcome-done`, and those of GroupOffer.
 */
import { Text, View } from '@tarojs/components'
import { useLoad } from '@tarojs/taro'
import { useState } from 'react'
import { Button } from '../../components/Button'
import { PageFrame } from '../../components/PageFrame'
import { ensureBoards, useHomeStore } from '../../features/home/store'
import { GroupOffer } from '../../features/member/components/GroupOffer'
import { MembersOnly } from '../../features/member/components/MembersOnly'
import { SuggestedPeople } from '../../features/member/components/SuggestedPeople'
import { loadWelcome, type Welcome } from '../../features/member/onboarding'
import { useMemberStore } from '../../features/member/store'
import { useWords } from '../../i18n/words'
import { openTab } from '../../platform/navigate'
import './welcome.scss'

export default function WelcomePage() {
  const { survey, follow } = useWords()
  const [welcome, setWelcome] = useState<Welcome>()
  const boards = useHomeStore((store) => store.boards)
  const boardNames = new Map(boards.map(({ boardId, name }) => [boardId, name]))
  useLoad(() => {
    void ensureBoards()
    void loadWelcome().then(setWelcome)
  })
  return (
    <PageFrame name="welcome" title={survey.title}>
      <MembersOnly>
        <View className="welcome">
          <Boards />
          {welcome === undefined ? <View className="skeleton welcome-skeleton" /> : null}
          {welcome && welcome.members.length > 0 ? (
            <View id="welcome-people">
              <View className="welcome-label">{follow.suggested}</View>
              <SuggestedPeople members={welcome.members} boardNames={boardNames} />
            </View>
          ) : null}
          {welcome?.group ? <GroupOffer group={welcome.group} /> : null}
          <Button id="welcome-done" isWide label={survey.toCommunity} onTap={() => openTab('community')} />
        </View>
      </MembersOnly>
    </PageFrame>
  )
}

function Boards() {
  const { survey } = useWords()
  const boards = useHomeStore((store) => store.boards)
  const interests = useMemberStore(({ me }) => me?.survey?.interests) ?? []
  const chosen = boards.filter(({ boardId }) => interests.includes(boardId))
  if (chosen.length === 0) return <View className="welcome-title">{survey.nothingChanged}</View>
  return (
    <View id="welcome-boards">
      <View className="welcome-title">{survey.doneTitle}</View>
      <View className="welcome-label welcome-boards-label">{survey.boardsChanged}</View>
      <View className="welcome-boards">
        {chosen.map(({ boardId, name }) => (
          <Text key={boardId} className="welcome-board">
            {name}
          </Text>
        ))}
      </View>
    </View>
  )
}
