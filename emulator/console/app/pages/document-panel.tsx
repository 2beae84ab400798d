/** One document, to be read, changed, removed or made. */
import { useEffect, useState } from 'react'
import type { ChangeAnswer, WireDocument } from '../../shapes'
import { post } from '../api'
import { Confirm, CopyButton, Dialog } from '../parts/controls'
import { Editor } from '../parts/editor'
import { say } from '../parts/states'
import { literal } from '../text/literal'
import { useWords } from '../text/words'

/** Without a document, a new one. */
export interface Opened {
  readonly document?: WireDocument
}

const NEW_DOCUMENT = '{\n  \n}'

export interface DocumentPanelProps {
  readonly collection: string
  readonly opened: Opened | undefined
  readonly onClose: () => void
  readonly onChanged: () => void
}

export function DocumentPanel({ collection, opened, onClose, onChanged }: DocumentPanelProps) {
  const words = useWords()
  const id = opened?.document?._id
  const title = opened?.document ? String(id ?? words.document) : words.newDocument
  return (
    <Dialog title={title} isOpen={opened !== undefined} onClose={onClose} className="drawer">
      {opened && <Opening collection={collection} opened={opened} onChanged={onChanged} />}
    </Dialog>
  )
}

function Opening({
  collection,
  opened,
  onChanged,
}: {
  collection: string
  opened: Opened
  onChanged: () => void
}) {
  const words = useWords()
  const { document } = opened
  const before = document ? literal(document) : NEW_DOCUMENT
  const [text, setText] = useState(before)
  const [answer, setAnswer] = useState<ChangeAnswer>()
  const id = document?._id
  // Rows of an aggregation or a projection are no documents that could be written back.
  const isStored = typeof id === 'string' || typeof id === 'number'
  useEffect(() => setText(before), [before])
  const settle = (done: string) => (next: ChangeAnswer) => {
    setAnswer(next)
    if (next.problem) return
    say(done)
    onChanged()
  }
  const save = () =>
    document
      ? post<ChangeAnswer>(`collections/${collection}/replace`, { before, text }).then(settle(words.saved))
      : post<ChangeAnswer>(`collections/${collection}/documents`, { text }).then(settle(words.added))
  const remove = () =>
    post<ChangeAnswer>(`collections/${collection}/remove`, { ids: [id] }).then(settle(words.removed))
  return (
    <>
      <Editor
        label={words.document}
        value={text}
        onChange={setText}
        onRun={() => void save()}
        minLines={12}
        problemAt={answer?.problem?.position}
      />
      {answer?.problem && (
        <p className="note note-danger mono" role="alert">
          {answer.problem.message}
        </p>
      )}
      <div className="actions">
        {isStored && <RemoveButton onRemove={() => void remove()} />}
        <span className="grow" />
        <CopyButton text={text} />
        {(isStored || !document) && (
          <button
            type="button"
            className="button button-primary"
            onClick={() => void save()}
            disabled={document !== undefined && text === before}
          >
            {words.save}
            <kbd>Ctrl ↵</kbd>
          </button>
        )}
      </div>
    </>
  )
}

function RemoveButton({ onRemove }: { onRemove: () => void }) {
  const words = useWords()
  const [isAsking, setIsAsking] = useState(false)
  return (
    <>
      <button type="button" className="button button-danger-quiet" onClick={() => setIsAsking(true)}>
        {words.remove}
      </button>
      <Confirm
        title={words.removeDocument}
        hint={words.removeDocumentHint}
        action={words.remove}
        isOpen={isAsking}
        onClose={() => setIsAsking(false)}
        onConfirm={onRemove}
      />
    </>
  )
}
