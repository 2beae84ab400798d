/** Calls of functions: a row each, and all about one of them. */
import { useState } from 'react'
import type { InvocationRecord } from '../../../types'
import type { RecordSummary } from '../../shapes'
import { useLoad } from '../api'
import { bytes, milliseconds, number, timeOfDay } from '../text/format'
import { useWords } from '../text/words'
import { Dialog, Figure } from './controls'
import { Await } from './states'

/** A bar of this length is a second. */
const BAR_MS = 1000

export function RecordTable({
  records,
  showsFunction = false,
}: {
  records: readonly RecordSummary[]
  showsFunction?: boolean
}) {
  const words = useWords()
  const [opened, setOpened] = useState<string>()
  return (
    <>
      <div className="table-scroll">
        <table className="records">
          <thead>
            <tr>
              <th scope="col">{words.at}</th>
              <th scope="col">{showsFunction ? words.functions : words.action}</th>
              <th scope="col">{words.duration}</th>
              <th scope="col" className="right">
                {words.roundTrips}
              </th>
              <th scope="col" className="right">
                {words.read}
              </th>
              <th scope="col" className="right">
                {words.written}
              </th>
              <th scope="col" className="right">
                {words.bytes}
              </th>
            </tr>
          </thead>
          <tbody>
            {records.map((record) => (
              <RecordRow
                key={record.requestId}
                record={record}
                showsFunction={showsFunction}
                onOpen={setOpened}
              />
            ))}
          </tbody>
        </table>
      </div>
      <Dialog
        title={records.find(({ requestId }) => requestId === opened)?.functionName ?? words.records}
        isOpen={opened !== undefined}
        onClose={() => setOpened(undefined)}
      >
        {opened && <OpenedRecord requestId={opened} />}
      </Dialog>
    </>
  )
}

function RecordRow({
  record,
  showsFunction,
  onOpen,
}: {
  record: RecordSummary
  showsFunction: boolean
  onOpen: (requestId: string) => void
}) {
  const words = useWords()
  const { functionName, action, durationMs, coldStartMs, error, cost } = record
  const name = showsFunction ? [functionName, action].filter(Boolean).join('.') : (action ?? '—')
  return (
    <tr data-failed={error !== undefined}>
      <td>
        <button type="button" className="row-open" onClick={() => onOpen(record.requestId)}>
          <time dateTime={new Date(record.startedAt).toISOString()}>{timeOfDay(record.startedAt)}</time>
        </button>
      </td>
      <td className="record-name">
        <span>{action?.startsWith(`${functionName}.`) ? action : name}</span>
        {coldStartMs !== undefined && <span className="badge">{words.coldStart}</span>}
        {error !== undefined && (
          <span className="badge badge-danger" title={error}>
            {words.error}
          </span>
        )}
      </td>
      <td>
        <span className="duration">
          <span
            className="duration-bar"
            style={{ width: `${Math.min(100, (100 * durationMs) / BAR_MS)}%` }}
          />
          <span>{milliseconds(durationMs)}</span>
        </span>
      </td>
      <td className="right">{record.roundTrips}</td>
      <td className="right">{number(cost.read)}</td>
      <td className="right">{number(cost.written)}</td>
      <td className="right">{bytes(record.bytes)}</td>
    </tr>
  )
}

function OpenedRecord({ requestId }: { requestId: string }) {
  const record = useLoad<InvocationRecord>(`records/${requestId}`)
  return <Await loaded={record}>{(data) => <RecordDetail record={data} />}</Await>
}

/** Everything about one call. */
export function RecordDetail({ record }: { record: InvocationRecord }) {
  const words = useWords()
  const { cost, coldStartMs, error, logs } = record
  return (
    <div className="record-detail">
      {error !== undefined && <pre className="log log-danger">{error}</pre>}
      <dl className="figures">
        <Figure label={words.duration}>{milliseconds(record.durationMs)}</Figure>
        <Figure label={words.coldStart}>
          {coldStartMs === undefined ? words.warmStart : milliseconds(coldStartMs)}
        </Figure>
        <Figure label={words.callsInside}>{record.calls}</Figure>
        <Figure label={words.roundTrips}>{record.roundTrips}</Figure>
        <Figure label={words.read}>{number(cost.read)}</Figure>
        <Figure label={words.examined}>{number(cost.examined)}</Figure>
        <Figure label={words.written}>{number(cost.written)}</Figure>
        <Figure label={words.bytes}>{bytes(record.bytes)}</Figure>
      </dl>
      <h3>{words.logs}</h3>
      {logs.length === 0 ? (
        <p className="quiet">{words.noLogs}</p>
      ) : (
        <pre className="log">{logs.join('\n')}</pre>
      )}
      <p className="quiet mono">{record.requestId}</p>
    </div>
  )
}
