/**
 * A post, a milestone of check-ins, a work or its certificate, as a picture to keep or to send. Ids: `page-poster`, `poster-picture`,
 * `poster-save`, `poster-settings`.
 */
import { Canvas, Image, View } from '@tarojs/components'
import { useReady, useRouter } from '@tarojs/taro'
import { useState } from 'react'
import type { ErrorCode } from '../../../contract/errors'
import { Button } from '../../components/Button'
import { Confirm } from '../../components/Confirm'
import { PageFrame } from '../../components/PageFrame'
import { FailureView } from '../../components/StateView'
import { milestonePoster } from '../../features/checkin/poster'
import { certificate, workPoster } from '../../features/contest/poster'
import { refreshMe, useMemberStore } from '../../features/member/store'
import { openPost } from '../../features/post/page'
import { postPoster } from '../../features/post/poster'
import { usePostStore } from '../../features/post/store'
import { drawPoster, type PosterWish } from '../../features/poster/draw'
import { useWords } from '../../i18n/words'
import { CallError, toCallError } from '../../platform/call-error'
import { pictureProps } from '../../platform/control-props'
import { openAlbumSettings, SAVES_TO_ALBUM, savePoster } from '../../platform/poster-canvas'
import { toast } from '../../platform/toast'
import './poster.scss'

const CANVAS_ID = 'poster-canvas'

/** What a poster can be of. */
type Subject = Partial<Record<'postId' | 'days' | 'workId' | 'contestId', string>>

function wishOf({ postId = '', days, workId, contestId }: Subject): Promise<PosterWish> {
  if (workId) return contestId ? certificate(contestId, workId) : workPoster(workId)
  return days ? ofMilestone(Number(days)) : ofPost(postId)
}

export default function PosterPage() {
  const words = useWords().poster
  const { params } = useRouter<Subject>()
  const [url, setUrl] = useState<string>()
  const [failure, setFailure] = useState<ErrorCode>()
  const draw = async () => {
    setFailure(undefined)
    try {
      setUrl(await drawPoster(wishOf(params), CANVAS_ID))
    } catch (error) {
      setFailure(toCallError(error).code)
    }
  }
  // The canvas of the page exists only now.
  useReady(() => void draw())
  return (
    <PageFrame name="poster" title={words.title}>
      <View className="poster">
        {failure ? (
          <FailureView failure={failure} onRetry={() => void draw()} />
        ) : url === undefined ? (
          <View className="skeleton poster-skeleton" aria-label={words.drawing} />
        ) : (
          <Finished url={url} />
        )}
      </View>
      {SAVES_TO_ALBUM ? (
        <Canvas type="2d" id={CANVAS_ID} canvasId={CANVAS_ID} className="poster-canvas" />
      ) : null}
    </PageFrame>
  )
}

/** What the poster of a post shows; by a direct link nobody has asked for the post yet. */
async function ofPost(postId: string): Promise<PosterWish> {
  const pageOf = () => usePostStore.getState().pages[postId]
  if (!pageOf()?.post) await openPost(postId)
  const { post, failure = 'NOT_FOUND' } = pageOf() ?? {}
  if (!post) throw new CallError(failure)
  return postPoster(post)
}

/** What the poster of a milestone shows; by a direct link nobody has asked yet who I am. */
async function ofMilestone(days: number): Promise<PosterWish> {
  if (!useMemberStore.getState().me) await refreshMe()
  return milestonePoster(days)
}

/** The picture as it will be saved, and saving it; who has not allowed the album is told how to. */
function Finished({ url }: { readonly url: string }) {
  const words = useWords().poster
  const [isDenied, setDenied] = useState(false)
  const save = async () => {
    const outcome = await savePoster(url)
    if (outcome === 'denied') setDenied(true)
    else if (outcome === 'failed') toast(words.saveFailed)
    else if (outcome === 'saved' && SAVES_TO_ALBUM) toast(words.saved)
  }
  return (
    <>
      <Image
        id="poster-picture"
        className="poster-picture"
        src={url}
        mode="widthFix"
        showMenuByLongpress
        {...pictureProps(words.picture)}
      />
      <View className="poster-foot">
        <Button
          id="poster-save"
          isWide
          label={SAVES_TO_ALBUM ? words.save : words.download}
          onTap={() => void save()}
        />
      </View>
      <Confirm
        isOpen={isDenied}
        title={words.deniedTitle}
        hint={words.deniedHint}
        yes={words.openSettings}
        onYes={() => {
          setDenied(false)
          openAlbumSettings()
        }}
        onClose={() => setDenied(false)}
      />
    </>
  )
}
