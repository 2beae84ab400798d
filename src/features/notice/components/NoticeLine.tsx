/** One line of the inbox: faces, what happened, my own words that it is about, when. Ids: `notice-{noticeId}`. */
import { View } from '@tarojs/components'
import { memo } from 'react'
import type { Notice } from '../../../../contract/notice'
import { Avatar } from '../../../components/Avatar'
import { Tappable } from '../../../components/Tappable'
import { sayTime } from '../../../i18n/say-time'
import { useWords, type Words } from '../../../i18n/words'
import { openSubject } from '../subject'
import './NoticeLine.scss'

interface NoticeLineProps {
  readonly notice: Notice
}

/** Kinds whose sentence says the number that they are about. */
const OF_NUMBERS: readonly Notice['kind'][] = [
  'milestone',
  'streakReminder',
  'adjustmentWaits',
  'adjustmentDecided',
]

/** The sentence of a notice: who, and what they did; or how much has come together. */
export function sayNotice({ kind, from, count, about }: Notice, { notice }: Words): string {
  if (about && OF_NUMBERS.includes(kind)) return notice.sentences[kind](about)
  const names = from.map(({ nickname }) => nickname)
  const who = names.length > 0 ? notice.names(names, Math.max(count, names.length)) : notice.someone
  return notice.sentences[kind](who)
}

export const NoticeLine = memo(function NoticeLine({ notice }: NoticeLineProps) {
  const words = useWords()
  const { noticeId, kind, about, at, unread } = notice
  const sentence = sayNotice(notice, words)
  const time = sayTime(at, Date.now(), words)
  const quoted = about && !OF_NUMBERS.includes(kind) ? words.notice.about(about) : undefined
  return (
    <Tappable
      id={`notice-${noticeId}`}
      className="notice"
      role="link"
      label={[sentence, quoted, time].filter(Boolean).join('，')}
      onTap={() => openSubject(notice)}
    >
      <Faces notice={notice} />
      <View className="notice-words">
        <View className="notice-sentence">{sentence}</View>
        {quoted ? <View className="notice-about">{quoted}</View> : null}
        <View className="notice-time">{time}</View>
      </View>
      {unread ? <View className="notice-dot" /> : null}
    </Tappable>
  )
})

/** Up to three faces, one over the other; of the community's own news its bell. */
function Faces({ notice: { from } }: NoticeLineProps) {
  if (from.length === 0) {
    return (
      <View className="notice-bell">
        <View className="icon-bell" />
      </View>
    )
  }
  return (
    <View className="notice-faces">
      {from.map(({ memberId, nickname, avatarUrl }) => (
        <View key={memberId} className="notice-face">
          <Avatar nickname={nickname} url={avatarUrl} />
        </View>
      ))}
    </View>
  )
}
