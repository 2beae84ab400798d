/** What a post says, whose it is and where it stands. Ids: `post-text`, `post-author`, `post-state`, `post-delete`. */
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { PostDetail } from '../../../../contract/post'
import { Avatar } from '../../../components/Avatar'
import { Confirm } from '../../../components/Confirm'
import { Tappable } from '../../../components/Tappable'
import { sayTime } from '../../../i18n/say-time'
import { useWords } from '../../../i18n/words'
import { goBack, openPage } from '../../../platform/navigate'
import { deletePost } from '../page'
import './PostBody.scss'

export function PostBody({ post }: { readonly post: PostDetail }) {
  const words = useWords()
  return (
    <View className="post-body">
      {post.state === 'visible' ? null : (
        <View id="post-state" className="post-state">
          {words.post.stateHints[post.state]}
        </View>
      )}
      <Text id="post-text" className="post-text" userSelect>
        {post.text}
      </Text>
      <AuthorRow post={post} />
    </View>
  )
}

function AuthorRow({ post }: { readonly post: PostDetail }) {
  const words = useWords()
  const { author, board, createdAt } = post
  const whenAndWhere = `${sayTime(createdAt, Date.now(), words)} · ${board.name}`
  return (
    <View className="author-row">
      <Tappable
        id="post-author"
        className="author"
        role="link"
        label={`${author.nickname} ${whenAndWhere}`}
        onTap={() => openPage('/packages/member/profile', { memberId: author.memberId })}
      >
        <Avatar nickname={author.nickname} url={author.avatarUrl} />
        <View className="author-words">
          <View className="author-name">{author.nickname}</View>
          <View className="author-time">{whenAndWhere}</View>
        </View>
      </Tappable>
      {post.mine ? <DeletePost postId={post.postId} /> : null}
    </View>
  )
}

function DeletePost({ postId }: { readonly postId: string }) {
  const words = useWords()
  const [isAsking, ask] = useState(false)
  const onYes = async () => {
    ask(false)
    if (await deletePost(postId)) goBack()
  }
  return (
    <>
      <Tappable
        id="post-delete"
        className="post-delete"
        label={words.post.deletePost}
        onTap={() => ask(true)}
      >
        <View className="icon-delete" />
      </Tappable>
      <Confirm
        isOpen={isAsking}
        title={words.post.deleteTitle}
        hint={words.post.deleteHint}
        yes={words.post.deleteConfirm}
        onYes={() => void onYes()}
        onClose={() => ask(false)}
      />
    </>
  )
}
