/** Subscribe messages that functions sent, who may still be sent some, and the codes that were made. */
import { type FormEvent, useState } from 'react'
import type { MiniProgramCode, SentMessage } from '../../../openapi/types'
import type { Identities, OpenApiState } from '../../shapes'
import { addressOf, post, useLoad } from '../api'
import { Field } from '../parts/controls'
import { Empty, say } from '../parts/states'
import { moment } from '../text/format'
import { useWords } from '../text/words'

export function Messages({ state, onGranted }: { state: OpenApiState; onGranted: () => void }) {
  const words = useWords()
  return (
    <>
      <section className="card card-flush" aria-label={words.messages}>
        {state.messages.length === 0 ? (
          <Empty title={words.noMessages} hint={words.noMessagesHint} />
        ) : (
          <ul className="rows">
            {state.messages.map((message) => (
              <Message key={message.messageId} message={message} state={state} />
            ))}
          </ul>
        )}
      </section>
      <Credits state={state} onGranted={onGranted} />
    </>
  )
}

function Message({ message, state }: { message: SentMessage; state: OpenApiState }) {
  const words = useWords()
  const { at, openid, templateId, page, data, errcode, errmsg } = message
  const template = state.templates.find((each) => each.templateId === templateId)
  return (
    <li className="message">
      <div className="message-head">
        <strong>{template?.title ?? templateId}</strong>
        {errcode === 0 ? (
          <span className="badge badge-good">{words.delivered}</span>
        ) : (
          <span className="badge badge-danger" title={errmsg}>
            {errcode}
          </span>
        )}
        <time className="quiet small" dateTime={new Date(at).toISOString()}>
          {moment(at)}
        </time>
      </div>
      {errcode !== 0 && <p className="mono small danger">{errmsg}</p>}
      <dl className="message-data">
        {Object.entries(data).map(([field, text]) => (
          <div key={field}>
            <dt className="mono small">{field}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <p className="quiet small mono">
        {openid}
        {page && ` · ${page}`}
      </p>
    </li>
  )
}

function Credits({ state, onGranted }: { state: OpenApiState; onGranted: () => void }) {
  const words = useWords()
  const identities = useLoad<Identities>('identities')
  const people = (identities.data?.choices ?? []).filter(({ openid }) => openid !== '')
  const [openid, setOpenid] = useState('')
  const [templateId, setTemplateId] = useState('')
  const [count, setCount] = useState(1)
  const chosen = openid || people[0]?.openid || ''
  const template = templateId || state.templates[0]?.templateId || ''
  const grant = async (event: FormEvent) => {
    event.preventDefault()
    await post('open-apis/credits', { openid: chosen, templateId: template, count })
    say(words.granted)
    onGranted()
  }
  return (
    <section className="card stack" aria-labelledby="credits">
      <h2 id="credits">{words.credits}</h2>
      <p className="quiet">{words.creditsHint}</p>
      {state.credits.length > 0 && (
        <ul className="badges">
          {state.credits.map(({ openid: id, templateId: of, left }) => (
            <li className="badge" key={`${id} ${of}`}>
              <code>{id}</code> {state.templates.find((each) => each.templateId === of)?.title ?? of} × {left}
            </li>
          ))}
        </ul>
      )}
      {state.templates.length === 0 ? (
        <p className="quiet small">{words.noTemplates}</p>
      ) : (
        <form className="fields" onSubmit={(event) => void grant(event)}>
          <Field label={words.to}>
            <select value={chosen} onChange={({ target }) => setOpenid(target.value)}>
              {people.map(({ openid: id, name }) => (
                <option key={id} value={id}>
                  {name === 'guest' ? words.guest : name}
                </option>
              ))}
            </select>
          </Field>
          <Field label={words.template}>
            <select value={template} onChange={({ target }) => setTemplateId(target.value)}>
              {state.templates.map((each) => (
                <option key={each.templateId} value={each.templateId}>
                  {each.title}
                </option>
              ))}
            </select>
          </Field>
          <Field label={words.howMany}>
            <input
              type="number"
              min={1}
              max={100}
              value={count}
              onChange={({ target }) => setCount(target.valueAsNumber || 1)}
            />
          </Field>
          <button type="submit" className="button">
            {words.grant}
          </button>
        </form>
      )}
    </section>
  )
}

export function Codes({ codes }: { codes: readonly MiniProgramCode[] }) {
  const words = useWords()
  if (codes.length === 0)
    return (
      <section className="card">
        <Empty title={words.noCodes} hint={words.noCodesHint} />
      </section>
    )
  return (
    <ul className="check-grid">
      {codes.map(({ at, scene, page, url }) => (
        <li key={`${at} ${scene}`} className="card check">
          <a href={url} target="_blank" rel="noreferrer">
            <img
              className="code-picture"
              src={addressOf(`open-apis/code?at=${at}&scene=${encodeURIComponent(scene)}`)}
              alt={scene}
              loading="lazy"
            />
          </a>
          <code className="small breakable">{scene}</code>
          <span className="quiet small mono breakable">{page}</span>
          <time className="quiet small" dateTime={new Date(at).toISOString()}>
            {moment(at)}
          </time>
        </li>
      ))}
    </ul>
  )
}
