/** How much of everything there is, and what happened last. */
import type { Overview } from '../../shapes'
import { useLoad } from '../api'
import { CopyButton } from '../parts/controls'
import { Icon, type IconName } from '../parts/icon'
import { Page } from '../parts/page'
import { RecordTable } from '../parts/records'
import { Await, Empty } from '../parts/states'
import { Link } from '../router'
import { bytes, count, number } from '../text/format'
import { useWords } from '../text/words'

export function OverviewPage() {
  const words = useWords()
  const overview = useLoad<Overview>('overview', 'functions')
  return (
    <Page title={words.overview} lead={words.overviewLead}>
      <Await loaded={overview} rows={8}>
        {(data) => <Figures overview={data} />}
      </Await>
    </Page>
  )
}

function Figures({ overview }: { overview: Overview }) {
  const words = useWords()
  const documents = overview.collections.reduce((sum, each) => sum + each.count.value, 0)
  const hasMore = overview.collections.some((each) => each.count.isMore)
  const largest = [...overview.collections].sort((a, b) => b.count.value - a.count.value).slice(0, 8)
  return (
    <>
      <div className="tiles">
        <Tile to="/functions" icon="functions" figure={number(overview.functions)} label={words.functions} />
        <Tile
          to="/collections"
          icon="collections"
          figure={count({ value: documents, isMore: hasMore })}
          label={words.documentsUnit}
        />
        <Tile
          to="/files"
          icon="files"
          figure={number(overview.files.count)}
          label={`${words.filesUnit} · ${bytes(overview.files.bytes)}`}
        />
        <Tile
          to="/platform"
          icon="platform"
          figure={number(overview.pendingChecks)}
          label={words.pendingChecks}
          isCalling={overview.pendingChecks > 0}
        />
        <Tile
          to="/platform/messages"
          icon="platform"
          figure={number(overview.messages)}
          label={words.messagesSent}
        />
        <Tile to="/identities" icon="identities" figure={number(overview.identities)} label={words.people} />
      </div>
      <div className="columns">
        <section className="card card-wide" aria-labelledby="latest">
          <h2 id="latest">{words.latestCalls}</h2>
          {overview.latest.length === 0 ? (
            <Empty title={words.noCalls} hint={words.noCallsHint} />
          ) : (
            <RecordTable records={overview.latest} showsFunction />
          )}
        </section>
        <section className="card" aria-labelledby="largest">
          <h2 id="largest">{words.largest}</h2>
          <Bars collections={largest} />
        </section>
      </div>
      <section className="card connect" aria-labelledby="connect">
        <h2 id="connect">{words.environment}</h2>
        <Code
          text={`env $(npm run -s emulator -- --print-env --port ${new URL(overview.url).port}) node script.js`}
        />
        <p className="quiet">
          {words.dataFolder} <code>{overview.dataDir}</code>
        </p>
      </section>
    </>
  )
}

function Tile({
  to,
  icon,
  figure,
  label,
  isCalling = false,
}: {
  to: string
  icon: IconName
  figure: string
  label: string
  isCalling?: boolean
}) {
  return (
    <Link to={to} className="tile" data-calling={isCalling}>
      <Icon name={icon} />
      <strong>{figure}</strong>
      <span>{label}</span>
    </Link>
  )
}

function Bars({ collections }: { collections: Overview['collections'] }) {
  const words = useWords()
  const most = Math.max(1, ...collections.map((each) => each.count.value))
  if (collections.length === 0) return <Empty title={words.noCollections} />
  return (
    <ul className="bars">
      {collections.map(({ name, count: amount }) => (
        <li key={name}>
          <Link to={`/collections/${name}`}>
            <span className="bar-name">{name}</span>
            <span className="bar-count">{count(amount)}</span>
            <span className="bar" style={{ width: `${(100 * amount.value) / most}%` }} />
          </Link>
        </li>
      ))}
    </ul>
  )
}

function Code({ text }: { text: string }) {
  return (
    <div className="code-line">
      <code>{text}</code>
      <CopyButton text={text} />
    </div>
  )
}
