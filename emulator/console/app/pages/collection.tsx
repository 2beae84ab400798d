/** One collection: its indexes, the query box, what was found, and the document that is looked at. */
import { useCallback, useState } from 'react'
import type { IndexSpec } from '../../../types'
import type { CollectionInfo, QueryAnswer, WireDocument } from '../../shapes'
import { post } from '../api'
import { Segmented } from '../parts/controls'
import { DataTable } from '../parts/data-table'
import { Empty, ErrorNote, Skeleton } from '../parts/states'
import { bytes } from '../text/format'
import { literal } from '../text/literal'
import { useWords } from '../text/words'
import { useBrowsing } from './browsing'
import { DocumentPanel, type Opened } from './document-panel'
import { QueryBox, Verdict } from './query-box'

type Look = 'table' | 'json'

/** Queries that were written, as long as the page is open. */
const drafts = new Map<string, string>()

/** The query that is written, and what was answered to it last. */
function useQuery(collection: string, onCleared: () => void) {
  const [text, setText] = useState(drafts.get(collection) ?? '')
  const [answer, setAnswer] = useState<QueryAnswer>()
  const [isRunning, setIsRunning] = useState(false)
  const write = (next: string) => {
    drafts.set(collection, next)
    setText(next)
  }
  const clear = () => {
    write('')
    setAnswer(undefined)
    onCleared()
  }
  const ask = async (query: string, scan = false) => {
    if (query.trim() === '') return clear()
    setIsRunning(true)
    const failed = (error: Error): QueryAnswer => ({ problem: { code: 'FAILED', message: error.message } })
    setAnswer(await post<QueryAnswer>(`collections/${collection}/query`, { text: query, scan }).catch(failed))
    setIsRunning(false)
  }
  return { text, answer, isRunning, write, clear, ask }
}

export function OneCollection({ info, onChanged }: { info: CollectionInfo; onChanged: () => void }) {
  const { name } = info
  const [opened, setOpened] = useState<Opened>()
  const browsing = useBrowsing(name)
  const query = useQuery(name, browsing.restart)
  const open = useCallback((document: WireDocument) => setOpened({ document }), [])
  const refresh = () => {
    setOpened(undefined)
    onChanged()
    browsing.restart()
    if (query.answer) void query.ask(query.text)
  }
  return (
    <>
      <QueryCard info={info} query={query} onNew={() => setOpened({})} />
      <ResultsCard answer={query.answer} browsing={browsing} onOpen={open} />
      <DocumentPanel
        collection={name}
        opened={opened}
        onClose={() => setOpened(undefined)}
        onChanged={refresh}
      />
    </>
  )
}

interface QueryCardProps {
  readonly info: CollectionInfo
  readonly query: ReturnType<typeof useQuery>
  readonly onNew: () => void
}

function QueryCard({ info, query, onNew }: QueryCardProps) {
  const words = useWords()
  const { text, answer, isRunning, write, clear, ask } = query
  const fillIn = (index: IndexSpec) => {
    const served = queryFor(index)
    write(served)
    void ask(served)
  }
  return (
    <section className="card stack" aria-label={words.query}>
      <div className="card-head">
        <h2 className="mono">{info.name}</h2>
        <span className="quiet">{info.averageBytes > 0 && words.averageSize(bytes(info.averageBytes))}</span>
        <button type="button" className="button button-quiet" onClick={onNew}>
          {words.newDocument}
        </button>
      </div>
      <Indexes indexes={info.indexes} onUse={fillIn} />
      <QueryBox
        text={text}
        onChange={write}
        onRun={() => void ask(text)}
        onClear={clear}
        isRunning={isRunning}
        problemAt={answer?.problem?.position}
      />
      {answer && <Verdict answer={answer} text={text} onScan={() => void ask(text, true)} />}
    </section>
  )
}

function ResultsCard(props: Omit<ResultsProps, 'look'>) {
  const words = useWords()
  const [look, setLook] = useState<Look>('table')
  return (
    <section className="card card-flush" aria-label={words.document} hidden={!hasRows(props.answer)}>
      <div className="results-head">
        <Segmented
          label={words.table}
          options={[
            ['table', words.table],
            ['json', words.json],
          ]}
          value={look}
          onChange={setLook}
        />
      </div>
      <Results {...props} look={look} />
    </section>
  )
}

/** A refused query has no rows to show, and a count has none either. */
function hasRows(answer: QueryAnswer | undefined): boolean {
  return !answer?.problem && answer?.count === undefined
}

/** A query that the index serves, to be filled in. */
function queryFor({ keys }: IndexSpec): string {
  const order = keys.map(
    ([field, direction]) => `.orderBy('${field}', '${direction === 1 ? 'asc' : 'desc'}')`,
  )
  return `where({})${order.join('')}.limit(20)`
}

function Indexes({ indexes, onUse }: { indexes: readonly IndexSpec[]; onUse: (index: IndexSpec) => void }) {
  const words = useWords()
  if (indexes.length === 0) return null
  return (
    <ul className="badges scrolling" aria-label={words.indexes}>
      {indexes.map((index) => (
        <li key={index.name}>
          <button type="button" className="chip" onClick={() => onUse(index)} title={index.name}>
            {index.keys.map(([field, direction]) => `${field} ${direction === 1 ? '↑' : '↓'}`).join(' · ')}
            {index.unique && <span className="chip-note">{words.unique}</span>}
          </button>
        </li>
      ))}
    </ul>
  )
}

interface ResultsProps {
  readonly answer: QueryAnswer | undefined
  readonly browsing: ReturnType<typeof useBrowsing>
  readonly look: Look
  readonly onOpen: (document: WireDocument) => void
}

/** What the query found; without a query, the whole collection as far as one scrolls. */
function Results({ answer, browsing, look, onOpen }: ResultsProps) {
  const words = useWords()
  if (!answer && browsing.error) return <ErrorNote message={browsing.error} retry={browsing.restart} />
  const rows = answer ? (answer.rows ?? []) : browsing.documents
  if (!rows) return <Skeleton rows={10} />
  if (rows.length === 0)
    return answer ? (
      <Empty title={words.noMatches} hint={words.noMatchesHint} />
    ) : (
      <Empty title={words.noDocuments} />
    )
  if (look === 'json')
    return (
      <pre className="log log-tall">
        {rows
          .slice(0, 200)
          .map((row) => literal(row))
          .join('\n')}
      </pre>
    )
  const foot = !answer && browsing.isMore ? words.loadMore : undefined
  return (
    <DataTable
      label={words.document}
      rows={rows}
      onOpen={onOpen}
      onEnd={answer ? undefined : browsing.loadMore}
      foot={foot}
    />
  )
}
