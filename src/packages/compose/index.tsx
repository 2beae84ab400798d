/**
 * Writing a post. Ids: `page-compose`, `compose-text`, `compose-counter`, `compose-board`, `board-option-{boardId}`,
 * `compose-publish`, `refusal-text`, `refusal-photos`, `refusal-board`, `refusal-whole`, and those of PhotoTray.
 */
import { Text, Textarea, View } from '@tarojs/components'
import { useLoad } from '@tarojs/taro'
import { useState } from 'react'
import { POST_TEXT_LENGTH_MAX } from '../../../contract/limits'
import { Button } from '../../components/Button'
import { PageFrame } from '../../components/PageFrame'
import { PrivacySheet } from '../../components/PrivacySheet'
import { Sheet } from '../../components/Sheet'
import { Tappable } from '../../components/Tappable'
import { ensureBoards, useHomeStore } from '../../features/home/store'
import { PhotoTray } from '../../features/media/components/PhotoTray'
import { whenMember } from '../../features/member/store'
import {
  type DraftPart,
  editDraft,
  publishDraft,
  restoreDraft,
  useDraftStore,
} from '../../features/post/draft'
import { useWords } from '../../i18n/words'
import { fieldProps } from '../../platform/control-props'
import { openTabTop } from '../../platform/navigate'
import './index.scss'

/** The counter is shown from here on: before, nobody needs it. */
const COUNTER_FROM = POST_TEXT_LENGTH_MAX - 200

const publish = () => {
  void whenMember(async () => {
    if (await publishDraft()) await openTabTop('community')
  })
}

export default function ComposePage() {
  const words = useWords()
  const publishing = useDraftStore((draft) => draft.publishing)
  useLoad(() => {
    restoreDraft()
    void ensureBoards()
  })
  return (
    <PageFrame name="compose" title={words.compose.title}>
      <View className="compose">
        <WordsField />
        <PhotoTray />
        <Refusal part="photos" />
        <BoardChoice />
        <Refusal part="board" />
      </View>
      <View className="compose-foot">
        <Refusal part="whole" />
        <Button
          id="compose-publish"
          isWide
          isDisabled={publishing}
          label={publishing ? words.compose.publishing : words.compose.publish}
          onTap={publish}
        />
      </View>
      <PrivacySheet />
    </PageFrame>
  )
}

function WordsField() {
  const words = useWords()
  const text = useDraftStore((draft) => draft.text)
  const left = POST_TEXT_LENGTH_MAX - text.length
  return (
    <View>
      <Textarea
        id="compose-text"
        className="field compose-text"
        value={text}
        maxlength={-1}
        autoHeight
        placeholder={words.compose.placeholder}
        placeholderClass="placeholder"
        onInput={({ detail }) => editDraft({ text: detail.value })}
        {...fieldProps(words.compose.text)}
      />
      {text.length > COUNTER_FROM ? (
        <Text id="compose-counter" className={left < 0 ? 'counter counter-over' : 'counter'}>
          {left < 0 ? words.compose.tooLong(-left) : words.compose.remaining(left)}
        </Text>
      ) : null}
      <Refusal part="text" />
    </View>
  )
}

function Refusal({ part }: { readonly part: DraftPart }) {
  const refusal = useDraftStore((draft) => draft.refusal)
  if (refusal?.part !== part) return null
  return (
    <View id={`refusal-${part}`} className="refusal">
      {refusal.sentence}
    </View>
  )
}

function BoardChoice() {
  const words = useWords()
  const [isOpen, open] = useState(false)
  const boards = useHomeStore((store) => store.boards)
  const boardId = useDraftStore((draft) => draft.boardId)
  const chosen = boards.find((board) => board.boardId === boardId)
  const choose = (id: string) => {
    editDraft({ boardId: id })
    open(false)
  }
  const shown = chosen?.name ?? words.compose.chooseBoard
  return (
    <>
      <Tappable
        id="compose-board"
        className="board-choice"
        label={`${words.compose.board} ${shown}`}
        onTap={() => open(true)}
      >
        {/* The space parts the two for a reader's ear; on the page they stand apart anyway. */}
        <View className="board-choice-name">{`${words.compose.board} `}</View>
        <View className={chosen ? '' : 'board-choice-none'}>{shown}</View>
        <View className="icon-forward" />
      </Tappable>
      <Sheet isOpen={isOpen} label={words.compose.chooseBoard} onClose={() => open(false)}>
        <View className="board-options">
          <View className="board-options-title">{words.compose.chooseBoard}</View>
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
