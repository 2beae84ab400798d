/** WeChat's own place for the tab bar: an element of its own on each tab page, outside the page's root. */
import { View } from '@tarojs/components'
import { TabBar } from '../components/TabBar'
import { usePreferences } from '../platform/preferences'

function CustomTabBar() {
  const { theme, textSize } = usePreferences()
  return (
    <View className={`theme-${theme} text-${textSize}`}>
      <TabBar />
    </View>
  )
}

/** Lets the tokens of app.scss in. */
const options = { addGlobalClass: true }
export default Object.assign(CustomTabBar, { options })
