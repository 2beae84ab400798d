/** What stands around every page: where one can go, what time it is there, and in which language. */
import { useEffect, useRef, useState } from 'react'
import type { Overview, TimeState } from '../shapes'
import { useLoad } from './api'
import { onConnection } from './live'
import { ArchivePage } from './pages/archive'
import { CollectionsPage } from './pages/collections'
import { FilesPage } from './pages/files'
import { FunctionsPage } from './pages/functions'
import { IdentitiesPage } from './pages/identities'
import { OverviewPage } from './pages/overview'
import { PlatformPage } from './pages/platform'
import { TimePage } from './pages/time'
import { Icon, type IconName } from './parts/icon'
import { showCurrent } from './parts/page'
import { Empty, Sayings } from './parts/states'
import { useTicking } from './parts/ticking'
import { Link, useRoute } from './router'
import { moment } from './text/format'
import { dictionaries, preferredLanguage, rememberLanguage, useWords, WordsContext } from './text/words'

const PAGES: readonly IconName[] = [
  'overview',
  'functions',
  'collections',
  'files',
  'platform',
  'time',
  'identities',
  'archive',
]
const LANGUAGE_TAGS = { zh: 'zh-CN', en: 'en' } as const

export function Shell() {
  const [language, setLanguage] = useState(preferredLanguage)
  const words = dictionaries[language]
  useEffect(() => {
    document.documentElement.lang = LANGUAGE_TAGS[language]
    document.title = words.title
    rememberLanguage(language)
  }, [language, words])
  return (
    <WordsContext.Provider value={words}>
      <a className="skip" href="#content">
        {words.skip}
      </a>
      <div className="shell">
        <Rail switchLanguage={() => setLanguage(language === 'zh' ? 'en' : 'zh')} />
        <main className="content" id="content" tabIndex={-1}>
          <Lost />
          <OpenPage />
        </main>
      </div>
      <Sayings />
    </WordsContext.Provider>
  )
}

function OpenPage() {
  const words = useWords()
  const [page, name] = useRoute()
  switch (page) {
    case '':
      return <OverviewPage />
    case 'functions':
      return <FunctionsPage chosen={name} />
    case 'collections':
      return <CollectionsPage chosen={name} />
    case 'files':
      return <FilesPage folder={name} />
    case 'platform':
      return <PlatformPage section={name} />
    case 'time':
      return <TimePage />
    case 'identities':
      return <IdentitiesPage />
    case 'archive':
      return <ArchivePage />
    default:
      return <Empty title={words.notFound} />
  }
}

function Rail({ switchLanguage }: { switchLanguage: () => void }) {
  const words = useWords()
  const [page] = useRoute()
  const overview = useLoad<Overview>('overview')
  const pages = useRef<HTMLElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: What is present is read from the document.
  useEffect(() => showCurrent(pages.current), [page])
  return (
    <header className="rail">
      <div className="brand">
        <span className="brand-mark" aria-hidden="true">
          云
        </span>
        <span>
          <strong>{words.title}</strong>
          <small>{words.product}</small>
        </span>
      </div>
      <nav aria-label={words.menu} ref={pages}>
        <ul>
          {PAGES.map((name) => (
            <li key={name}>
              <Link
                to={name === 'overview' ? '' : `/${name}`}
                aria-current={page === (name === 'overview' ? '' : name) ? 'page' : undefined}
              >
                <Icon name={name} />
                <span>{words[name]}</span>
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <div className="rail-foot">
        <ClockChip />
        {overview.data?.hasApp && (
          <a className="button rail-app" href="/" target="_blank" rel="noreferrer">
            {words.openApp}
          </a>
        )}
        <button type="button" className="button button-quiet" onClick={switchLanguage}>
          {words.switchLanguage}
        </button>
      </div>
    </header>
  )
}

/** The virtual clock, always in sight: a frozen or shifted one explains much that would otherwise puzzle. */
function ClockChip() {
  const words = useWords()
  const { data } = useLoad<TimeState>('time', 'time')
  const now = useTicking(data)
  if (!data || now === undefined) return null
  const isShifted = Math.abs(data.now - data.machineNow) > 1500
  const state = data.isFrozen ? words.frozen : undefined
  return (
    <Link to="/time" className="clock-chip" data-shifted={isShifted || data.isFrozen}>
      <Icon name="time" />
      <time dateTime={new Date(now).toISOString()}>{moment(now)}</time>
      {state && <span className="badge">{state}</span>}
    </Link>
  )
}

function Lost() {
  const words = useWords()
  const [isConnected, setIsConnected] = useState(true)
  useEffect(() => onConnection(setIsConnected), [])
  return isConnected ? null : (
    <p className="note note-warning" role="status">
      {words.offline}
    </p>
  )
}
