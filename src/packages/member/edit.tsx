/** My picture and my name. Ids: `page-edit`, `edit-guest`, and those of ProfileForm. */
import { View } from '@tarojs/components'
import { useLoad } from '@tarojs/taro'
import { PageFrame } from '../../components/PageFrame'
import { MembersOnly } from '../../features/member/components/MembersOnly'
import { ProfileForm } from '../../features/member/components/ProfileForm'
import { refreshMe, updateProfile, useMemberStore } from '../../features/member/store'
import { useWords, wordsNow } from '../../i18n/words'
import { goBack } from '../../platform/navigate'
import { toast } from '../../platform/toast'
import './edit.scss'

async function saveProfile(nickname: string, avatarMediaId?: string): Promise<void> {
  await updateProfile(nickname, avatarMediaId)
  goBack()
  toast(wordsNow().common.saved)
}

export default function EditPage() {
  const { common, settings } = useWords()
  const me = useMemberStore((store) => store.me)
  useLoad(() => void refreshMe())
  return (
    <PageFrame name="edit" title={settings.profile}>
      <MembersOnly>
        <View className="edit">
          <ProfileForm
            nickname={me?.nickname ?? ''}
            avatarUrl={me?.avatarUrl}
            submitLabel={common.save}
            busyLabel={common.saving}
            save={saveProfile}
          >
            <View className="edit-hint">{settings.profileHint}</View>
          </ProfileForm>
        </View>
      </MembersOnly>
    </PageFrame>
  )
}
