/** A member's picture; without one, the first character of the nickname on a warm ground. */
import { Image, View } from '@tarojs/components'
import { decorationProps, pictureProps } from '../platform/control-props'
import './Avatar.scss'

interface AvatarProps {
  readonly nickname: string
  readonly url?: string
  readonly size?: 'small' | 'middle' | 'large'
}

/** Decoration beside a name: the name says who it is. */
export function Avatar({ nickname, url, size = 'middle' }: AvatarProps) {
  const className = `avatar avatar-${size}`
  if (url) return <Image className={className} src={url} mode="aspectFill" lazyLoad {...pictureProps('')} />
  return (
    <View className={className} {...decorationProps()}>
      {Array.from(nickname)[0] ?? ''}
    </View>
  )
}
