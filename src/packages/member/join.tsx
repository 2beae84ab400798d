/** Joining, asked for at the first write. Ids: `page-join`, `join-later`, and those of ProfileForm. */
import { Text, View } from '@tarojs/components'
import Taro, { useUnload } from '@tarojs/taro'
import { Button } from '../../components/Button'
import { PageFrame } from '../../components/PageFrame'
import { PrivacySheet } from '../../components/PrivacySheet'
import { ProfileForm } from '../../features/member/components/ProfileForm'
import { dropIntent, join, takeIntent } from '../../features/member/store'
import { useWords, wordsNow } from '../../i18n/words'
import { goBack } from '../../platform/navigate'
import { toast } from '../../platform/toast'
import './join.scss'

/** Joins, goes back to where the member was, and does what they had come for. */
async function joinAndReturn(nickname: string, avatarMediaId?: string): Promise<void> {
  const me = await join(nickname, avatarMediaId)
  const act = takeIntent()
  if (Taro.getCurrentPages().length > 1) await Taro.navigateBack()
  else goBack()
  toast(wordsNow().member.welcome(me.nickname))
  act?.()
}

export default function JoinPage() {
  const words = useWords()
  useUnload(dropIntent)
  return (
    <PageFrame name="join" title={words.member.joinTitle}>
      <View className="join">
        <Text className="join-lead">{words.member.joinLead}</Text>
        <Text className="join-hint">{words.member.joinHint}</Text>
        <ProfileForm
          nickname=""
          submitLabel={words.member.join}
          busyLabel={words.member.joining}
          save={joinAndReturn}
        />
        <Button id="join-later" kind="quiet" isWide label={words.member.notNow} onTap={goBack} />
      </View>
      <PrivacySheet />
    </PageFrame>
  )
}
