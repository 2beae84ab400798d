/** A case in a list: what it is about, where it stands, when an answer is due. Ids: `case-{caseId}`. */
import { Text, View } from '@tarojs/components'
import type { CaseCard } from '../../../../contract/notice-cases'
import { Tappable } from '../../../components/Tappable'
import { sayName } from '../../../i18n/say-name'
import { sayTime } from '../../../i18n/say-time'
import { useWords } from '../../../i18n/words'
import { openPage } from '../../../platform/navigate'
import './CaseLine.scss'

interface CaseLineProps {
  readonly card: CaseCard
  /** Whose name stands on it: the butler's for the member, the member's for a butler. */
  readonly nameOf: 'butler' | 'member'
}

export function CaseLine({ card, nameOf }: CaseLineProps) {
  const words = useWords()
  const { caseId, kind, state, excerpt, openedAt, dueAt, stars } = card
  const now = Date.now()
  const isLate = state === 'open' && dueAt !== undefined && dueAt < now
  const who = nameOf === 'member' ? card.member : card.butler
  const name = who && sayName(who.nickname, words)
  const title = excerpt || words.cases.kinds[kind]
  const facts = [words.cases.kinds[kind], name, sayTime(openedAt, now, words)]
  if (stars) facts.push(words.cases.rating(stars))
  const stateWord = isLate ? words.desk.late : words.cases.states[state]
  return (
    <Tappable
      id={`case-${caseId}`}
      className="case-line"
      role="link"
      label={[title, ...facts, stateWord].filter(Boolean).join(' · ')}
      onTap={() => openPage('/packages/notice/case', { caseId })}
    >
      <View className="case-line-words">
        <View className="case-line-title">{title}</View>
        <View className="case-line-facts">{facts.filter(Boolean).join(' · ')}</View>
      </View>
      <Text className={`case-state case-state-${isLate ? 'late' : state}`}>{stateWord}</Text>
    </Tappable>
  )
}
