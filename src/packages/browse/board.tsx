/** A board and its posts. Ids: `page-board`, `board-empty`, `board-gone`, and those of PostFeed. */
import { View } from '@tarojs/components'
import { useLoad, useReachBottom, useRouter, useShareAppMessage, useShareTimeline } from '@tarojs/taro'
import { PageFrame } from '../../components/PageFrame'
import { StateView } from '../../components/StateView'
import { ensureBoards, useHomeStore } from '../../features/home/store'
import { useMemberStore } from '../../features/member/store'
import { PostFeed } from '../../features/post/components/PostFeed'
import { loadFeed, loadMoreFeed } from '../../features/post/store'
import { useWords, wordsNow } from '../../i18n/words'
import { pageShare, timelineShare } from '../../platform/share'
import './feed-page.scss'

const boardNow = (boardId: string) =>
  useHomeStore.getState().boards.find((board) => board.boardId === boardId)

/** The card of a board, by whoever sends it. */
function cardOf(boardId: string) {
  return pageShare(
    '/packages/browse/board',
    { boardId },
    {
      title: boardNow(boardId)?.name ?? wordsNow().name,
      inviterId: useMemberStore.getState().me?.memberId,
    },
  )
}

export default function BoardPage() {
  const words = useWords()
  const boardId = useRouter<{ boardId?: string }>().params.boardId ?? ''
  const boards = useHomeStore((store) => store.boards)
  const board = boards.find((one) => one.boardId === boardId)
  const load = () => {
    void ensureBoards()
    void loadFeed(boardId)
  }
  useLoad(load)
  useReachBottom(() => void loadMoreFeed(boardId))
  useShareAppMessage(() => cardOf(boardId))
  useShareTimeline(() => timelineShare(cardOf(boardId)))
  if (boards.length > 0 && !board)
    return (
      <PageFrame name="board" title={words.reading.board}>
        <StateView id="board-gone" drawing="door" title={words.reading.boardGone} />
      </PageFrame>
    )
  const empty = (
    <StateView
      id="board-empty"
      drawing="plate"
      title={words.community.emptyTitle}
      hint={words.community.emptyHint}
    />
  )
  return (
    <PageFrame name="board" title={board?.name ?? words.reading.board}>
      {board?.summary ? (
        <View className="feed-page-head">
          <View className="feed-page-hint">{board.summary}</View>
        </View>
      ) : null}
      <PostFeed feedKey={boardId} empty={empty} onRetry={load} />
    </PageFrame>
  )
}
