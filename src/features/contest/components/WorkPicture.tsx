/** The photograph of a work in its true shape, within the bounds of a wall of them. */
import { Image, View } from '@tarojs/components'
import type { WorkCard } from '../../../../contract/contest-shapes'
import { pictureProps } from '../../../platform/control-props'
import { coverRatio } from '../../post/feed'
import './WorkPicture.scss'

interface WorkPictureProps {
  readonly picture: WorkCard['picture']
  /** Square, in a row of several. */
  readonly isSquare?: boolean
}

export function WorkPicture({ picture, isSquare }: WorkPictureProps) {
  const ratio = isSquare ? 1 : coverRatio(picture)
  return (
    <View className="work-frame" style={{ paddingBottom: `${Math.round(ratio * 1000) / 10}%` }}>
      <Image className="work-picture" src={picture.url} mode="aspectFill" lazyLoad {...pictureProps('')} />
    </View>
  )
}
