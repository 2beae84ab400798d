/**
 * A comment that is on its way, or did not get through. Ids: `comment-pending`, `comment-retry`, `comment-discard`.
 */
import { Text, View } from '@tarojs/components'
import { Tappable } from '../../../components/Tappable'
import { useWords } from '../../../i18n/words'
import { discardComment, resendComment } from '../comment'
import type { PendingComment } from '../store'
import './CommentRow.scss'

interface PendingRowProps {
  readonly postId: string
  readonly comment: PendingComment
}

export function PendingRow({ postId, comment }: PendingRowProps) {
  const words = useWords()
  const { requestId, text, failure } = comment
  return (
    <View id="comment-pending" className="comment comment-pending">
      <View className="comment-words">
        <Text className="comment-text">{text}</Text>
        {failure ? (
          <View className="comment-foot">
            <Text className="comment-failure">{words.post.commentFailed(words.errors[failure])}</Text>
            <Tappable
              id="comment-retry"
              className="comment-action"
              label={words.common.retry}
              onTap={() => void resendComment(postId, requestId)}
            >
              {words.common.retry}
            </Tappable>
            <Tappable
              id="comment-discard"
              className="comment-action"
              label={words.common.cancel}
              onTap={() => discardComment(postId, requestId)}
            >
              {words.common.cancel}
            </Tappable>
          </View>
        ) : (
          <View className="comment-foot">{words.post.sendingComment}</View>
        )}
      </View>
    </View>
  )
}
