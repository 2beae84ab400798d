/**
 * The photos of the post being written, each with how far it has come. Ids: `photo-add`, `upload-{n}`,
 * `upload-remove-{n}`, `upload-retry-{n}`.
 */
import { Image, Text, View } from '@tarojs/components'
import { POST_PHOTOS_MAX } from '../../../../contract/limits'
import { Tappable } from '../../../components/Tappable'
import { useWords } from '../../../i18n/words'
import { pictureProps } from '../../../platform/control-props'
import { pickPhotos } from '../../../platform/pick-photos'
import {
  addPhotos,
  mayRetryUpload,
  photosLeft,
  removeUpload,
  retryUpload,
  type Upload,
  useMediaStore,
} from '../store'
import './PhotoTray.scss'

export function PhotoTray() {
  const words = useWords()
  const uploads = useMediaStore((store) => store.uploads)
  const add = () => {
    void pickPhotos(photosLeft()).then(addPhotos)
  }
  const hint =
    uploads.length === 0 ? words.compose.photoLimit(POST_PHOTOS_MAX) : `${uploads.length}/${POST_PHOTOS_MAX}`
  return (
    <View className="tray">
      {uploads.map((upload, at) => (
        <UploadTile key={upload.key} upload={upload} position={at + 1} />
      ))}
      {uploads.length < POST_PHOTOS_MAX ? (
        <Tappable
          id="photo-add"
          className="tile tile-add"
          label={`${words.compose.addPhoto} ${hint}`}
          onTap={add}
        >
          <View className="icon-camera" />
          <Text className="tile-hint">{hint}</Text>
        </Tappable>
      ) : null}
    </View>
  )
}

interface UploadTileProps {
  readonly upload: Upload
  readonly position: number
}

function UploadTile({ upload, position }: UploadTileProps) {
  const words = useWords()
  return (
    <View id={`upload-${position}`} className={`tile tile-${upload.phase}`}>
      {upload.url === '' ? null : (
        <Image
          className="tile-picture"
          src={upload.url}
          mode="aspectFill"
          {...pictureProps(words.compose.photoPosition(position))}
        />
      )}
      <UploadState upload={upload} position={position} />
      <Tappable
        id={`upload-remove-${position}`}
        className="tile-remove"
        label={words.compose.removePhoto(position)}
        onTap={() => removeUpload(upload.key)}
      >
        <View className="tile-remove-mark">
          <View className="icon-close" />
        </View>
      </Tappable>
    </View>
  )
}

function UploadState({ upload, position }: UploadTileProps) {
  const words = useWords()
  const { key, phase, progress, failure } = upload
  if (phase === 'done') return null
  if (phase !== 'failed' || !failure) {
    const percent = Math.round(progress * 100)
    return (
      <View className="tile-state">
        {phase === 'processing' ? words.compose.processing : words.compose.uploading(percent)}
        <View className="tile-bar" style={{ width: `${percent}%` }} />
      </View>
    )
  }
  if (!mayRetryUpload(upload)) return <View className="tile-state tile-refusal">{words.errors[failure]}</View>
  return (
    <Tappable
      id={`upload-retry-${position}`}
      className="tile-state tile-refusal"
      label={`${words.errors[failure]}，${words.compose.retryPhoto}`}
      onTap={() => retryUpload(key)}
    >
      <View className="icon-retry" />
      {words.compose.retryPhoto}
    </Tappable>
  )
}
