/** A page that is opened by a link, before anybody has asked the cloud who I am. */
import { useLoad } from '@tarojs/taro'
import { refreshMe, useMemberStore } from './store'

/** Asks who I am, where that is not known. */
export function useTold(): void {
  useLoad(() => {
    if (!useMemberStore.getState().me) void refreshMe()
  })
}
