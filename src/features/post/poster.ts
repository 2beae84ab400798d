/** The poster of a post: its photo, its words, its author, and the code that leads to it. */
import type { PostDetail } from '../../../contract/post-shapes'
import { wordsNow } from '../../i18n/words'
import { call } from '../../platform/cloud'
import type { PosterWish } from '../poster/draw'
import { plainText } from './rich-text'

/** What the poster of a post shows. @throws CallError when the code did not come */
export async function postPoster(post: PostDetail): Promise<PosterWish> {
  const { url: codeUrl } = await call('post.getShareCode', { postId: post.postId })
  const photoUrl = post.video?.posterUrl ?? post.photos[0]?.url
  const words = wordsNow()
  return {
    codeUrl,
    ...(photoUrl === undefined ? {} : { photoUrl }),
    text: plainText(post.text, post.mentions, words.member.departed),
    by: words.poster.by(post.author.nickname),
    hint: words.poster.scan,
  }
}
