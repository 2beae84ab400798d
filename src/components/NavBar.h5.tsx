/** The bar with the title and the way back, where WeChat does not draw it. Id: `nav-back`. */
import { View } from '@tarojs/components'
import { useWords } from '../i18n/words'
import { labelProps } from '../platform/control-props'
import { goBack } from '../platform/navigate'
import { Tappable } from './Tappable'
import './NavBar.scss'

interface NavBarProps {
  readonly title: string
  readonly isTab: boolean
}

export function NavBar({ title, isTab }: NavBarProps) {
  const words = useWords()
  return (
    <View className="nav-bar">
      {isTab ? null : (
        <Tappable id="nav-back" className="nav-back" label={words.common.back} onTap={goBack}>
          <View className="icon-back" />
        </Tappable>
      )}
      <View className="nav-title" {...labelProps('heading', title)} aria-level="1">
        {title}
      </View>
    </View>
  )
}
