/** Everybody the picker offers: the app opens as any of them. */
import type { Identities, IdentityChoice } from '../../shapes'
import { useLoad } from '../api'
import { CopyButton } from '../parts/controls'
import { Page } from '../parts/page'
import { Await } from '../parts/states'
import { useWords } from '../text/words'
import type { Words } from '../text/zh'

/** What the server cannot know: how strangers are called in this language. */
function worded(choice: IdentityChoice, words: Words): IdentityChoice {
  if (choice.name === 'guest') return { ...choice, name: words.guest, note: words.guestNote }
  return choice.value === 'new' ? { ...choice, name: words.newPerson, note: words.newPersonNote } : choice
}

export function IdentitiesPage() {
  const words = useWords()
  const identities = useLoad<Identities>('identities')
  return (
    <Page title={words.identities} lead={words.identitiesLead}>
      <Await loaded={identities}>
        {({ choices, current, hasApp }) => (
          <>
            {!hasApp && <p className="note">{words.noApp}</p>}
            <ul className="people">
              {choices.map((choice) => (
                <Person
                  key={choice.value}
                  choice={worded(choice, words)}
                  isCurrent={choice.openid !== '' && choice.openid === current}
                  hasApp={hasApp}
                />
              ))}
            </ul>
          </>
        )}
      </Await>
    </Page>
  )
}

interface PersonProps {
  readonly choice: IdentityChoice
  readonly isCurrent: boolean
  readonly hasApp: boolean
}

function Person({ choice, isCurrent, hasApp }: PersonProps) {
  const words = useWords()
  const { name, note, avatarUrl, openid, value } = choice
  return (
    <li className="card person">
      {avatarUrl ? (
        <img className="face" src={avatarUrl} alt="" loading="lazy" />
      ) : (
        <span className="face" aria-hidden="true">
          {[...name][0]}
        </span>
      )}
      <div className="person-words">
        <strong>{name}</strong>
        {isCurrent && <span className="badge badge-good">{words.current}</span>}
        {note && <span className="quiet small">{note}</span>}
      </div>
      <div className="person-actions">
        {openid !== '' && <CopyButton text={openid} label="openid" />}
        {hasApp && (
          <form method="post" action="/identity" target="_blank" rel="noopener">
            <button
              type="submit"
              className="button"
              name="as"
              value={value}
              aria-label={`${words.openAs}: ${name}`}
            >
              {words.openAs}
            </button>
          </form>
        )}
      </div>
    </li>
  )
}
