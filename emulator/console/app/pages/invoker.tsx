/** Calls a function by hand: with an event, as somebody, from somewhere. */
import { useState } from 'react'
import type { InvocationSource } from '../../../types'
import type { Identities, InvokeInput, InvokeOutcome } from '../../shapes'
import { post, useLoad } from '../api'
import { CopyButton, Field } from '../parts/controls'
import { Editor } from '../parts/editor'
import { RecordDetail } from '../parts/records'
import { Empty } from '../parts/states'
import { useWords } from '../text/words'

const SOURCES: readonly InvocationSource[] = ['wx_client', 'wx_trigger', 'wx_push']

/** What was sent to a function last, as long as the page is open. */
const drafts = new Map<string, string>()

export function Invoker({ functionName }: { functionName: string }) {
  const words = useWords()
  const [event, setEvent] = useState(drafts.get(functionName) ?? `{ action: '${functionName}.', input: {} }`)
  const [openid, setOpenid] = useState<string>()
  const [source, setSource] = useState<InvocationSource>('wx_client')
  const [outcome, setOutcome] = useState<InvokeOutcome>()
  const [isRunning, setIsRunning] = useState(false)
  const identities = useLoad<Identities>('identities')
  const choices = (identities.data?.choices ?? []).filter(({ value }) => value !== 'new')
  const caller = openid ?? identities.data?.current ?? choices[0]?.openid ?? ''
  const run = () => {
    drafts.set(functionName, event)
    setIsRunning(true)
    const input: InvokeInput = { event, openid: caller, source }
    post<InvokeOutcome>(`functions/${functionName}/invoke`, input)
      .catch((error: Error): InvokeOutcome => ({ problem: { code: 'FAILED', message: error.message } }))
      .then(setOutcome)
      .finally(() => setIsRunning(false))
  }
  return (
    <div className="columns columns-even">
      <section className="card stack" aria-label={words.event}>
        <h3>{words.event}</h3>
        <Editor
          label={words.event}
          value={event}
          onChange={setEvent}
          onRun={run}
          minLines={6}
          problemAt={outcome?.problem?.position}
          takesSlash
        />
        <div className="fields">
          <Field label={words.asWhom}>
            <select value={caller} onChange={({ target }) => setOpenid(target.value)}>
              {choices.map(({ openid: id, name }) => (
                <option key={id} value={id}>
                  {name === 'guest' ? words.guest : name}
                </option>
              ))}
              <option value="">{words.nobody}</option>
            </select>
          </Field>
          <Field label={words.source}>
            <select
              value={source}
              onChange={({ target }) =>
                setSource(SOURCES.find((each) => each === target.value) ?? 'wx_client')
              }
            >
              {SOURCES.map((each) => (
                <option key={each}>{each}</option>
              ))}
            </select>
          </Field>
          <button type="button" className="button button-primary" onClick={run} disabled={isRunning}>
            {words.run}
            <kbd>Ctrl ↵</kbd>
          </button>
        </div>
      </section>
      <section className="card stack" aria-label={words.answer} aria-live="polite">
        {outcome ? <Outcome outcome={outcome} /> : <Empty title={words.answer} hint={words.noAnswer} />}
      </section>
    </div>
  )
}

export function Outcome({ outcome: { problem, json, record } }: { outcome: InvokeOutcome }) {
  const words = useWords()
  const pretty = json === undefined ? undefined : JSON.stringify(JSON.parse(json), undefined, 2)
  return (
    <>
      {problem && <pre className="log log-danger">{`${problem.code}\n${problem.message}`}</pre>}
      {pretty !== undefined && (
        <>
          <div className="card-head">
            <h3>{words.answer}</h3>
            <CopyButton text={pretty} />
          </div>
          <pre className="log">{pretty}</pre>
        </>
      )}
      {record && <RecordDetail record={{ ...record, error: undefined }} />}
    </>
  )
}
