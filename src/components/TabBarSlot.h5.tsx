/** Taro's h5 router draws no custom tab bar: each tab page draws the same component. */
import { TabBar } from './TabBar'

export function TabBarSlot() {
  return <TabBar />
}
