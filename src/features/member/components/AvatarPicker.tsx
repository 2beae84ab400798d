/** Choosing a picture of oneself by WeChat's own button. `AvatarPicker.h5.tsx`: by a file. Id: `avatar-pick`. */
import { Button as NativeButton } from '@tarojs/components'
import { Avatar } from '../../../components/Avatar'
import { useWords } from '../../../i18n/words'
import { fieldProps } from '../../../platform/control-props'
import type { LocalFile } from '../../../platform/local-file'
import { localPhotoAt } from '../../../platform/pick-photos'
import './AvatarPicker.scss'

export interface AvatarPickerProps {
  readonly nickname: string
  readonly url?: string
  readonly onPick: (photo: LocalFile) => void
}

export function AvatarPicker({ nickname, url, onPick }: AvatarPickerProps) {
  const words = useWords()
  return (
    <NativeButton
      id="avatar-pick"
      className="avatar-picker native-button native-plain"
      openType="chooseAvatar"
      // The picture is a temporary file: it is taken at once.
      onChooseAvatar={({ detail }) => void localPhotoAt(detail.avatarUrl).then(onPick, () => {})}
      {...fieldProps(words.member.avatar)}
    >
      <Avatar nickname={nickname} url={url} size="large" />
    </NativeButton>
  )
}
