/** The board that the post goes to. Ids: `compose-board`, `board-option-{boardId}`. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Sheet } from '../../../components/Sheet'
import { Tappable } from '../../../components/Tappable'
import { useHomeStore } from '../../../features/home/store'
import { type DraftKey, editDraft, entryOf, useDraftStore } from '../../../features/post/draft'
import { useWords } from '../../../i18n/words'

export function BoardRow({ draftKey }: { readonly draftKey: DraftKey }) {
  const words = useWords().compose
  const [isOpen, open] = useState(false)
  const boards = useHomeStore((store) => store.boards)
  const boardId = useDraftStore((store) => entryOf(store, draftKey).draft.boardId)
  const chosen = boards.find((board) => board.boardId === boardId)
  const choose = (id: string) => {
    editDraft(draftKey, { boardId: id })
    open(false)
  }
  const shown = chosen?.name ?? words.chooseBoard
  return (
    <>
      <Tappable
        id="compose-board"
        className="board-choice"
        label={`${words.board} ${shown}`}
        onTap={() => open(true)}
      >
        {/* The space parts the two for a reader's ear; on the page they stand apart anyway. */}
        <View className="board-choice-name">{`${words.board} `}</View>
        <View className={chosen ? '' : 'board-choice-none'}>{shown}</View>
        <View className="icon-forward" />
      </Tappable>
      <Sheet isOpen={isOpen} label={words.chooseBoard} onClose={() => open(false)}>
        <View className="board-options">
          <View className="board-options-title">{words.chooseBoard}</View>
          {boards.map((board) => (
            <Tappable
              key={board.boardId}
              id={`board-option-${board.boardId}`}
              className="board-option"
              label={board.name}
              isSelected={board.boardId === boardId}
              onTap={() => choose(board.boardId)}
            >
              <View className="board-option-words">
                <View>{board.name}</View>
                <View className="board-option-summary">{board.summary}</View>
              </View>
              {board.boardId === boardId ? <View className="icon-check" /> : null}
            </Tappable>
          ))}
        </View>
      </Sheet>
    </>
  )
}
