/** What the platform would do: verdicts, behaviour of its apis, messages, codes, pushes. */
import type { OpenApiState } from '../../shapes'
import { type Loaded, useLoad } from '../api'
import { Page, WithSide } from '../parts/page'
import { Await } from '../parts/states'
import { number } from '../text/format'
import { useWords } from '../text/words'
import type { Words } from '../text/zh'
import { Behaviour } from './behaviour'
import { Checks } from './checks'
import { Codes, Messages } from './messages'
import { Push } from './push'

const SECTIONS = ['checks', 'behaviour', 'messages', 'codes', 'push'] as const
type Section = (typeof SECTIONS)[number]

export function PlatformPage({ section }: { section: string }) {
  const words = useWords()
  const state = useLoad<OpenApiState>('open-apis', 'openapi')
  const shown = SECTIONS.find((each) => each === section) ?? 'checks'
  return (
    <Page title={words.platform} lead={words.platformLead}>
      <Await loaded={state}>
        {(data) => (
          <WithSide label={words.platform} items={SECTIONS.map((each) => itemOf(each, shown, data, words))}>
            <SectionBody section={shown} state={data} loaded={state} />
          </WithSide>
        )}
      </Await>
    </Page>
  )
}

function itemOf(section: Section, shown: Section, { checks, messages, codes }: OpenApiState, words: Words) {
  const counts = {
    checks: checks.length,
    messages: messages.length,
    codes: codes.length,
    behaviour: 0,
    push: 0,
  }
  return {
    name: words[section],
    to: section === 'checks' ? '/platform' : `/platform/${section}`,
    isCurrent: section === shown,
    note: counts[section] > 0 ? number(counts[section]) : undefined,
  }
}

function SectionBody({
  section,
  state,
  loaded,
}: {
  section: Section
  state: OpenApiState
  loaded: Loaded<OpenApiState>
}) {
  switch (section) {
    case 'checks':
      return <Checks checks={state.checks} onAnswered={loaded.reload} />
    case 'behaviour':
      return <Behaviour script={state.script} onSet={loaded.put} />
    case 'messages':
      return <Messages state={state} onGranted={loaded.reload} />
    case 'codes':
      return <Codes codes={state.codes} />
    case 'push':
      return <Push />
  }
}
