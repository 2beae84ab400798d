/** How many words from people wait in the inbox: told by the notice feature, shown by the tab bar below all features. */
import { create } from 'zustand'

export const useUnreadStore = create<{ count: number }>(() => ({ count: 0 }))
