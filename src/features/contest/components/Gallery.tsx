/**
 * The works of a contest in two columns, each in its own shape. Stretches that are far from the screen are taken down,
 * so that thousands hang as lightly as twenty. Ids: `gallery`, `gallery-skeleton`, `gallery-empty`, `gallery-more`,
 * `gallery-end`, `gallery-retry`, `stretch-{workId}` of its first work, and those of WorkTile.
 */
import { View } from '@tarojs/components'
import { memo, useEffect, useState } from 'react'
import { Button } from '../../../components/Button'
import { FailureView, StateView } from '../../../components/StateView'
import { useWords } from '../../../i18n/words'
import { watchNear } from '../../../platform/near'
import { isEmpty } from '../../post/feed'
import { isSameStretch, stretchesOf } from '../gallery'
import { type ContestPage, loadMoreWorks, openContest } from '../store'
import './Gallery.scss'
import { WorkTile } from './WorkTile'

interface GalleryProps {
  readonly contestId: string
  readonly page: ContestPage
}

export function Gallery({ contestId, page }: GalleryProps) {
  const { contest: words, common } = useWords()
  const { contest, columns, nextCursor, isLoading, failure } = page
  if (isEmpty(columns)) {
    if (isLoading) return <GallerySkeleton />
    if (failure) return <FailureView failure={failure} onRetry={() => void openContest(contestId)} />
    const isWaiting = contest?.phase === 'announced'
    return (
      <StateView
        id="gallery-empty"
        drawing="plate"
        title={isWaiting ? words.galleryWaitTitle : words.galleryEmptyTitle}
        hint={isWaiting ? words.galleryWaitHint : words.galleryEmptyHint}
      />
    )
  }
  const hasMore = nextCursor !== undefined
  return (
    <View id="gallery">
      <View className="gallery-columns">
        <Column workIds={columns.left} />
        <Column workIds={columns.right} />
      </View>
      {failure && hasMore ? (
        <View className="gallery-foot">
          <Button
            id="gallery-retry"
            kind="quiet"
            label={common.retry}
            onTap={() => void loadMoreWorks(contestId)}
          />
        </View>
      ) : (
        <View id={hasMore ? 'gallery-more' : 'gallery-end'} className="gallery-foot">
          {hasMore ? common.loading : common.end}
        </View>
      )}
    </View>
  )
}

const Column = memo(function Column({ workIds }: { readonly workIds: readonly string[] }) {
  return (
    <View className="gallery-column">
      {stretchesOf(workIds).map((stretch) => (
        <Stretch key={stretch[0]} workIds={stretch} />
      ))}
    </View>
  )
})

interface StretchProps {
  readonly workIds: readonly string[]
}

const Stretch = memo(
  function Stretch({ workIds }: StretchProps) {
    const id = `stretch-${workIds[0]}`
    /** How tall it was when it was taken down; undefined while it hangs. */
    const [height, setHeight] = useState<number>()
    useEffect(() => watchNear(id, (isNear, tall) => setHeight(isNear ? undefined : tall)), [id])
    if (height !== undefined) return <View id={id} style={{ height: `${height}px` }} />
    return (
      <View id={id} className="gallery-stretch">
        {workIds.map((workId) => (
          <WorkTile key={workId} workId={workId} />
        ))}
      </View>
    )
  },
  (before, after) => isSameStretch(before.workIds, after.workIds),
)

/** As tall as what comes. */
export function GallerySkeleton() {
  return (
    <View id="gallery-skeleton" className="gallery-columns">
      <View className="gallery-column">
        <View className="skeleton gallery-skeleton-tall" />
        <View className="skeleton gallery-skeleton-square" />
      </View>
      <View className="gallery-column">
        <View className="skeleton gallery-skeleton-square" />
        <View className="skeleton gallery-skeleton-tall" />
      </View>
    </View>
  )
}
