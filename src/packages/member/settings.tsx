/**
 * Profile, language, theme, size of text; signing out where that exists. Ids: `page-settings`, `language-zh-CN`,
 * `language-en`, `theme-system` …, `text-size-standard` …, `sign-out`, and those of ProfileForm.
 */
import { View } from '@tarojs/components'
import { useLoad } from '@tarojs/taro'
import { Button } from '../../components/Button'
import { Choice } from '../../components/Choice'
import { PageFrame } from '../../components/PageFrame'
import { PrivacySheet } from '../../components/PrivacySheet'
import { ProfileForm } from '../../features/member/components/ProfileForm'
import { refreshMe, updateProfile, useMemberStore } from '../../features/member/store'
import { useWords, wordsNow } from '../../i18n/words'
import { LANGUAGE_CHOICES, prefer, TEXT_SIZES, THEMES, usePreferences } from '../../platform/preferences'
import { forgetAll } from '../../platform/storage'
import { toast } from '../../platform/toast'
import { signOut } from '../../platform/transport'
import './settings.scss'

async function saveProfile(nickname: string, avatarMediaId?: string): Promise<void> {
  await updateProfile(nickname, avatarMediaId)
  toast(wordsNow().me.profileSaved)
}

export default function SettingsPage() {
  const words = useWords()
  const { language, theme, textSize } = usePreferences()
  // By a direct link nobody has asked yet who I am.
  useLoad(() => {
    if (!useMemberStore.getState().me) void refreshMe()
  })
  return (
    <PageFrame name="settings" title={words.me.settings}>
      <View className="settings">
        <EditProfile />
        <View className="settings-card">
          <Choice
            id="language"
            label={words.me.language}
            options={LANGUAGE_CHOICES}
            names={words.me.languages}
            chosen={language}
            onChoose={(option) => prefer({ language: option })}
          />
          <Choice
            id="theme"
            label={words.me.theme}
            options={THEMES}
            names={words.me.themes}
            chosen={theme}
            onChoose={(option) => prefer({ theme: option })}
          />
          <Choice
            id="text-size"
            label={words.me.textSize}
            options={TEXT_SIZES}
            names={words.me.textSizes}
            chosen={textSize}
            onChoose={(option) => prefer({ textSize: option })}
          />
        </View>
        <SignOut />
        <View className="settings-version">{`${words.me.version} ${CLIENT_VERSION}`}</View>
      </View>
      <PrivacySheet />
    </PageFrame>
  )
}

function EditProfile() {
  const words = useWords()
  const me = useMemberStore((store) => store.me)
  if (!me) return null
  return (
    <View className="settings-card settings-profile">
      <ProfileForm
        nickname={me.nickname}
        avatarUrl={me.avatarUrl}
        submitLabel={words.me.saveProfile}
        busyLabel={words.me.savingProfile}
        save={saveProfile}
      />
    </View>
  )
}

function SignOut() {
  const words = useWords()
  if (!signOut) return null
  const leave = () => {
    // What the next person on this phone must not find.
    forgetAll(['me', 'home', 'draft'])
    signOut?.()
  }
  return <Button id="sign-out" kind="quiet" isWide label={words.me.signOut} onTap={leave} />
}
