/** How each of the open apis answers from now on. */
import { type FormEvent, useState } from 'react'
import type { OpenApiScript, RiskRank } from '../../../openapi/types'
import type { OpenApiState } from '../../shapes'
import { post } from '../api'
import { Field, Switch } from '../parts/controls'
import { useWords } from '../text/words'

type Part = keyof OpenApiScript
type Mode = OpenApiScript[Part]['mode']

const MODES = {
  text: ['by-content', 'pass', 'review', 'risky', 'slow', 'down', 'rate-limited'],
  image: ['pass', 'risky', 'slow', 'down', 'rate-limited'],
  media: ['pass', 'review', 'risky', 'manual', 'silent', 'down', 'rate-limited'],
  messages: ['by-rules', 'refused', 'slow', 'down', 'rate-limited'],
  codes: ['made', 'slow', 'down', 'rate-limited'],
  risk: ['by-person', 'slow', 'down', 'rate-limited'],
} as const satisfies Record<Part, readonly Mode[]>
const PARTS: readonly Part[] = ['text', 'image', 'media', 'messages', 'codes', 'risk']
const RANKS: readonly RiskRank[] = [0, 1, 2, 3, 4]
const DELAYS_MS: readonly number[] = [0, 500, 2_000, 5_000, 10_000, 30_000]
const SLOW_MS = 2_000

export function Behaviour({
  script,
  onSet,
}: {
  script: OpenApiScript
  onSet: (state: OpenApiState) => void
}) {
  const words = useWords()
  const set = async (part: Part, change: object) => {
    onSet(await post<OpenApiState>('open-apis/script', { [part]: { ...script[part], ...change } }))
  }
  return (
    <>
      <section className="card card-flush" aria-label={words.behaviour}>
        <ul className="rows">
          {PARTS.map((part) => (
            <li key={part}>
              <span className="row-name">
                <strong>{words.api[part]}</strong>
                <code className="quiet small">{words.apiName[part]}</code>
              </span>
              <Setting part={part} script={script} onChange={(change) => void set(part, change)} />
            </li>
          ))}
        </ul>
      </section>
      <Ranks ranks={script.risk.ranks} onChange={(ranks) => void set('risk', { ranks })} />
    </>
  )
}

interface SettingProps {
  readonly part: Part
  readonly script: OpenApiScript
  readonly onChange: (change: object) => void
}

function Setting({ part, script, onChange }: SettingProps) {
  const words = useWords()
  const { mode, delayMs = 0 } = script[part]
  const isDelayed = mode === 'slow' || part === 'media'
  const choose = (next: string) =>
    onChange({ mode: next, ...(next === 'slow' ? { delayMs: delayMs || SLOW_MS } : {}) })
  const delays = DELAYS_MS.includes(delayMs) ? DELAYS_MS : [...DELAYS_MS, delayMs]
  return (
    <span className="row-setting">
      {part === 'media' && (
        <Switch
          label={words.newestFirst}
          isOn={script.media.newestFirst ?? false}
          onChange={(newestFirst) => onChange({ newestFirst })}
        />
      )}
      {isDelayed && (
        <select
          aria-label={`${words.api[part]}: ${words.delay}`}
          value={delayMs}
          onChange={({ target }) => onChange({ delayMs: Number(target.value) })}
        >
          {delays.map((each) => (
            <option key={each} value={each}>
              {words.delay} {words.seconds(each / 1000)}
            </option>
          ))}
        </select>
      )}
      <select
        aria-label={words.api[part]}
        value={mode}
        onChange={({ target }) => choose(target.value)}
        data-trouble={['down', 'rate-limited', 'slow'].includes(mode)}
      >
        {MODES[part].map((each) => (
          <option key={each} value={each}>
            {words.mode[each]}
          </option>
        ))}
      </select>
    </span>
  )
}

interface RanksProps {
  readonly ranks: Readonly<Record<string, RiskRank>>
  readonly onChange: (ranks: Record<string, RiskRank>) => void
}

function Ranks({ ranks, onChange }: RanksProps) {
  const words = useWords()
  const [openid, setOpenid] = useState('')
  const add = (event: FormEvent) => {
    event.preventDefault()
    onChange({ ...ranks, [openid]: 4 })
    setOpenid('')
  }
  const rank = (id: string, text: string) =>
    onChange({ ...ranks, [id]: RANKS.find((each) => String(each) === text) ?? 0 })
  return (
    <section className="card stack" aria-labelledby="ranks">
      <h2 id="ranks">{words.ranks}</h2>
      <p className="quiet">{words.ranksHint}</p>
      {Object.entries(ranks).map(([id, value]) => (
        <Field key={id} label={id}>
          <select value={value} onChange={({ target }) => rank(id, target.value)}>
            {RANKS.map((each) => (
              <option key={each}>{each}</option>
            ))}
          </select>
        </Field>
      ))}
      <form className="fields" onSubmit={add}>
        <Field label="openid">
          <input
            value={openid}
            onChange={({ target }) => setOpenid(target.value)}
            required
            pattern="[\w\-]{1,64}"
          />
        </Field>
        <button type="submit" className="button">
          {words.save}
        </button>
      </form>
    </section>
  )
}
