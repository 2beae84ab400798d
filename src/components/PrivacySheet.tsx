/** WeChat's privacy question, on whichever page it is asked. Ids: `privacy-agree`, `privacy-disagree`. */
import { Button as NativeButton, Text, View } from '@tarojs/components'
import { useWords } from '../i18n/words'
import { answerPrivacy, openPrivacyGuide, PRIVACY_AGREE_ID, usePrivacyStore } from '../platform/privacy'
import { Button } from './Button'
import { Sheet } from './Sheet'
import { Tappable } from './Tappable'
import './PrivacySheet.scss'

export function PrivacySheet() {
  const isAsked = usePrivacyStore((store) => store.answer !== undefined)
  const { privacy } = useWords()
  return (
    <Sheet isOpen={isAsked} label={privacy.title} onClose={() => answerPrivacy(false)}>
      <View className="privacy">
        <Text className="privacy-title">{privacy.title}</Text>
        <Text>{privacy.text}</Text>
        {openPrivacyGuide ? (
          <Tappable className="privacy-guide" role="link" label={privacy.guide} onTap={openPrivacyGuide}>
            {privacy.guide}
          </Tappable>
        ) : null}
        {/* Only a tap on WeChat's own button counts as consent. */}
        <NativeButton
          id={PRIVACY_AGREE_ID}
          className="button button-primary button-wide native-button"
          openType="agreePrivacyAuthorization"
          onAgreePrivacyAuthorization={() => answerPrivacy(true)}
        >
          {privacy.agree}
        </NativeButton>
        <Button
          id="privacy-disagree"
          kind="quiet"
          isWide
          label={privacy.disagree}
          onTap={() => answerPrivacy(false)}
        />
      </View>
    </Sheet>
  )
}
