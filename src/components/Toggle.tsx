/** On or off, with its name and what it does. */
import { View } from '@tarojs/components'
import { useWords } from '../i18n/words'
import { Tappable } from './Tappable'
import './Toggle.scss'

interface ToggleProps {
  readonly id: string
  readonly label: string
  readonly hint?: string
  readonly isOn: boolean
  readonly onChange: (isOn: boolean) => void
}

export function Toggle({ id, label, hint, isOn, onChange }: ToggleProps) {
  const { common } = useWords()
  return (
    <Tappable
      id={id}
      className="toggle"
      role="switch"
      // In words too: WeChat reads no state of a switch.
      label={[isOn ? common.switchOn(label) : common.switchOff(label), hint].filter(Boolean).join('，')}
      isSelected={isOn}
      onTap={() => onChange(!isOn)}
    >
      <View className="toggle-words">
        <View>{label}</View>
        {hint ? <View className="toggle-hint">{hint}</View> : null}
      </View>
      <View className={isOn ? 'toggle-track toggle-on' : 'toggle-track'}>
        <View className="toggle-knob">{isOn ? <View className="toggle-check icon-check" /> : null}</View>
      </View>
    </Tappable>
  )
}
