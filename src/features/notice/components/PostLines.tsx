/** Posts as quiet lines: a picture, the first words, who wrote them. Ids: `post-line-{postId}`, `post-line-remove-{postId}`. */
import { Image, View } from '@tarojs/components'
import { Tappable } from '../../../components/Tappable'
import { useWords } from '../../../i18n/words'
import { pictureProps } from '../../../platform/control-props'
import { openPage } from '../../../platform/navigate'
import type { PostLine } from '../digest'
import './PostLines.scss'

interface PostLinesProps {
  readonly postIds: readonly string[]
  /** Those that are still there. */
  readonly posts: ReadonlyMap<string, PostLine>
  /** Lets a post be taken out. */
  readonly onRemove?: (postId: string) => void
}

export function PostLines({ postIds, posts, onRemove }: PostLinesProps) {
  const lines = postIds.flatMap((postId) => posts.get(postId) ?? [])
  return (
    <View className="post-lines">
      {lines.map((line) => (
        <Line key={line.postId} line={line} onRemove={onRemove} />
      ))}
    </View>
  )
}

const EXCERPT_LENGTH = 40

interface LineProps {
  readonly line: PostLine
  readonly onRemove?: (postId: string) => void
}

function Line({ line: { postId, text, author, coverUrl }, onRemove }: LineProps) {
  const words = useWords()
  const excerpt = Array.from(text.replace(/\s+/g, ' ')).slice(0, EXCERPT_LENGTH).join('')
  return (
    <View className="post-line">
      <Tappable
        id={`post-line-${postId}`}
        className="post-line-way"
        role="link"
        label={words.post.openPost(author.nickname, excerpt)}
        onTap={() => openPage('/pages/post/index', { postId })}
      >
        {coverUrl ? (
          <Image className="post-line-cover" src={coverUrl} mode="aspectFill" {...pictureProps('')} />
        ) : null}
        <View className="post-line-words">
          <View className="post-line-text">{excerpt}</View>
          <View className="post-line-author">{author.nickname}</View>
        </View>
      </Tappable>
      {onRemove ? (
        <Tappable
          id={`post-line-remove-${postId}`}
          className="post-line-remove"
          label={words.desk.removePost(excerpt)}
          onTap={() => onRemove(postId)}
        >
          <View className="icon-close" />
        </Tappable>
      ) : null}
    </View>
  )
}
