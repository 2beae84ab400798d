/** One post. Ids: `page-post`, `post-skeleton`, `post-gone`, and those of its parts. */
import { View } from '@tarojs/components'
import { useLoad, useReachBottom, useRouter, useShareAppMessage } from '@tarojs/taro'
import { PageFrame } from '../../components/PageFrame'
import { FailureView, StateView } from '../../components/StateView'
import { CommentList } from '../../features/post/components/CommentList'
import { PostBar } from '../../features/post/components/PostBar'
import { PostBody } from '../../features/post/components/PostBody'
import { PostPhotos } from '../../features/post/components/PostPhotos'
import { loadMoreComments, openPost } from '../../features/post/page'
import { EMPTY_PAGE, usePostStore } from '../../features/post/store'
import { useWords } from '../../i18n/words'
import { openTab } from '../../platform/navigate'
import { postShare } from '../../platform/share'
import './index.scss'

export default function PostPage() {
  const words = useWords()
  const postId = useRouter<{ postId?: string }>().params.postId ?? ''
  const page = usePostStore((store) => store.pages[postId]) ?? EMPTY_PAGE
  const { post, failure } = page
  useLoad(() => void openPost(postId))
  useReachBottom(() => void loadMoreComments(postId))
  useShareAppMessage(() => {
    const title = post ? post.text.slice(0, 40) : words.name
    return postShare(title, postId, post?.photos[0]?.thumbUrl)
  })
  return (
    <PageFrame name="post" title={words.post.title}>
      {post ? (
        <View className="post-page">
          <PostPhotos photos={post.photos} />
          <PostBody post={post} />
          <CommentList postId={postId} page={page} />
          <PostBar post={post} />
        </View>
      ) : failure === 'NOT_FOUND' || failure === 'INVALID_INPUT' ? (
        <StateView
          id="post-gone"
          drawing="plate"
          title={words.post.gone}
          hint={words.post.goneHint}
          action={{ label: words.admin.backToCommunity, onTap: () => openTab('community') }}
        />
      ) : failure ? (
        <FailureView failure={failure} onRetry={() => void openPost(postId)} />
      ) : (
        <PostSkeleton />
      )}
    </PageFrame>
  )
}

function PostSkeleton() {
  return (
    <View id="post-skeleton">
      <View className="skeleton skeleton-photo" />
      <View className="skeleton skeleton-line" />
      <View className="skeleton skeleton-line" />
      <View className="skeleton skeleton-line skeleton-half" />
    </View>
  )
}
