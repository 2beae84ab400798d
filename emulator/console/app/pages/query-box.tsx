/** Where a query is written, and what is said of it: what it cost, or why it was refused. */
import type { QueryAnswer } from '../../shapes'
import { Editor } from '../parts/editor'
import { milliseconds, number } from '../text/format'
import { useWords } from '../text/words'

/** As the server bounds it. */
const SCAN_MAX = 20_000

export interface QueryBoxProps {
  readonly text: string
  readonly onChange: (text: string) => void
  readonly onRun: () => void
  readonly onClear: () => void
  readonly isRunning: boolean
  readonly problemAt: number | undefined
}

export function QueryBox({ text, onChange, onRun, onClear, isRunning, problemAt }: QueryBoxProps) {
  const words = useWords()
  return (
    <div className="query">
      <Editor
        label={words.query}
        value={text}
        onChange={onChange}
        onRun={onRun}
        placeholder={words.queryHint}
        problemAt={problemAt}
        takesSlash
      />
      <div className="query-actions">
        {text !== '' && (
          <button type="button" className="button button-quiet" onClick={onClear}>
            {words.clear}
          </button>
        )}
        <button type="button" className="button button-primary" onClick={onRun} disabled={isRunning}>
          {words.run}
          <kbd>Ctrl ↵</kbd>
        </button>
      </div>
    </div>
  )
}

export function Verdict({ answer, text, onScan }: { answer: QueryAnswer; text: string; onScan: () => void }) {
  const words = useWords()
  const { problem, rows = [], count, examined = 0, durationMs = 0, servedBy = [], isPartial } = answer
  if (problem?.code === 'INDEX_MISSING') {
    return (
      <div className="note note-warning" role="alert">
        <strong>{words.indexMissing}</strong>
        <p>{words.indexMissingHint}</p>
        <p className="mono small">{problem.message}</p>
        <button type="button" className="button" onClick={onScan}>
          {words.scanAnyway(number(SCAN_MAX))}
        </button>
      </div>
    )
  }
  if (problem) {
    const place = problem.position === undefined ? '' : `${placeIn(text, problem.position, words.syntaxAt)}: `
    return (
      <p className="note note-danger mono" role="alert">
        {place}
        {problem.message}
      </p>
    )
  }
  return (
    <p className="badges" role="status">
      <span className="badge badge-strong">
        {count === undefined ? words.returned(rows.length) : words.counted(number(count))}
      </span>
      <span className="badge">{words.examinedCount(number(examined))}</span>
      <span className="badge">{milliseconds(durationMs)}</span>
      {servedBy.length > 0 ? (
        <span className="badge badge-good">{words.servedBy([...new Set(servedBy)].join(', '))}</span>
      ) : (
        <span className="badge badge-warning">{words.scanned}</span>
      )}
      {isPartial && <span className="badge badge-warning">{words.partial(number(SCAN_MAX))}</span>}
    </p>
  )
}

function placeIn(text: string, position: number, say: (line: number, column: number) => string): string {
  const lines = text.slice(0, position).split('\n')
  return say(lines.length, (lines.at(-1)?.length ?? 0) + 1)
}
