/** The challenges that are open or were lately, each a way to its page. Ids: `challenges`, `challenge-{challengeId}`. */
import type { ChallengeCard } from '../../../../contract/checkin-shapes'
import { Row, Rows } from '../../../components/Row'
import { StateView } from '../../../components/StateView'
import { useWords, type Words } from '../../../i18n/words'
import { openPage } from '../../../platform/navigate'

export function ChallengeRows({ challenges }: { readonly challenges: readonly ChallengeCard[] }) {
  const words = useWords()
  const { checkin } = words
  if (challenges.length === 0) {
    return (
      <StateView
        id="challenges-empty"
        drawing="calendar"
        title={checkin.challengesEmpty}
        hint={checkin.challengesEmptyHint}
      />
    )
  }
  return (
    <Rows title={checkin.challenges}>
      {challenges.map((challenge) => (
        <Row
          key={challenge.challengeId}
          id={`challenge-${challenge.challengeId}`}
          icon="flag"
          label={challenge.title}
          hint={hintOf(challenge, words)}
          value={progressOf(challenge, words)}
          onTap={() => openPage('/packages/checkin/challenge', { challengeId: challenge.challengeId })}
        />
      ))}
    </Rows>
  )
}

function hintOf({ phase, days, memberCount }: ChallengeCard, { checkin }: Words): string {
  return [checkin.phases[phase], checkin.days(days), checkin.members(memberCount)].join(' · ')
}

function progressOf({ mine, days }: ChallengeCard, { checkin }: Words): string | undefined {
  return mine && checkin.progress(mine.done, days)
}
