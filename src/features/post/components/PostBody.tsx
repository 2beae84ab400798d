/**
 * The words of a post, who said them, and what it is about. Ids: `post-state`, `post-kind`, `post-text`,
 * `post-author`, `post-board`, `post-topic-{topicId}`, and those of PostActions.
 */
import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import type { PostDetail } from '../../../../contract/post-shapes'
import { Avatar } from '../../../components/Avatar'
import { CardMark } from '../../../components/CardMark'
import { Mark } from '../../../components/Mark'
import { MemberName } from '../../../components/MemberName'
import { Tappable } from '../../../components/Tappable'
import { sayTime } from '../../../i18n/say-time'
import { useWords } from '../../../i18n/words'
import { openPage } from '../../../platform/navigate'
import { PostActions } from './PostActions'
import './PostBody.scss'
import { RichText } from './RichText'

interface PostBodyProps {
  readonly post: PostDetail
  /** Beside the author's name: following them. */
  readonly follow: ReactNode
  /** Below the words: the poll, the debate or the chain that the post is. */
  readonly children: ReactNode
}

export function PostBody({ post, follow, children }: PostBodyProps) {
  const words = useWords()
  const { state, text, mentions, topics } = post
  return (
    <View className="post-body">
      {state === 'visible' ? null : (
        <View id="post-state" className="post-state">
          {words.post.stateHints[state]}
        </View>
      )}
      <AuthorRow post={post} follow={follow} />
      <KindLine post={post} />
      <RichText id="post-text" className="post-text" text={text} mentions={mentions} topics={topics} />
      {children}
      <About post={post} />
    </View>
  )
}

/** What kind of post it is, once more in words, for what is no ordinary one. */
function KindLine({ post }: { readonly post: PostDetail }) {
  const { kind, featured, solvedCommentId } = post
  if (kind === 'post' && !featured) return null
  const marked = {
    kind,
    solved: solvedCommentId !== undefined,
    featured: featured ? true : undefined,
    state: 'visible',
  } as const
  return (
    <View id="post-kind" className="post-kind">
      <CardMark card={marked} className="post-kind-mark" />
    </View>
  )
}

function AuthorRow({ post, follow }: { readonly post: PostDetail; readonly follow: ReactNode }) {
  const words = useWords()
  const { author, createdAt, editedAt } = post
  const time = sayTime(createdAt, Date.now(), words)
  const when = editedAt === undefined ? time : `${time} · ${words.reading.edited}`
  return (
    <View className="author-row">
      <Tappable
        id="post-author"
        className="author"
        role="link"
        label={[author.nickname, author.mark?.text, when].filter(Boolean).join(' ')}
        onTap={() => openPage('/packages/member/profile', { memberId: author.memberId })}
      >
        <Avatar nickname={author.nickname} url={author.avatarUrl} />
        <View className="author-words">
          <View className="author-line">
            <MemberName member={author} className="author-name" />
            {author.mark ? <Mark mark={author.mark} /> : null}
          </View>
          <View className="author-time">{when}</View>
        </View>
      </Tappable>
      {follow}
      <PostActions post={post} />
    </View>
  )
}

/** Where it lives, what it is about, where it was made: each leads there. */
function About({ post }: { readonly post: PostDetail }) {
  const { board, topics, location } = post
  return (
    <View className="post-about">
      <Tappable
        id="post-board"
        className="post-tag"
        role="link"
        label={board.name}
        onTap={() => openPage('/packages/browse/board', { boardId: board.boardId })}
      >
        {board.name}
      </Tappable>
      {topics.map(({ topicId, name }) => (
        <Tappable
          key={topicId}
          id={`post-topic-${topicId}`}
          className="post-tag post-tag-topic"
          role="link"
          label={`#${name}`}
          onTap={() => openPage('/packages/browse/topic', { topicId })}
        >
          {`#${name}`}
        </Tappable>
      ))}
      {location ? (
        <View className="post-place">
          <View className="post-place-icon icon-place" />
          {location.name}
        </View>
      ) : null}
    </View>
  )
}
