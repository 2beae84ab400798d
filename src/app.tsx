/** Where the app begins: what must run once, before the first page. */
import { useError, useLaunch, useUnhandledRejection } from '@tarojs/taro'
import type { PropsWithChildren } from 'react'
import { mayOpenAdmin, useMemberStore } from './features/member/store'
import { noteArrival } from './platform/arrival'
import { watchNetwork } from './platform/network'
import { watchPrivacy } from './platform/privacy'
import { reportError } from './platform/report'
import { watchShownPage } from './platform/shown-page'
import { useStaffStore } from './platform/staff'
import { openTransport } from './platform/transport'
import './app.scss'

function tellTabBar(): void {
  const isStaff = mayOpenAdmin(useMemberStore.getState())
  if (useStaffStore.getState().isStaff !== isStaff) useStaffStore.setState({ isStaff })
}

// Before anything is drawn, so that the tab bar is right at its first paint.
tellTabBar()
useMemberStore.subscribe(tellTabBar)

export default function App({ children }: PropsWithChildren) {
  useLaunch((options) => {
    noteArrival(options)
    openTransport()
    watchNetwork()
    watchPrivacy()
    watchShownPage()
  })
  useError((error) => reportError({ error }))
  useUnhandledRejection(({ reason }) => reportError({ error: reason }))
  return children
}
