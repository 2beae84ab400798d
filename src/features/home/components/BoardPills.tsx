/** The boards as a quiet row. Ids: `board-all`, `board-{boardId}`. */
import { ScrollView, View } from '@tarojs/components'
import { Tappable } from '../../../components/Tappable'
import { useWords } from '../../../i18n/words'
import { labelProps } from '../../../platform/control-props'
import { ALL_POSTS } from '../../post/feed-key'
import { chooseBoard, useHomeStore } from '../store'
import './BoardPills.scss'

export function BoardPills() {
  const words = useWords()
  const boards = useHomeStore((store) => store.boards)
  const open = useHomeStore((store) => store.boardKey)
  const pills = [
    { key: ALL_POSTS, id: 'board-all', name: words.community.allBoards },
    ...boards.map(({ boardId, name }) => ({ key: boardId, id: `board-${boardId}`, name })),
  ]
  return (
    <ScrollView className="boards" scrollX enhanced showScrollbar={false}>
      <View className="boards-row" {...labelProps('tablist', words.community.boards)}>
        {pills.map(({ key, id, name }) => (
          <Tappable
            key={key}
            id={id}
            className={key === open ? 'board board-open' : 'board'}
            role="tab"
            label={name}
            isSelected={key === open}
            onTap={() => void chooseBoard(key)}
          >
            {name}
          </Tappable>
        ))}
      </View>
    </ScrollView>
  )
}
