/** The rules of the community, to be read again. Ids: `page-rules`, `rules-accept`. */
import { View } from '@tarojs/components'
import { Button } from '../../components/Button'
import { PageFrame } from '../../components/PageFrame'
import { Rules } from '../../features/member/components/Rules'
import { acceptRules } from '../../features/member/onboarding'
import { useMemberStore } from '../../features/member/store'
import { sayRefusal } from '../../i18n/say-refusal'
import { useWords, wordsNow } from '../../i18n/words'
import { goBack } from '../../platform/navigate'
import { toast } from '../../platform/toast'
import './rules.scss'

async function accept(): Promise<void> {
  try {
    await acceptRules()
    goBack()
  } catch (error) {
    toast(sayRefusal(error, wordsNow()))
  }
}

export default function RulesPage() {
  const { onboarding, joining } = useWords()
  const isTodo = useMemberStore(({ me }) => me !== undefined && me.onboarding.steps.rules !== 'done')
  return (
    <PageFrame name="rules" title={onboarding.rulesPage}>
      <View className="rules-page">
        <Rules />
        {isTodo ? (
          <Button id="rules-accept" isWide label={joining.agree} onTap={() => void accept()} />
        ) : null}
      </View>
    </PageFrame>
  )
}
