/** For the asker, beneath a comment: it answers my question, or does so no more. Id: `solve-{commentId}`. */
import { View } from '@tarojs/components'
import type { PostDetail } from '../../../../contract/post-shapes'
import { Tappable } from '../../../components/Tappable'
import { useWords } from '../../../i18n/words'
import { toggleSolved } from '../deeds'
import './SolveControl.scss'

interface SolveControlProps {
  readonly post: PostDetail
  readonly commentId: string
}

export function SolveControl({ post, commentId }: SolveControlProps) {
  const words = useWords().writing
  const { postId, kind, viewerMay, solvedCommentId } = post
  if (kind !== 'question' || !viewerMay.solve) return null
  const isAnswer = solvedCommentId === commentId
  const label = isAnswer ? words.unsolve : words.solve
  return (
    <Tappable
      id={`solve-${commentId}`}
      className={isAnswer ? 'solve solve-done' : 'solve'}
      label={label}
      isSelected={isAnswer}
      onTap={() => void toggleSolved(postId, commentId)}
    >
      <View className="icon-solved" />
      {label}
    </Tappable>
  )
}
