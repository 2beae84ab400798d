/** Whether the browser has a network. Its own events say so; Taro's listen to what most browsers do not have. */
import { create } from 'zustand'

export const useNetworkStore = create<{ online: boolean }>(() => ({ online: navigator.onLine }))

/** Must run once at launch. */
export function watchNetwork(): void {
  window.addEventListener('online', () => useNetworkStore.setState({ online: true }))
  window.addEventListener('offline', () => useNetworkStore.setState({ online: false }))
}
