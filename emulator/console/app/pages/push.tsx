/** Pushes a message of the platform, whatever it says. */
import { useState } from 'react'
import type { Problem } from '../../shapes'
import { post } from '../api'
import { Editor } from '../parts/editor'
import { say } from '../parts/states'
import { useWords } from '../text/words'

const FIRST = `{
  MsgType: 'event',
  Event: 'subscribe_msg_popup_event',
  FromUserName: 'oSomebody',
}`

export function Push() {
  const words = useWords()
  const [text, setText] = useState(FIRST)
  const [problem, setProblem] = useState<Problem>()
  const push = async () => {
    const answer = await post<{ problem?: Problem }>('open-apis/push', { text })
    setProblem(answer.problem)
    if (!answer.problem) say(words.pushed)
  }
  return (
    <section className="card stack" aria-label={words.push}>
      <p className="quiet">{words.pushLead}</p>
      <Editor
        label={words.push}
        value={text}
        onChange={setText}
        onRun={() => void push()}
        minLines={8}
        problemAt={problem?.position}
        takesSlash
      />
      {problem && (
        <p className="note note-danger mono" role="alert">
          {problem.message}
        </p>
      )}
      <div className="actions">
        <button type="button" className="button button-primary" onClick={() => void push()}>
          {words.push}
          <kbd>Ctrl ↵</kbd>
        </button>
      </div>
    </section>
  )
}
