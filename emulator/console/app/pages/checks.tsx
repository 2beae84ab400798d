/** Pictures that wait for the platform's verdict. */
import type { CheckVerdict } from '../../../openapi/types'
import type { PendingCheck, Problem } from '../../shapes'
import { post } from '../api'
import { Empty, say } from '../parts/states'
import { useWords } from '../text/words'

const VERDICTS: readonly CheckVerdict[] = ['pass', 'review', 'risky']

export function Checks({ checks, onAnswered }: { checks: readonly PendingCheck[]; onAnswered: () => void }) {
  const words = useWords()
  const answer = async (traceId: string, verdict: CheckVerdict) => {
    const { problem } = await post<{ problem?: Problem }>('open-apis/verdict', { traceId, verdict })
    say(problem ? problem.message : words.pushed)
    onAnswered()
  }
  if (checks.length === 0)
    return (
      <section className="card">
        <Empty title={words.noChecks} hint={words.noChecksHint} />
      </section>
    )
  return (
    <ul className="check-grid">
      {checks.map(({ traceId, mediaUrl, openid }) => (
        <li key={traceId} className="card check">
          <img src={mediaUrl} alt={traceId} loading="lazy" />
          <span className="quiet small mono">{openid}</span>
          <div className="check-actions">
            {VERDICTS.map((verdict) => (
              <button
                key={verdict}
                type="button"
                className={verdict === 'risky' ? 'button button-danger-quiet' : 'button'}
                onClick={() => void answer(traceId, verdict)}
              >
                {words[verdict]}
              </button>
            ))}
          </div>
        </li>
      ))}
    </ul>
  )
}
