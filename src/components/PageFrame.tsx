/**
 * What every page has around it: theme, size of text and title, and WeChat's privacy question when it is asked, what was just earned; on a
 * tab page its tab, on h5 the bars that WeChat draws itself. Ids: `page-{name}`, `offline-banner`.
 */
import { View } from '@tarojs/components'
import { useDidShow } from '@tarojs/taro'
import { type ReactNode, useEffect } from 'react'
import { useWords } from '../i18n/words'
import { paintChrome, titlePage } from '../platform/chrome'
import { useTabStore } from '../platform/navigate'
import { useNetworkStore } from '../platform/network'
import { usePreferences } from '../platform/preferences'
import type { Tab } from '../platform/tabs'
import { Joy } from './Joy'
import { NavBar } from './NavBar'
import { PrivacySheet } from './PrivacySheet'
import { TabBarSlot } from './TabBarSlot'

interface PageFrameProps {
  readonly name: string
  readonly title: string
  /** The tab whose page this is. */
  readonly tab?: Tab
  readonly children: ReactNode
}

export function PageFrame({ name, title, tab, children }: PageFrameProps) {
  const preferences = usePreferences()
  const { theme, textSize, language } = preferences
  const show = () => {
    titlePage(title)
    paintChrome(preferences)
    // The tap that came here has set it before; only a start straight on this tab has not.
    if (tab) useTabStore.setState({ tab })
  }
  useDidShow(show)
  // biome-ignore lint/correctness/useExhaustiveDependencies: painted anew when one of these has changed.
  useEffect(() => {
    titlePage(title)
    paintChrome(preferences)
  }, [title, theme, language])
  return (
    <View id={`page-${name}`} className={`page theme-${theme} text-${textSize}${tab ? ' page-tab' : ''}`}>
      <NavBar title={title} isTab={tab !== undefined} />
      <OfflineBanner />
      {children}
      {tab ? <TabBarSlot /> : null}
      <Joy />
      <PrivacySheet />
    </View>
  )
}

function OfflineBanner() {
  const online = useNetworkStore((network) => network.online)
  const words = useWords()
  if (online) return null
  return (
    <View id="offline-banner" className="offline-banner">
      <View className="icon-offline" />
      {words.common.offline}
    </View>
  )
}
