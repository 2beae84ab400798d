/**
 * The photos of what is being written, or its one video, each with how far it has come. A tap on a photo lets it be
 * moved. Ids: `photo-add`, `video-add`, `upload-{n}`, `upload-picture-{n}`, `upload-remove-{n}`, `upload-retry-{n}`,
 * `upload-forward`, `upload-back`.
 */
import { Image, Text, View } from '@tarojs/components'
import { useState } from 'react'
import { POST_PHOTOS_MAX } from '../../../../contract/limits'
import { Tappable } from '../../../components/Tappable'
import { useWords } from '../../../i18n/words'
import { pictureProps } from '../../../platform/control-props'
import { pickPhotos } from '../../../platform/pick-photos'
import { pickVideo, VIDEO_SECONDS_MAX } from '../../../platform/pick-video'
import {
  addPhotos,
  addVideo,
  holdsVideo,
  mayRetryUpload,
  moveUpload,
  removeUpload,
  retryUpload,
  trayOf,
  type Upload,
  useMediaStore,
} from '../store'
import './PhotoTray.scss'

interface PhotoTrayProps {
  readonly tray: string
  /** Without it as many as a post takes. */
  readonly countMax?: number
  readonly isVideoOffered?: boolean
}

export function PhotoTray({ tray, countMax = POST_PHOTOS_MAX, isVideoOffered }: PhotoTrayProps) {
  const uploads = useMediaStore((store) => trayOf(store, tray))
  const [chosen, choose] = useState<string>()
  if (holdsVideo(uploads)) return <VideoTile uploads={uploads} />
  const chosenAt = uploads.findIndex(({ key }) => key === chosen)
  return (
    <View>
      <View className="tray">
        {uploads.map((upload, at) => (
          <UploadTile
            key={upload.key}
            upload={upload}
            position={at + 1}
            isChosen={at === chosenAt}
            onChoose={() => choose(at === chosenAt ? undefined : upload.key)}
          />
        ))}
        {uploads.length < countMax ? (
          <AddPhotos tray={tray} count={uploads.length} countMax={countMax} />
        ) : null}
        {isVideoOffered && uploads.length === 0 ? <AddVideo tray={tray} /> : null}
      </View>
      {chosen !== undefined && chosenAt >= 0 && uploads.length > 1 ? (
        <Arrange
          isFirst={chosenAt === 0}
          isLast={chosenAt === uploads.length - 1}
          onMove={(by) => moveUpload(chosen, by)}
        />
      ) : null}
    </View>
  )
}

interface AddPhotosProps {
  readonly tray: string
  readonly count: number
  readonly countMax: number
}

function AddPhotos({ tray, count, countMax }: AddPhotosProps) {
  const words = useWords().compose
  const hint = count === 0 ? words.photoLimit(countMax) : `${count}/${countMax}`
  const add = async () => addPhotos(tray, await pickPhotos(countMax - count), countMax)
  return (
    <Tappable
      id="photo-add"
      className="tile tile-add"
      label={`${words.addPhoto} ${hint}`}
      onTap={() => void add()}
    >
      <View className="icon-camera" />
      <Text className="tile-hint">{hint}</Text>
    </Tappable>
  )
}

function AddVideo({ tray }: { readonly tray: string }) {
  const words = useWords().compose
  const hint = words.videoLimit(VIDEO_SECONDS_MAX)
  const add = async () => {
    const picked = await pickVideo()
    if (picked) addVideo(tray, picked)
  }
  return (
    <Tappable
      id="video-add"
      className="tile tile-add"
      label={`${words.addVideo} ${hint}`}
      onTap={() => void add()}
    >
      <View className="icon-play" />
      <Text className="tile-hint">{hint}</Text>
    </Tappable>
  )
}

interface ArrangeProps {
  readonly isFirst: boolean
  readonly isLast: boolean
  readonly onMove: (by: -1 | 1) => void
}

