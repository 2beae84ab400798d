/** A sheet from the foot of the page: NutUI's Popup, themed by our tokens. It is drawn only while it is open. */
import ConfigProvider from '@nutui/nutui-react-taro/dist/es/packages/configprovider/index'
import Popup from '@nutui/nutui-react-taro/dist/es/packages/popup/index'
import '@nutui/nutui-react-taro/dist/es/packages/popup/style/css'
import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { labelProps } from '../platform/control-props'
import './Sheet.scss'

interface SheetProps {
  readonly isOpen: boolean
  /** What the sheet is about, for a screen reader. */
  readonly label: string
  readonly onClose: () => void
  readonly children: ReactNode
}

const THEME = {
  nutuiPopupBorderRadius: '12px',
  nutuiOverlayBgColor: 'var(--veil)',
  nutuiColorPrimary: 'var(--primary)',
  nutuiColorBackgroundOverlay: 'var(--card)',
  nutuiColorTitle: 'var(--text)',
}
const OPENING_MS = 200

export function Sheet({ isOpen, label, onClose, children }: SheetProps) {
  if (!isOpen) return null
  return (
    <ConfigProvider theme={THEME}>
      <Popup
        visible
        position="bottom"
        round
        className="sheet"
        duration={OPENING_MS}
        lockScroll
        onClose={onClose}
      >
        <View className="sheet-content" {...labelProps('dialog', label)}>
          {children}
        </View>
      </Popup>
    </ConfigProvider>
  )
}
