/** A WeChat group and the way into it: its code, behind a tap. Ids: `group-offer`, `group-open`, `group-later`. */
import { Image, Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { WechatGroup } from '../../../../contract/member-groups'
import { Button } from '../../../components/Button'
import { Sheet } from '../../../components/Sheet'
import { useWords } from '../../../i18n/words'
import { pictureProps } from '../../../platform/control-props'
import { useMemberStore } from '../store'
import './GroupOffer.scss'

interface GroupOfferProps {
  readonly group: WechatGroup
  /** Lets the offer be left for now. */
  readonly onLater?: () => void
}

export function GroupOffer({ group, onLater }: GroupOfferProps) {
  const words = useWords().group
  const hasToldNeeds = useMemberStore(({ me }) => me?.survey !== undefined)
  const [isOpen, setOpen] = useState(false)
  const { name, codeUrl } = group
  return (
    <View id="group-offer" className="group-offer">
      <View className="group-title">{words.title}</View>
      <View className="group-hint">{hasToldNeeds ? words.hint(name) : words.hintForAll(name)}</View>
      <View className="group-ways">
        <Button id="group-open" label={words.join} onTap={() => setOpen(true)} />
        {onLater ? <Button id="group-later" kind="quiet" label={words.later} onTap={onLater} /> : null}
      </View>
      <Sheet isOpen={isOpen} label={words.code(name)} onClose={() => setOpen(false)}>
        <View className="group-code">
          <Image
            className="group-code-picture"
            src={codeUrl}
            mode="aspectFit"
            // In WeChat a long press on a group's code opens the group.
            showMenuByLongpress
            {...pictureProps(words.code(name))}
          />
          <Text>{words.scan}</Text>
        </View>
      </Sheet>
    </View>
  )
}