/** The first photo is the cover: which one that is can be changed without a steady hand. */
function Arrange({ isFirst, isLast, onMove }: ArrangeProps) {
  const words = useWords().compose
  return (
    <View className="arrange">
      <Tappable
        id="upload-forward"
        className={isFirst ? 'arrange-way arrange-off' : 'arrange-way'}
        label={words.moveForward}
        isDisabled={isFirst}
        onTap={() => onMove(-1)}
      >
        <View className="icon-back" />
        {words.moveForward}
      </Tappable>
      <Tappable
        id="upload-back"
        className={isLast ? 'arrange-way arrange-off' : 'arrange-way'}
        label={words.moveBack}
        isDisabled={isLast}
        onTap={() => onMove(1)}
      >
        {words.moveBack}
        <View className="icon-forward" />
      </Tappable>
    </View>
  )
}

interface UploadTileProps {
  readonly upload: Upload
  readonly position: number
  readonly isChosen: boolean
  readonly onChoose: () => void
}

function UploadTile({ upload, position, isChosen, onChoose }: UploadTileProps) {
  const words = useWords().compose
  const { key, url, phase } = upload
  return (
    <View id={`upload-${position}`} className={`tile tile-${phase}${isChosen ? ' tile-chosen' : ''}`}>
      <Tappable
        id={`upload-picture-${position}`}
        className="tile-picture"
        label={words.arrangePhoto(position)}
        isSelected={isChosen}
        onTap={onChoose}
      >
        {url === '' ? null : (
          <Image className="tile-image" src={url} mode="aspectFill" {...pictureProps('')} />
        )}
      </Tappable>
      <UploadState upload={upload} position={position} />
      <RemoveMark
        id={`upload-remove-${position}`}
        label={words.removePhoto(position)}
        onTap={() => removeUpload(key)}
      />
    </View>
  )
}

/** A video is two uploads, itself and the photo that stands for it; what is shown is the one that is behind. */
function VideoTile({ uploads }: { readonly uploads: readonly Upload[] }) {
  const words = useWords().compose
  const video = uploads.find(({ purpose }) => purpose === 'video')
  const poster = uploads.find(({ purpose }) => purpose === 'post')
  const behind =
    uploads.find(({ phase }) => phase === 'failed') ?? uploads.find(({ phase }) => phase !== 'done')
  if (!video) return null
  return (
    <View className="tray">
      <View id="upload-1" className={`tile tile-${behind?.phase ?? 'done'}`}>
        <View className="tile-picture">
          {poster && poster.url !== '' ? (
            <Image className="tile-image" src={poster.url} mode="aspectFill" {...pictureProps(words.video)} />
          ) : null}
        </View>
        {behind ? (
          <UploadState upload={behind} position={1} />
        ) : (
          <View className="tile-play">
            <View className="icon-play" />
          </View>
        )}
        <RemoveMark id="upload-remove-1" label={words.removeVideo} onTap={() => removeUpload(video.key)} />
      </View>
    </View>
  )
}

interface RemoveMarkProps {
  readonly id: string
  readonly label: string
  readonly onTap: () => void
}

function RemoveMark({ id, label, onTap }: RemoveMarkProps) {
  return (
    <Tappable id={id} className="tile-remove" label={label} onTap={onTap}>
      <View className="tile-remove-mark">
        <View className="icon-close" />
      </View>
    </Tappable>
  )
}

interface UploadStateProps {
  readonly upload: Upload
  readonly position: number
}

function UploadState({ upload, position }: UploadStateProps) {
  const words = useWords()
  const { key, phase, progress, failure } = upload
  if (phase === 'done') return null
  if (phase !== 'failed' || !failure) {
    const percent = Math.round(progress * 100)
    const said = { waiting: words.compose.waiting, processing: words.compose.processing }
    return (
      <View className="tile-state tile-progress">
        {phase === 'waiting' || phase === 'processing' ? said[phase] : words.compose.uploading(percent)}
        <View className="tile-bar" style={{ width: `${percent}%` }} />
      </View>
    )
  }
  if (!mayRetryUpload(upload)) return <View className="tile-state">{words.errors[failure]}</View>
  return (
    <Tappable
      id={`upload-retry-${position}`}
      className="tile-state"
      label={`${words.errors[failure]}，${words.compose.retryPhoto}`}
      onTap={() => retryUpload(key)}
    >
      <View className="icon-retry" />
      {words.compose.retryPhoto}
    </Tappable>
  )
}
