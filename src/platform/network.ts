/** Whether the phone has a network, as a store. */
import Taro from '@tarojs/taro'
import { create } from 'zustand'

export const useNetworkStore = create<{ online: boolean }>(() => ({ online: true }))

/** Must run once at launch. */
export function watchNetwork(): void {
  Taro.onNetworkStatusChange(({ isConnected }) => useNetworkStore.setState({ online: isConnected }))
  Taro.getNetworkType({
    success: ({ networkType }) => useNetworkStore.setState({ online: networkType !== 'none' }),
  })
}
