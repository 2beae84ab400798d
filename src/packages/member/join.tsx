/**
 * Joining, asked for at the first write: a picture, a name (one is suggested, so that a tap is enough) and the rules
 * in five lines. Ids: `page-join`, `join-rules`, `join-later`, and those of ProfileForm.
 */
import { Text, View } from '@tarojs/components'
import Taro, { useUnload } from '@tarojs/taro'
import { useState } from 'react'
import { Button } from '../../components/Button'
import { PageFrame } from '../../components/PageFrame'
import { ProfileForm } from '../../features/member/components/ProfileForm'
import { Rules } from '../../features/member/components/Rules'
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

/** Four digits, so that two newcomers are told apart. */
function someDigits(): string {
  return String(Math.floor(1000 + Math.random() * 9000))
}

export default function JoinPage() {
  const words = useWords()
  const [digits] = useState(someDigits)
  useUnload(dropIntent)
  return (
    <PageFrame name="join" title={words.member.joinTitle}>
      <View className="join">
        <Text className="join-lead">{words.member.joinLead}</Text>
        <Text className="join-hint">{words.joining.nameHint}</Text>
        <ProfileForm
          nickname={words.joining.suggestedName(digits)}
          submitLabel={words.joining.agreeAndJoin}
          busyLabel={words.member.joining}
          save={joinAndReturn}
        >
          <View id="join-rules" className="join-rules">
            <Text className="join-rules-title">{words.joining.rulesTitle}</Text>
            <Rules />
          </View>
        </ProfileForm>
        <Button id="join-later" kind="quiet" isWide label={words.member.notNow} onTap={goBack} />
      </View>
    </PageFrame>
  )
}
