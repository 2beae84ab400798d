/** One post. Ids: `page-post`, `post-skeleton`, `post-gone`, `post-single`, and those of its parts. */
import { View } from '@tarojs/components'
import { useLoad, useReachBottom, useRouter, useShareAppMessage, useShareTimeline } from '@tarojs/taro'
import type { PostDetail } from '../../../contract/post-shapes'
import { PageFrame } from '../../components/PageFrame'
import { FailureView, StateView } from '../../components/StateView'
import { FollowButton } from '../../features/member/components/FollowButton'
import { GroupFirst } from '../../features/member/components/GroupFirst'
import { useMemberStore } from '../../features/member/store'
import { MessageOffer } from '../../features/notice/components/MessageOffer'
import { postIdOf } from '../../features/post/arrival'
import { CommentList } from '../../features/post/components/CommentList'
import { KindBody } from '../../features/post/components/KindBody'
import { PostBar } from '../../features/post/components/PostBar'
import { PostBody } from '../../features/post/components/PostBody'
import { PostPhotos } from '../../features/post/components/PostPhotos'
import { PostVideo } from '../../features/post/components/PostVideo'
import { loadMoreComments, openPost } from '../../features/post/page'
import { plainText } from '../../features/post/rich-text'
import { EMPTY_PAGE, usePostStore } from '../../features/post/store'
import { useWords, wordsNow } from '../../i18n/words'
import { openTab } from '../../platform/navigate'
import { postShare, timelineShare } from '../../platform/share'
import { isSinglePage } from '../../platform/single-page'
import './index.scss'

/** Characters of a post's text that a card shows. */
const TITLE_LENGTH = 40

/** The card of a post, by whoever sends it. */
function cardOf(postId: string) {
  const post = usePostStore.getState().pages[postId]?.post
  const { name, member } = wordsNow()
  const title = post ? plainText(post.text, post.mentions, member.departed).slice(0, TITLE_LENGTH) : name
  const imageUrl = post?.video?.posterUrl ?? post?.photos[0]?.thumbUrl
  return postShare(postId, { title, imageUrl, inviterId: useMemberStore.getState().me?.memberId })
}

export default function PostPage() {
  const words = useWords()
  const postId = postIdOf(useRouter<{ postId?: string; scene?: string }>().params)
  const page = usePostStore((store) => store.pages[postId]) ?? EMPTY_PAGE
  const { post, failure } = page
  useLoad(() => void openPost(postId))
  useReachBottom(() => void loadMoreComments(postId))
  useShareAppMessage(() => cardOf(postId))
  useShareTimeline(() => timelineShare(cardOf(postId)))
  return (
    <PageFrame name="post" title={words.post.title}>
      {post ? (
        <View className="post-page">
          {post.video ? <PostVideo video={post.video} /> : <PostPhotos photos={post.photos} />}
          <PostBody post={post} follow={<FollowButton member={post.author} followed={post.followed} />}>
            <KindBody post={post} />
          </PostBody>
          <GroupFirst>
            <MessageOffer after={['comment']} />
          </GroupFirst>
          <CommentList post={post} page={page} />
          <Foot post={post} />
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

/** Where one answers; the single page of the timeline can only be read, and says how to come in. */
function Foot({ post }: { readonly post: PostDetail }) {
  const { reading } = useWords()
  if (!isSinglePage()) return <PostBar post={post} />
  return (
    <View id="post-single" className="post-single">
      {reading.single}
    </View>
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
