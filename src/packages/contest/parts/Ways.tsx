/** Where else a contest leads, by its phase and by who looks. */
import { View } from '@tarojs/components'
import type { ContestDetail } from '../../../../contract/contest-shapes'
import { Row, Rows } from '../../../components/Row'
import { isFinal } from '../../../features/contest/phases'
import { useWords } from '../../../i18n/words'
import { openPage } from '../../../platform/navigate'
import './Ways.scss'

export function Ways({ contest }: { readonly contest: ContestDetail }) {
  const { contest: words } = useWords()
  const { contestId, phase, mine } = contest
  const isCounted = phase === 'notice' || isFinal(phase)
  const hasVotes = phase === 'vote' || isCounted
  return (
    <View className="contest-ways">
      <Rows>
        {phase === 'vote' || isFinal(phase) ? (
          <Row
            id="contest-standings"
            icon="poll"
            label={words.standings}
            onTap={() => openPage('/packages/contest/standings', { contestId })}
          />
        ) : null}
        {mine && hasVotes ? (
          <Row
            id="contest-ballots"
            icon="heart"
            label={words.ballots}
            onTap={() => openPage('/packages/contest/ballots', { contestId })}
          />
        ) : null}
        {mine && mine.works.length > 0 ? (
          <Row
            id="contest-mine"
            icon="photos"
            label={words.myWorks}
            value={words.myWorksHere(mine.works.filter(({ state }) => state !== 'withdrawn').length)}
            onTap={() => openPage('/packages/contest/mine', {})}
          />
        ) : null}
        {mine?.isJuror ? (
          <Row
            id="contest-jury"
            icon="star"
            label={words.jury}
            onTap={() => openPage('/packages/contest/jury', { contestId })}
          />
        ) : null}
        {mine && phase === 'notice' ? (
          <Row
            id="contest-appeal"
            icon="flag"
            label={words.appeal}
            onTap={() => openPage('/packages/contest/appeal', { contestId })}
          />
        ) : null}
        <Row
          id="contest-rules"
          icon="book"
          label={words.rules}
          onTap={() => openPage('/packages/contest/rules', { contestId })}
        />
        <Row
          id="contest-proof"
          icon="check"
          label={words.proof}
          onTap={() => openPage('/packages/contest/proof', { contestId })}
        />
      </Rows>
    </View>
  )
}
