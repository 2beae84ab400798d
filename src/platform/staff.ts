/** Whether the 管理 tab is shown: told by the member feature, read by the tab bar, which stands below all features. */
import { create } from 'zustand'

export const useStaffStore = create<{ isStaff: boolean }>(() => ({ isStaff: false }))
