/** The digest of a day. Ids: `page-digest`, `digest-best`, `digest-questions`, `digest-slots`, `digest-gone`. */
import { View } from '@tarojs/components'
import { useLoad, useRouter } from '@tarojs/taro'
import { useState } from 'react'
import type { ErrorCode } from '../../../contract/errors'
import { PageFrame } from '../../components/PageFrame'
import { FailureView, StateView } from '../../components/StateView'
import { MessageOffer } from '../../features/notice/components/MessageOffer'
import { PostLines } from '../../features/notice/components/PostLines'
import { type FilledDigest, loadDigest } from '../../features/notice/digest'
import { offerMessages } from '../../features/notice/offer'
import { useWords } from '../../i18n/words'
import { toCallError } from '../../platform/call-error'
import './digest.scss'

export default function DigestPage() {
  const { digest: words } = useWords()
  const day = useRouter<{ day?: string }>().params.day ?? ''
  const [filled, setFilled] = useState<FilledDigest>()
  const [failure, setFailure] = useState<ErrorCode>()
  const load = async () => {
    setFailure(undefined)
    try {
      setFilled(await loadDigest(day))
      await offerMessages('readDigest')
    } catch (error) {
      setFailure(toCallError(error).code)
    }
  }
  useLoad(() => void load())
  const isGone = failure === 'NOT_FOUND' || failure === 'INVALID_INPUT'
  return (
    <PageFrame name="digest" title={words.title}>
      {filled ? (
        <Contents filled={filled} />
      ) : isGone ? (
        <StateView id="digest-gone" drawing="calendar" title={words.gone} hint={words.goneHint} />
      ) : failure ? (
        <FailureView failure={failure} onRetry={() => void load()} />
      ) : (
        <View id="digest-skeleton" className="skeleton digest-skeleton" />
      )}
    </PageFrame>
  )
}

function Contents({ filled: { digest, posts } }: { readonly filled: FilledDigest }) {
  const { digest: words } = useWords()
  const { greeting, best, questions, slots, day } = digest
  return (
    <View className="digest">
      <View className="digest-day">{words.dayTitle(day)}</View>
      {greeting ? <View className="digest-greeting">{greeting}</View> : null}
      {best.length > 0 ? (
        <View id="digest-best">
          <View className="digest-label">{words.best}</View>
          <PostLines postIds={best} posts={posts} />
        </View>
      ) : null}
      {questions.length > 0 ? (
        <View id="digest-questions">
          <View className="digest-label">{words.questions}</View>
          <PostLines postIds={questions} posts={posts} />
        </View>
      ) : null}
      <MessageOffer after={['readDigest']} />
      {slots.length > 0 ? (
        <View id="digest-slots">
          <View className="digest-label">{words.slots}</View>
          {slots.map((slot) => (
            <View key={slot} className="digest-slot">
              {slot}
            </View>
          ))}
        </View>
      ) : null}
    </View>
  )
}
