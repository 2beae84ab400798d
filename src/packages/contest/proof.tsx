/**
 * Why the result can be trusted: what was sealed and when, what was reviewed, and everything to count it again. Ids:
 * `page-proof`, `proof`, `proof-rules`, `proof-draw`, `proof-seed`, `anchor-{day}`, `anchor-head-{day}`,
 * `version-{version}`, `version-lines-{version}`, `proof-bundle`, `proof-bundle-hash`.
 */
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import type { ReactNode } from 'react'
import type { Output } from '../../../contract'
import { Button } from '../../components/Button'
import { PageFrame } from '../../components/PageFrame'
import { Tappable } from '../../components/Tappable'
import { sayDayName } from '../../features/checkin/days'
import { useAsked } from '../../features/contest/asked'
import { Answered } from '../../features/contest/components/Answered'
import { Fingerprint } from '../../features/contest/components/Fingerprint'
import { sayBytes } from '../../features/contest/numbers'
import { sayTime } from '../../i18n/say-time'
import { useWords, wordsNow } from '../../i18n/words'
import { call } from '../../platform/cloud'
import { CAN_DOWNLOAD, fetchFile } from '../../platform/download'
import { openPage } from '../../platform/navigate'
import { toast } from '../../platform/toast'
import './label.scss'

type Proof = Output<'contest.getProof'>

export default function ProofPage() {
  const { contest } = useWords()
  const contestId = useRouter<{ contestId?: string }>().params.contestId ?? ''
  const asked = useAsked(() => call('contest.getProof', { contestId }))
  return (
    <PageFrame name="proof" title={contest.proof}>
      <Answered id="proof" asked={asked} gone={contest.gone}>
        {(proof) => (
          <View id="proof" className="label">
            <Claims />
            <Sealed proof={proof} />
            <Anchors anchors={proof.anchors} />
            <Review proof={proof} />
            <Versions contestId={contestId} versions={proof.versions} />
            <Bundle bundle={proof.bundle} />
          </View>
        )}
      </Answered>
    </PageFrame>
  )
}

interface PartProps {
  readonly title: string
  readonly children: ReactNode
}

function Part({ title, children }: PartProps) {
  return (
    <View className="label-part">
      <View className="label-title">{title}</View>
      {children}
    </View>
  )
}

/** Exactly what is proven, and exactly what is not. */
function Claims() {
  const { contest } = useWords()
  return (
    <>
      <View className="label-head">{contest.proof}</View>
      <Part title={contest.provesTitle}>
        {contest.proves.map((line) => (
          <View key={line} className="label-line">
            {line}
          </View>
        ))}
      </Part>
      <Part title={contest.provesNotTitle}>
        {contest.provesNot.map((line) => (
          <View key={line} className="label-line label-not">
            {line}
          </View>
        ))}
      </Part>
    </>
  )
}

function Sealed({ proof: { rulesHash, drawCommitment, drawSeed } }: { readonly proof: Proof }) {
  const { contest } = useWords()
  return (
    <View className="label-part">
      <Fingerprint id="proof-rules" label={contest.rulesHash} hash={rulesHash} />
      <Fingerprint id="proof-draw" label={contest.drawCommitment} hash={drawCommitment} />
      {drawSeed === undefined ? (
        <View className="label-soft">{contest.drawSeedLater}</View>
      ) : (
        <Fingerprint id="proof-seed" label={contest.drawSeed} hash={drawSeed} />
      )}
    </View>
  )
}

function Anchors({ anchors }: { readonly anchors: Proof['anchors'] }) {
  const words = useWords()
  const { contest } = words
  return (
    <Part title={contest.anchors}>
      {anchors.length === 0 ? <View className="label-soft">{contest.anchorsEmpty}</View> : null}
      {anchors.map(({ day, ballots, root, head }) => (
        <View key={day} className="label-line">
          <Fingerprint
            id={`anchor-${day}`}
            label={contest.anchor(sayDayName(day, words), ballots)}
            hash={root}
          />
          <Fingerprint id={`anchor-head-${day}`} label={contest.head} hash={head} />
        </View>
      ))}
    </Part>
  )
}

function Review({ proof: { underReview, appeals } }: { readonly proof: Proof }) {
  const { contest } = useWords()
  const { votes, released, excluded, bySignal } = underReview
  const isQuiet = votes + released + excluded === 0
  return (
    <Part title={contest.review}>
      <View id="proof-review">
        {isQuiet ? contest.reviewNone : contest.reviewVotes(votes, released, excluded)}
      </View>
      {bySignal.map(({ signal, votes: count }) => (
        <View key={signal} className="label-soft">
          {contest.signalVotes(contest.signals[signal], count)}
        </View>
      ))}
      <View className="label-soft">{contest.appeals(appeals.open, appeals.granted, appeals.refused)}</View>
    </Part>
  )
}

interface VersionsProps {
  readonly contestId: string
  readonly versions: Proof['versions']
}

/** Every version of the result; the earlier ones stay, each with its lines. */
function Versions({ contestId, versions }: VersionsProps) {
  const words = useWords()
  const { contest } = words
  return (
    <Part title={contest.versions}>
      {versions.length === 0 ? <View className="label-soft">{contest.versionsEmpty}</View> : null}
      {versions.map(({ version, why, at, votes, root }) => (
        <View key={version} className="label-line">
          <Tappable
            id={`version-lines-${version}`}
            className="label-way"
            role="link"
            label={contest.versionLine(version, contest.versionWhy[why])}
            onTap={() => openPage('/packages/contest/standings', { contestId, version: String(version) })}
          >
            {contest.versionLine(version, contest.versionWhy[why])}
          </Tappable>
          <View className="label-soft">
            {[sayTime(at, Date.now(), words), contest.totals(votes.counted, votes.raw)].join(' · ')}
          </View>
          <Fingerprint id={`version-${version}`} label={contest.root} hash={root} />
        </View>
      ))}
    </Part>
  )
}

async function fetchBundle(url: string): Promise<void> {
  try {
    await fetchFile(url)
    if (!CAN_DOWNLOAD) toast(wordsNow().contest.bundleCopied)
  } catch {
    // The phone has told why in its own words.
  }
}

function Bundle({ bundle }: { readonly bundle: Proof['bundle'] }) {
  const words = useWords()
  const { contest } = words
  return (
    <Part title={contest.bundle}>
      {bundle ? (
        <>
          <View className="label-soft">{contest.bundleHint(sayBytes(bundle.bytes, words))}</View>
          <Fingerprint id="proof-bundle-hash" label={contest.bundleHash} hash={bundle.hash} />
          <Button
            id="proof-bundle"
            kind="quiet"
            isWide
            label={contest.bundleGet}
            onTap={() => void fetchBundle(bundle.url)}
          />
        </>
      ) : (
        <View className="label-soft">{contest.bundleLater}</View>
      )}
    </Part>
  )
}
