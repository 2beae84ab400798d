/** What a shared card says and opens. Sharing is never asked for, counted or rewarded here. */

/** The card of a post. Its picture is WeChat's own screenshot when the post has none. */
export function postShare(title: string, postId: string, imageUrl?: string) {
  return {
    title,
    path: `/pages/post/index?postId=${encodeURIComponent(postId)}`,
    ...(imageUrl ? { imageUrl } : {}),
  }
}
