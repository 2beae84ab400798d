/** Functions: how each is set up, what it was called with, and a way to call it. */
import { useState } from 'react'
import type { FunctionInfo, RecordSummary } from '../../shapes'
import { post, useLoad } from '../api'
import { Segmented } from '../parts/controls'
import { Page, WithSide } from '../parts/page'
import { RecordTable } from '../parts/records'
import { Await, Empty, say } from '../parts/states'
import { milliseconds, number } from '../text/format'
import { useWords } from '../text/words'
import { Invoker } from './invoker'

export function FunctionsPage({ chosen }: { chosen: string }) {
  const words = useWords()
  const functions = useLoad<readonly FunctionInfo[]>('functions', 'functions')
  const warm = () =>
    post('functions/warm', {}).then(() => {
      say(words.warmed)
      functions.reload()
    })
  return (
    <Page
      title={words.functions}
      lead={words.functionsLead}
      actions={
        <button type="button" className="button" onClick={() => void warm()}>
          {words.warm}
        </button>
      }
    >
      <Await loaded={functions}>
        {(all) =>
          all.length === 0 ? (
            <Empty title={words.noFunctions} hint={words.noFunctionsHint} />
          ) : (
            <Listed functions={all} chosen={chosen} />
          )
        }
      </Await>
    </Page>
  )
}

function Listed({ functions, chosen }: { functions: readonly FunctionInfo[]; chosen: string }) {
  const words = useWords()
  const shown = functions.find(({ name }) => name === chosen)
  const everything = { name: words.all, to: '/functions', isCurrent: chosen === '' }
  const items = functions.map(({ name, calls, failures, problem }) => ({
    name,
    to: `/functions/${name}`,
    isCurrent: name === chosen,
    note: calls > 0 ? number(calls) : undefined,
    isTroubled: failures > 0 || problem !== undefined,
  }))
  return (
    <WithSide label={words.functions} items={[everything, ...items]}>
      {shown ? <OneFunction key={shown.name} info={shown} /> : <Records />}
    </WithSide>
  )
}

function OneFunction({ info }: { info: FunctionInfo }) {
  const words = useWords()
  const [tab, setTab] = useState<'records' | 'invoke'>('records')
  const { name } = info
  const reload = () => post('functions/reload', { name }).then(() => say(words.reloaded))
  return (
    <>
      <div className="card">
        <div className="card-head">
          <h2 className="mono">{name}</h2>
          <button type="button" className="button button-quiet" onClick={() => void reload()}>
            {words.reload}
          </button>
        </div>
        {info.problem ? (
          <div className="note note-danger" role="alert">
            <strong>{words.cannotLoad}</strong>
            <p>{info.problem}</p>
          </div>
        ) : (
          <Settings info={info} />
        )}
      </div>
      <Segmented
        label={name}
        options={[
          ['records', words.records],
          ['invoke', words.invoke],
        ]}
        value={tab}
        onChange={setTab}
      />
      {tab === 'records' ? <Records functionName={name} /> : <Invoker functionName={name} />}
    </>
  )
}

function Settings({ info }: { info: FunctionInfo }) {
  const words = useWords()
  const { timer, pushes, openApis, medianMs } = info
  return (
    <p className="badges">
      <span className="badge">{words.timeLimit(info.timeoutS)}</span>
      <span className="badge">{words.memory(info.memoryMb)}</span>
      {medianMs !== undefined && (
        <span className="badge">
          {words.median} {milliseconds(medianMs)}
        </span>
      )}
      {timer && (
        <span className="badge">
          {words.timer} <code>{timer}</code>
        </span>
      )}
      {pushes.map((push) => (
        <span className="badge" key={push}>
          {words.receives} <code>{push}</code>
        </span>
      ))}
      {openApis.map((api) => (
        <span className="badge" key={api}>
          {words.mayCall} <code>{api}</code>
        </span>
      ))}
    </p>
  )
}

function Records({ functionName }: { functionName?: string }) {
  const words = useWords()
  const path = functionName === undefined ? 'records' : `records?function=${functionName}`
  const records = useLoad<readonly RecordSummary[]>(path, 'functions')
  return (
    <section className="card" aria-label={words.records}>
      <Await loaded={records}>
        {(all) =>
          all.length === 0 ? (
            <Empty title={words.noCalls} hint={words.noCallsHint} />
          ) : (
            <RecordTable records={all} showsFunction={functionName === undefined} />
          )
        }
      </Await>
    </section>
  )
}
