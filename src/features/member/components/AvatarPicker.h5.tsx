/** Choosing a picture of oneself by a file. Id: `avatar-pick`. */
import { Avatar } from '../../../components/Avatar'
import { Tappable } from '../../../components/Tappable'
import { useWords } from '../../../i18n/words'
import { pickPhotos } from '../../../platform/pick-photos'
import type { AvatarPickerProps } from './AvatarPicker'
import './AvatarPicker.scss'

export function AvatarPicker({ nickname, url, onPick }: AvatarPickerProps) {
  const words = useWords()
  const pick = async () => {
    const [photo] = await pickPhotos(1)
    if (photo) onPick(photo)
  }
  return (
    <Tappable
      id="avatar-pick"
      className="avatar-picker"
      label={words.member.avatar}
      onTap={() => void pick()}
    >
      <Avatar nickname={nickname} url={url} size="large" />
    </Tappable>
  )
}
