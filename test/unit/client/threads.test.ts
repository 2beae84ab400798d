/** Comments with the replies below them, and the answer that solved a question. */
import type { Comment } from '../../../contract/post-shapes'
import { threadsOf } from '../../../src/features/post/threads'

let made = 0
function comment(over: Partial<Comment> = {}): Comment {
  made += 1
  return {
    commentId: `cmt_${String(made).padStart(8, '0')}`,
    text: '层次真好看',
    mentions: [],
    author: { memberId: 'mbr_00000001', nickname: '林小满' },
    likeCount: 0,
    liked: false,
    replyCount: 0,
    mine: false,
    state: 'visible',
    createdAt: 0,
    ...over,
  }
}
const replyTo = (root: Comment) => comment({ rootId: root.commentId })
const solvedBy = ({ commentId }: Comment) => ({ solvedCommentId: commentId })
const ids = (comments: readonly Comment[]) => comments.map(({ commentId }) => commentId)

test('replies that were not asked for are counted, not shown', () => {
  const root = comment({ replyCount: 3 })
  const { threads } = threadsOf({ comments: [root], replies: {} })
  expect(threads).toEqual([{ root, replies: [], hiddenCount: 3 }])
})

test('of replies that come by pages the rest is still hidden', () => {
  const root = comment({ replyCount: 3 })
  const [one, two] = [replyTo(root), replyTo(root)]
  const replies = { [root.commentId]: { comments: [one, two], nextCursor: 'more', isLoading: false } }
  const [thread] = threadsOf({ comments: [root], replies }).threads
  expect(ids(thread?.replies ?? [])).toEqual(ids([one, two]))
  expect(thread?.hiddenCount).toBe(1)
})

test('once all have come nothing is hidden, whatever was counted', () => {
  const root = comment({ replyCount: 5 })
  const only = replyTo(root)
  const replies = { [root.commentId]: { comments: [only], isLoading: false } }
  expect(threadsOf({ comments: [root], replies }).threads[0]?.hiddenCount).toBe(0)
})

test('a reply just written stands below its comment, once', () => {
  const root = comment({ replyCount: 1 })
  const [asked, fresh] = [replyTo(root), replyTo(root)]
  const replies = { [root.commentId]: { comments: [asked], isLoading: false } }
  const { threads } = threadsOf({ comments: [root, asked, fresh], replies })
  expect(threads).toHaveLength(1)
  expect(ids(threads[0]?.replies ?? [])).toEqual(ids([asked, fresh]))
})

test('the answer that solved it stands before the others, not among them', () => {
  const [first, answer] = [comment(), comment()]
  const talk = { post: solvedBy(answer), comments: [first, answer], replies: {} }
  const { solution, threads } = threadsOf(talk)
  expect(solution?.root).toBe(answer)
  expect(ids(threads.map(({ root }) => root))).toEqual([first.commentId])
})

test('a reply that solved it stands first, and where it was said', () => {
  const root = comment({ replyCount: 1 })
  const answer = replyTo(root)
  const replies = { [root.commentId]: { comments: [answer], isLoading: false } }
  const { solution, threads } = threadsOf({ post: solvedBy(answer), comments: [root], replies })
  expect(solution?.root.commentId).toBe(answer.commentId)
  expect(ids(threads[0]?.replies ?? [])).toEqual([answer.commentId])
})

test('an answer that was not loaded is not made up', () => {
  const [only, absent] = [comment(), comment()]
  const talk = { post: solvedBy(absent), comments: [only], replies: {} }
  expect(threadsOf(talk).solution).toBeUndefined()
})
