/**
 * What a search found: first hits of every kind, or all of one kind. Ids: `search-kind-{kind}`, `search-solved`,
 * `results`, `results-skeleton`, `results-empty`, `results-more`, `more-{kind}`, `hit-{postId}`, `answer-{commentId}`,
 * `hit-member-{memberId}`, `hit-topic-{topicId}`.
 */
import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { HOME_HITS_MAX } from '../../../../contract/limits'
import { MemberRow } from '../../../components/MemberRow'
import { FailureView, StateView } from '../../../components/StateView'
import { Tabs } from '../../../components/Tabs'
import { Tappable } from '../../../components/Tappable'
import { useWords } from '../../../i18n/words'
import { openPage } from '../../../platform/navigate'
import {
  chooseKind,
  chooseSolved,
  countHits,
  type Hits,
  KINDS,
  type Kind,
  searchAgain,
  useSearchStore,
} from '../store'
import { AnswerRow, PostHitRow } from './HitRows'
import { ResultRow } from './ResultRow'
import './SearchResults.scss'

export function SearchResults() {
  const words = useWords().search
  const kind = useSearchStore((store) => store.kind)
  return (
    <View>
      <Tabs
        id="search-kind"
        label={words.resultKinds}
        options={KINDS}
        names={words.kinds}
        chosen={kind}
        onChoose={(next) => void chooseKind(next)}
      />
      {kind === 'all' || kind === 'posts' ? <SolvedFilter /> : null}
      <Results />
    </View>
  )
}

function SolvedFilter() {
  const words = useWords().search
  const isOn = useSearchStore((store) => store.solvedOnly)
  return (
    <View className="search-filters">
      <Tappable
        id="search-solved"
        className={isOn ? 'search-filter search-filter-on' : 'search-filter'}
        role="checkbox"
        label={words.solvedOnly}
        isSelected={isOn}
        onTap={() => void chooseSolved(!isOn)}
      >
        <View className="icon-solved" />
        {words.solvedOnly}
      </Tappable>
    </View>
  )
}

function Results() {
  const { search, common } = useWords()
  const { hits, failure, solvedOnly, nextCursor, isLoading } = useSearchStore()
  if (!hits) {
    if (failure) return <FailureView failure={failure} onRetry={() => void searchAgain()} />
    return <ResultsSkeleton />
  }
  if (countHits(hits) === 0)
    return (
      <StateView
        id="results-empty"
        drawing="plate"
        title={search.emptyTitle}
        hint={solvedOnly ? search.emptySolvedHint : search.emptyHint}
      />
    )
  return (
    <View id="results" className="results">
      <Sections hits={hits} />
      {nextCursor || isLoading ? (
        <View id="results-more" className="results-more">
          {common.loading}
        </View>
      ) : null}
    </View>
  )
}

function Sections({ hits }: { readonly hits: Hits }) {
  const words = useWords()
  return (
    <>
      <Section kind="topics" count={hits.topics.length}>
        {hits.topics.map(({ topicId, name, postCount }) => (
          <ResultRow
            key={topicId}
            id={`hit-topic-${topicId}`}
            icon="topic"
            label={name}
            hint={words.topic.postCount(postCount)}
            onTap={() => openPage('/packages/browse/topic', { topicId })}
          />
        ))}
      </Section>
      <Section kind="members" count={hits.members.length}>
        {hits.members.map((member) => (
          <MemberRow key={member.memberId} id={`hit-member-${member.memberId}`} member={member} />
        ))}
      </Section>
      <Section kind="posts" count={hits.posts.length}>
        {hits.posts.map((hit) => (
          <PostHitRow key={hit.post.postId} hit={hit} />
        ))}
      </Section>
      <Section kind="answers" count={hits.answers.length}>
        {hits.answers.map((hit) => (
          <AnswerRow key={hit.commentId} hit={hit} />
        ))}
      </Section>
    </>
  )
}

interface SectionProps {
  readonly kind: Exclude<Kind, 'all'>
  readonly count: number
  readonly children: ReactNode
}

/** Among all kinds each has its name, and the way to more of it when there may be more. */
function Section({ kind, count, children }: SectionProps) {
  const words = useWords().search
  const isOneOfAll = useSearchStore((store) => store.kind === 'all')
  if (count === 0) return null
  const name = words.kinds[kind]
  return (
    <View className="results-section">
      {isOneOfAll ? (
        <View className="results-head">
          <View className="results-title">{name}</View>
          {count >= HOME_HITS_MAX ? (
            <Tappable
              id={`more-${kind}`}
              className="results-all"
              label={`${words.more}，${name}`}
              onTap={() => void chooseKind(kind)}
            >
              {words.more}
            </Tappable>
          ) : null}
        </View>
      ) : null}
      {children}
    </View>
  )
}

const SKELETON_ROWS = ['first', 'second', 'third'] as const

function ResultsSkeleton() {
  return (
    <View id="results-skeleton" className="results">
      {SKELETON_ROWS.map((row) => (
        <View key={row} className="skeleton results-skeleton" />
      ))}
    </View>
  )
}
