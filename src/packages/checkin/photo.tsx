/** Checking in with a photo of today. Ids: `page-checkin-photo`, `checkin-photo-send`, and those of PhotoTray. */
import { View } from '@tarojs/components'
import { useLoad, useUnload } from '@tarojs/taro'
import { Button } from '../../components/Button'
import { PageFrame } from '../../components/PageFrame'
import { checkIn, useCheckinStore } from '../../features/checkin/store'
import { PhotoTray } from '../../features/media/components/PhotoTray'
import { clearTray, trayOf, useMediaStore } from '../../features/media/store'
import { MembersOnly } from '../../features/member/components/MembersOnly'
import { refreshMe, useMemberStore } from '../../features/member/store'
import { useWords } from '../../i18n/words'
import { goBack } from '../../platform/navigate'
import './photo.scss'

const TRAY = 'checkin'

export default function CheckinPhotoPage() {
  const { checkin } = useWords()
  const isBusy = useCheckinStore((store) => store.isBusy)
  const [photo] = useMediaStore((store) => trayOf(store, TRAY))
  useLoad(() => {
    if (!useMemberStore.getState().me) void refreshMe()
  })
  useUnload(() => clearTray(TRAY))
  const photoId = photo?.done?.photo.mediaId
  const send = async () => {
    if (photoId === undefined) return
    if (await checkIn({ proof: { how: 'photo', photoId } })) goBack()
  }
  return (
    <PageFrame name="checkin-photo" title={checkin.withPhoto}>
      <MembersOnly>
        <View className="checkin-photo">
          <PhotoTray tray={TRAY} countMax={1} />
          <View className="checkin-photo-hint">{checkin.photoHint}</View>
          <Button
            id="checkin-photo-send"
            isWide
            isDisabled={isBusy || photoId === undefined}
            label={isBusy ? checkin.going : checkin.sendPhoto}
            onTap={() => void send()}
          />
        </View>
      </MembersOnly>
    </PageFrame>
  )
}
