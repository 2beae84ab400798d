/** The virtual clock and the timers that follow it. */
import { type FormEvent, useState } from 'react'
import type { Timer } from '../../../clock/types'
import type { InvokeOutcome, TimeState } from '../../shapes'
import { type Loaded, post, useLoad } from '../api'
import { Field, Switch } from '../parts/controls'
import { Page } from '../parts/page'
import { Await, Empty, say } from '../parts/states'
import { useTicking } from '../parts/ticking'
import { moment, span } from '../text/format'
import { useWords } from '../text/words'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
const STEPS = [
  ['minute', MINUTE_MS],
  ['hour', HOUR_MS],
  ['day', DAY_MS],
  ['week', 7 * DAY_MS],
] as const
/** Beijing is so far ahead of UTC, all the year. */
const BEIJING_MS = 8 * HOUR_MS

export function TimePage() {
  const words = useWords()
  const time = useLoad<TimeState>('time', 'time')
  return (
    <Page title={words.time} lead={words.timeLead}>
      <Await loaded={time}>
        {(state) => (
          <>
            <ClockCard state={state} loaded={time} />
            <Timers state={state} loaded={time} />
          </>
        )}
      </Await>
    </Page>
  )
}

interface PartProps {
  readonly state: TimeState
  readonly loaded: Loaded<TimeState>
}

function ClockCard({ state, loaded }: PartProps) {
  const words = useWords()
  const now = useTicking(state) ?? state.now
  const [isBusy, setIsBusy] = useState(false)
  const change = (path: string, body: object) => {
    setIsBusy(true)
    post<TimeState>(path, body)
      .then(loaded.put, (error: Error) => say(error.message))
      .finally(() => setIsBusy(false))
  }
  const aheadMs = state.now - state.machineNow
  const isShifted = Math.abs(aheadMs) > 1500
  const distance =
    aheadMs > 0 ? words.aheadOfMachine(span(aheadMs, words)) : words.behindMachine(span(aheadMs, words))
  return (
    <section className="card clock" aria-label={words.virtualTime} aria-busy={isBusy}>
      <time className="clock-face" dateTime={new Date(now).toISOString()}>
        {moment(now)}
      </time>
      <p className="badges">
        <span className="badge">{words.beijingTime}</span>
        <span className={state.isFrozen ? 'badge badge-warning' : 'badge badge-good'}>
          {state.isFrozen ? words.frozen : words.running}
        </span>
        <span className="badge">{isShifted ? distance : words.runsLikeMachine}</span>
      </p>
      <fieldset className="clock-steps">
        <legend className="quiet">{words.advance}</legend>
        {STEPS.map(([name, durationMs]) => (
          <button
            key={name}
            type="button"
            className="chip"
            disabled={isBusy}
            onClick={() => change('time/advance', { durationMs })}
          >
            + {words[name]}
          </button>
        ))}
      </fieldset>
      <div className="fields">
        <Jump state={state} onJump={(at) => change('time/set', { at, frozen: state.isFrozen })} />
        <button
          type="button"
          className="button"
          onClick={() => change('time/set', { at: Math.round(now), frozen: !state.isFrozen })}
        >
          {state.isFrozen ? words.unfreeze : words.freeze}
        </button>
        <button
          type="button"
          className="button"
          disabled={!isShifted && !state.isFrozen}
          onClick={() => change('time/reset', {})}
        >
          {words.reset}
        </button>
      </div>
    </section>
  )
}

/** The field holds Beijing's wall clock, whatever the browser's own zone is. */
function Jump({ state, onJump }: { state: TimeState; onJump: (at: number) => void }) {
  const words = useWords()
  const [text, setText] = useState(() => new Date(state.now + BEIJING_MS).toISOString().slice(0, 16))
  const jump = (event: FormEvent) => {
    event.preventDefault()
    onJump(Date.parse(`${text}Z`) - BEIJING_MS)
  }
  return (
    <form className="fields" onSubmit={jump}>
      <Field label={words.setTime}>
        <input type="datetime-local" value={text} onChange={({ target }) => setText(target.value)} required />
      </Field>
      <button type="submit" className="button">
        {words.jump}
      </button>
    </form>
  )
}

function Timers({ state, loaded }: PartProps) {
  const words = useWords()
  const run = async ({ functionName, name }: Timer) => {
    const { problem } = await post<InvokeOutcome>('timers/run', { functionName, timerName: name })
    say(problem ? `${words.ranWithError}: ${problem.message}` : words.ran)
    loaded.reload()
  }
  const pause = async (isPaused: boolean) => loaded.put(await post<TimeState>('timers/pause', { isPaused }))
  return (
    <section className="card" aria-labelledby="timers">
      <div className="card-head">
        <h2 id="timers">{words.timers}</h2>
        <Switch label={words.automatic} isOn={!state.isPaused} onChange={(isOn) => void pause(!isOn)} />
      </div>
      {state.timers.length === 0 ? (
        <Empty title={words.noTimers} hint={words.noTimersHint} />
      ) : (
        <div className="table-scroll">
          <table>
            <thead>
              <tr>
                <th scope="col">{words.timer}</th>
                <th scope="col">cron</th>
                <th scope="col">{words.nextRun}</th>
                <th scope="col">{words.lastRun}</th>
                <td />
              </tr>
            </thead>
            <tbody>
              {state.timers.map((timer) => (
                <TimerRow
                  key={`${timer.functionName} ${timer.name}`}
                  timer={timer}
                  state={state}
                  onRun={run}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}

interface TimerRowProps {
  readonly timer: Timer
  readonly state: TimeState
  readonly onRun: (timer: Timer) => Promise<void>
}

function TimerRow({ timer, state, onRun }: TimerRowProps) {
  const words = useWords()
  const { functionName, name, cron, nextAt, lastRun } = timer
  return (
    <tr data-failed={lastRun?.error !== undefined}>
      <th scope="row" className="mono">
        {functionName}.{name}
      </th>
      <td>
        <code>{cron}</code>
      </td>
      <td>
        {nextAt === undefined ? words.never : moment(nextAt)}
        {nextAt !== undefined && <span className="quiet small"> {span(nextAt - state.now, words)}</span>}
      </td>
      <td>
        {lastRun ? moment(lastRun.at) : words.never}
        {lastRun?.error !== undefined && (
          <span className="badge badge-danger" title={lastRun.error}>
            {words.error}
          </span>
        )}
      </td>
      <td className="right">
        <button type="button" className="button" onClick={() => void onRun(timer)}>
          {words.runNow}
        </button>
      </td>
    </tr>
  )
}
