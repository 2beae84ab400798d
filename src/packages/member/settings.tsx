/**
 * What a person has chosen: their profile, how the app looks, what they are told, what is theirs to take or to end.
 * Ids: `page-settings`, `settings-edit`, `settings-survey`, `settings-notify`, `language-system` …, `theme-system` …,
 * `text-size-standard` …, `hide-me`, `settings-guide`, `settings-export`, `settings-leave`, `sign-out`.
 */
import { View } from '@tarojs/components'
import { useLoad } from '@tarojs/taro'
import { Button } from '../../components/Button'
import { Choice } from '../../components/Choice'
import { PageFrame } from '../../components/PageFrame'
import { Row, Rows } from '../../components/Row'
import { Toggle } from '../../components/Toggle'
import { changeSettings } from '../../features/member/settings'
import { forgetMe, refreshMe, useMemberStore } from '../../features/member/store'
import { useWords } from '../../i18n/words'
import { openPage } from '../../platform/navigate'
import { LANGUAGE_CHOICES, prefer, TEXT_SIZES, THEMES, usePreferences } from '../../platform/preferences'
import { openPrivacyGuide } from '../../platform/privacy'
import { signOut } from '../../platform/transport'
import './settings.scss'

export default function SettingsPage() {
  const words = useWords()
  const isMember = useMemberStore((store) => store.me !== undefined)
  // By a direct link nobody has asked yet who I am.
  useLoad(() => {
    if (!useMemberStore.getState().me) void refreshMe()
  })
  return (
    <PageFrame name="settings" title={words.me.settings}>
      <View className="settings">
        {isMember ? <MyRows /> : null}
        <Display />
        <Privacy isMember={isMember} />
        <SignOut />
        <View className="settings-version">{`${words.me.version} ${CLIENT_VERSION}`}</View>
      </View>
    </PageFrame>
  )
}

function MyRows() {
  const { settings } = useWords()
  return (
    <Rows>
      <Row
        id="settings-edit"
        icon="me"
        label={settings.profile}
        onTap={() => openPage('/packages/member/edit', {})}
      />
      <Row
        id="settings-survey"
        icon="edit"
        label={settings.survey}
        hint={settings.surveyHint}
        onTap={() => openPage('/packages/member/survey', {})}
      />
      <Row
        id="settings-notify"
        icon="bell"
        label={settings.notifications}
        hint={settings.notificationsHint}
        onTap={() => openPage('/packages/member/notify', {})}
      />
    </Rows>
  )
}

function Display() {
  const { me, settings } = useWords()
  const { language, theme, textSize } = usePreferences()
  return (
    <Rows title={settings.display}>
      <Choice
        id="text-size"
        label={me.textSize}
        options={TEXT_SIZES}
        names={me.textSizes}
        chosen={textSize}
        onChoose={(option) => prefer({ textSize: option })}
      />
      <Choice
        id="theme"
        label={me.theme}
        options={THEMES}
        names={me.themes}
        chosen={theme}
        onChoose={(option) => prefer({ theme: option })}
      />
      <Choice
        id="language"
        label={me.language}
        options={LANGUAGE_CHOICES}
        names={me.languages}
        chosen={language}
        onChoose={(option) => prefer({ language: option })}
      />
    </Rows>
  )
}

function Privacy({ isMember }: { readonly isMember: boolean }) {
  const { settings } = useWords()
  const isHidden = useMemberStore(({ me }) => me?.settings.hideFromLeaderboards ?? false)
  if (!isMember && !openPrivacyGuide) return null
  return (
    <Rows title={settings.privacySection}>
      {isMember ? (
        <Toggle
          id="hide-me"
          label={settings.hideFromLeaderboards}
          hint={settings.hideHint}
          isOn={isHidden}
          onChange={(isOn) => void changeSettings({ hideFromLeaderboards: isOn })}
        />
      ) : null}
      {openPrivacyGuide ? (
        <Row id="settings-guide" label={settings.privacyGuide} onTap={openPrivacyGuide} />
      ) : null}
      {isMember ? (
        <>
          <Row
            id="settings-export"
            label={settings.exportData}
            hint={settings.exportHint}
            onTap={() => openPage('/packages/member/export', {})}
          />
          <Row
            id="settings-leave"
            label={settings.leave}
            hint={settings.leaveHint}
            onTap={() => openPage('/packages/member/leave', {})}
          />
        </>
      ) : null}
    </Rows>
  )
}

function SignOut() {
  const words = useWords()
  if (!signOut) return null
  const leave = () => {
    forgetMe()
    signOut?.()
  }
  return <Button id="sign-out" kind="quiet" isWide label={words.me.signOut} onTap={leave} />
}
