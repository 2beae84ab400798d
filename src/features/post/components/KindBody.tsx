/** What a poll, a debate or a chain has besides its words. An ordinary post has nothing. */
import type { PostDetail } from '../../../../contract/post-shapes'
import { ChainList } from './ChainList'
import { DebateSides } from './DebateSides'
import { PollVote } from './PollVote'

export function KindBody({ post }: { readonly post: PostDetail }) {
  const { poll, debate, chain } = post
  if (poll) return <PollVote post={post} />
  if (debate) return <DebateSides post={post} />
  return chain ? <ChainList post={post} chain={chain} /> : null
}
